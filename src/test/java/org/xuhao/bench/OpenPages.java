package org.xuhao.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;

/**
 * Pages that follow the board over server-sent events, all read by one thread, and some that open
 * and never read. Notes when each page saw each number called first.
 */
@NullMarked
final class OpenPages implements AutoCloseable {

  /** More than one board of a large hall. */
  private static final int EVENT_BYTES = 128 * 1024;

  private static final byte[] ASK =
      "GET /api/feed HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final List<Page> pages = new ArrayList<>();
  private final List<SocketChannel> deaf = new ArrayList<>();
  private final Thread reader;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;
  private volatile int boardBytes;
  private final AtomicLong boards = new AtomicLong();

  /** What one page has received. */
  private static final class Page {
    private final byte[] event = new byte[EVENT_BYTES];
    private int length;
    private boolean greeted;
    private final Map<String, Long> seen = new HashMap<>();
  }

  OpenPages(int port, int count, int deafs) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < deafs; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.write(ByteBuffer.wrap(ASK));
      deaf.add(channel);
    }
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.write(ByteBuffer.wrap(ASK));
      channel.configureBlocking(false);
      var page = new Page();
      pages.add(page);
      channel.register(selector, SelectionKey.OP_READ, page);
    }
    reader = Thread.ofPlatform().name("pages").start(this::read);
  }

  /** Pages that have had a board. */
  int open() {
    return open.get();
  }

  int boardBytes() {
    return boardBytes;
  }

  /** Boards received by all pages. */
  long boards() {
    return boards.get();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    try {
      while (!closed) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) read(key, buffer);
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      if (!closed) throw new IllegalStateException("a page was cut off", e);
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) throws IOException {
    var page = (Page) key.attachment();
    buffer.clear();
    if (((SocketChannel) key.channel()).read(buffer) < 0) {
      key.cancel();
      return;
    }
    long now = System.nanoTime();
    buffer.flip();
    while (buffer.hasRemaining()) {
      byte one = buffer.get();
      page.event[page.length++] = one;
      if (one == '\n' && page.length > 1 && page.event[page.length - 2] == '\n') {
        received(page, now);
        page.length = 0;
      }
    }
  }

  private void received(Page page, long now) {
    int calls = find(page, "\"calls\":[", 0);
    if (calls < 0) return; // the head of the answer, or a tick
    if (!page.greeted) open.incrementAndGet();
    page.greeted = true;
    boards.incrementAndGet();
    boardBytes = page.length;
    int end = find(page, "],\"services\":", calls);
    for (int at = find(page, "\"number\":\"", calls); at > 0 && at < end; ) {
      int from = at + "\"number\":\"".length();
      int to = from;
      while (page.event[to] != '"') to++;
      var number = new String(page.event, from, to - from, StandardCharsets.US_ASCII);
      page.seen.putIfAbsent(number, now);
      at = find(page, "\"number\":\"", to);
    }
  }

  private static int find(Page page, String text, int from) {
    for (int i = from; i <= page.length - text.length(); i++) {
      int j = 0;
      while (j < text.length() && page.event[i + j] == text.charAt(j)) j++;
      if (j == text.length()) return i;
    }
    return -1;
  }

  /**
   * From each call's request to each page, nanoseconds; to be asked when nothing comes any more.
   */
  long[] latencies(Map<String, Long> calledAt) throws IOException {
    close();
    var all = new ArrayList<Long>();
    for (Page page : pages)
      calledAt.forEach((number, at) -> {
        Long seen = page.seen.get(number);
        if (seen != null) all.add(seen - at);
      });
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  /** Calls that a page never showed. */
  long unseen(Map<String, Long> calledAt) {
    long unseen = 0;
    for (Page page : pages)
      for (String number : calledAt.keySet()) if (!page.seen.containsKey(number)) unseen++;
    return unseen;
  }

  @Override
  public void close() throws IOException {
    if (closed) return;
    closed = true;
    selector.wakeup();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) key.channel().close();
    selector.close();
    for (SocketChannel channel : deaf) channel.close();
  }
}
