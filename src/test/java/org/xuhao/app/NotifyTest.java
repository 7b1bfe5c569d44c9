package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd hears what the hall tells it, over a real datagram socket. */
@NullMarked
class NotifyTest {

  @TempDir Path folder = Path.of("");

  /** Stands where systemd stands. */
  private static final class Listener implements AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Channel channel;

    Listener(String path) {
      channel =
          new Bootstrap()
              .group(group)
              .channel(EpollDomainDatagramChannel.class)
              .handler(
                  new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext c, DomainDatagramPacket p) {
                      heard.add(p.content().toString(StandardCharsets.UTF_8));
                    }
                  })
              .bind(new DomainSocketAddress(path))
              .syncUninterruptibly()
              .channel();
    }

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(5, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
      channel.close().syncUninterruptibly();
      group.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
  }

  @Test
  void systemdHearsEveryStepOfTheHallsDay() throws InterruptedException {
    String path = folder.resolve("notify").toString();
    try (var systemd = new Listener(path)) {
      try (var notify = Notify.of(Map.of("NOTIFY_SOCKET", path))) {
        notify.ready("12 windows\nopen");
        notify.alive();
        notify.status("3 waiting");
        notify.stopping();
      }
      assertEquals("READY=1\nSTATUS=12 windows open", systemd.next());
      assertEquals("WATCHDOG=1", systemd.next());
      assertEquals("STATUS=3 waiting", systemd.next());
      assertEquals("STOPPING=1\nSTATUS=Closing", systemd.next());
    }
  }

  @Test
  void anAbstractSocketIsFoundToo() throws InterruptedException {
    String name = "xuhao-notify-" + ProcessHandle.current().pid();
    try (var systemd = new Listener('\0' + name);
        var notify = Notify.of(Map.of("NOTIFY_SOCKET", "@" + name))) {
      notify.alive();
      assertEquals("WATCHDOG=1", systemd.next());
    }
  }

  @Test
  void withoutSystemdNothingIsSaidAndNothingFails() {
    for (var environment :
        java.util.List.of(
            Map.<String, String>of(), Map.of("NOTIFY_SOCKET", folder.resolve("none").toString())))
      try (var notify = Notify.of(environment)) {
        notify.ready("open");
        notify.alive();
        assertEquals(Optional.empty(), notify.watchdogEvery());
      }
  }

  @Test
  void theWatchdogIsFedTwiceAsOftenAsSystemdAsks() {
    String path = folder.resolve("notify").toString();
    String pid = Long.toString(ProcessHandle.current().pid());
    try (var systemd = new Listener(path)) {
      assertTrue(systemd.channel.isActive());
      assertEquals(Optional.of(Duration.ofSeconds(15)), every(path, "30000000", pid));
      assertEquals(Optional.empty(), every(path, "30000000", "1"));
      assertEquals(Optional.empty(), every(path, "soon", pid));
    }
  }

  private static Optional<Duration> every(String path, String micros, String pid) {
    var environment = Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid);
    try (var notify = Notify.of(environment)) {
      return notify.watchdogEvery();
    }
  }
}
