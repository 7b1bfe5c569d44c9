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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.NullMarked;

/**
 * Pages that follow the board over server-sent events, all read by one thread, and some that open
 * and never read. Notes when each page saw each number called first.
 */
@NullMarked
final class OpenPages implements AutoCloseable {

  /** More than one board of a large hall. */
  private static final int EVENT_BYTES = 128 * 1024;

  /** Events remembered by their bytes: all that can be under way at once, and more. */
  private static final int KNOWN_MAX = 500;

  private static final Pattern NUMBER = Pattern.compile("\"number\":\"([A-Z0-9]+)\"");

  private static final byte[] ASK =
      "GET /api/feed HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final List<Page> pages = new ArrayList<>();
  private final List<SocketChannel> deaf = new ArrayList<>();
  private final Thread reader;
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;
  private volatile int boardBytes;
  private volatile int packedBytes;
  private final Map<ByteBuffer, Told> known = new HashMap<>();
  private final AtomicLong boards = new AtomicLong();

  /** What an event told: its length unpacked, 0 for what is no board, and who is called. */
  private record Told(int bytes, List<String> numbers) {}

  /** What one page has received: an answer in chunks, of which each is an event. */
  private static final class Page {
    private final byte[] bytes = new byte[EVENT_BYTES];
    private int length;
    private boolean headRead;
    private boolean greeted;
    private final Map<String, Long> seen = new HashMap<>();

    void add(ByteBuffer buffer) {
      int more = buffer.remaining();
      buffer.get(bytes, length, more);
      length += more;
    }

    /** The next whole chunk, which is forgotten here. */
    Optional<byte[]> chunk() {
      if (!headRead) {
        int end = find("\r\n\r\n");
        if (end < 0) return Optional.empty();
        forget(end + 4);
        headRead = true;
      }
      int line = find("\r\n");
      if (line < 0) return Optional.empty();
      int size = Integer.parseInt(new String(bytes, 0, line, StandardCharsets.US_ASCII), 16);
      if (length < line + 2 + size + 2) return Optional.empty();
      byte[] chunk = Arrays.copyOfRange(bytes, line + 2, line + 2 + size);
      forget(line + 2 + size + 2);
      return Optional.of(chunk);
    }

    private int find(String end) {
      for (int i = 0; i + end.length() <= length; i++) {
        int j = 0;
        while (j < end.length() && bytes[i + j] == end.charAt(j)) j++;
        if (j == end.length()) return i;
      }
      return -1;
    }

    private void forget(int count) {
      System.arraycopy(bytes, count, bytes, 0, length - count);
      length -= count;
    }
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

  /** Bytes of a board on the wire. */
  int packedBytes() {
    return packedBytes;
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
    page.add(buffer);
    for (Optional<byte[]> chunk = page.chunk(); chunk.isPresent(); chunk = page.chunk())
      received(page, chunk.get(), now);
  }

  private void received(Page page, byte[] chunk, long now) {
    // All pages are sent the same bytes; they are read once.
    Told told = known.computeIfAbsent(ByteBuffer.wrap(chunk), same -> told(chunk));
    if (known.size() > KNOWN_MAX) known.clear();
    if (told.bytes == 0) return;
    if (!page.greeted) open.incrementAndGet();
    page.greeted = true;
    boards.incrementAndGet();
    boardBytes = told.bytes;
    packedBytes = chunk.length;
    for (String number : told.numbers) page.seen.putIfAbsent(number, now);
  }

  private static Told told(byte[] chunk) {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(chunk);
      byte[] bytes = new byte[EVENT_BYTES];
      var text = new String(bytes, 0, inflater.inflate(bytes), StandardCharsets.UTF_8);
      int calls = text.indexOf("\"calls\":[");
      if (calls < 0) return new Told(0, List.of());
      // The list of calls has twelve; each window's own line has its number too, however many came.
      Matcher number = NUMBER.matcher(text.substring(calls));
      return new Told(text.length(), number.results().map(found -> found.group(1)).toList());
    } catch (DataFormatException e) {
      return new Told(0, List.of()); // the head of the stream
    } finally {
      inflater.end();
    }
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
