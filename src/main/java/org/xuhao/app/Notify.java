package org.xuhao.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how it goes, by the datagrams of {@code sd_notify(3)}. Does nothing where systemd
 * did not ask for it. Safe from any thread; never blocks but in {@link #close}.
 */
final class Notify implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notify.class);

  /** Longest wait for the last datagram: it goes to a socket on this machine. */
  private static final long CLOSE_MS = 500;

  private final @Nullable EventLoopGroup group;
  private final @Nullable Channel channel;
  private final Optional<Duration> watchdog;

  private Notify(
      @Nullable EventLoopGroup group, @Nullable Channel channel, Optional<Duration> watchdog) {
    this.group = group;
    this.channel = channel;
    this.watchdog = watchdog;
  }

  /** As the environment says: NOTIFY_SOCKET, WATCHDOG_USEC. */
  static Notify of(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (socket.isEmpty()) return new Notify(null, null, Optional.empty());
    if (!Epoll.isAvailable()) {
      LOG.warn(
          "systemd asks for notices but this platform cannot send them: {}",
          Epoll.unavailabilityCause().getMessage());
      return new Notify(null, null, Optional.empty());
    }
    // An abstract socket's name begins with a zero byte, written as @ in the environment.
    String path = socket.startsWith("@") ? '\0' + socket.substring(1) : socket;
    var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    ChannelFuture connected =
        new Bootstrap()
            .group(group)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(path))
            .awaitUninterruptibly();
    if (connected.isSuccess()) return new Notify(group, connected.channel(), watchdog(environment));
    LOG.warn("systemd's socket does not answer: {}", connected.cause().getMessage());
    end(group);
    return new Notify(null, null, Optional.empty());
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean ours = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    if (!ours || !micros.matches("[1-9][0-9]{0,17}")) return Optional.empty();
    return Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000).dividedBy(2));
  }

  /** How often {@link #alive} must be called: half of what systemd allows; empty: never. */
  Optional<Duration> watchdogEvery() {
    return watchdog;
  }

  /** The hall is open to its visitors. */
  void ready(String status) {
    send("READY=1\nSTATUS=" + oneLine(status));
  }

  /** One line for {@code systemctl status}. */
  void status(String status) {
    send("STATUS=" + oneLine(status));
  }

  /**
   * The hall's writer has just come round. Called by the loop, so that a stuck hall looks stuck.
   */
  void alive() {
    send("WATCHDOG=1");
  }

  /** The hall is closing down. */
  void stopping() {
    send("STOPPING=1\nSTATUS=Closing");
  }

  private static String oneLine(String status) {
    return status.replaceAll("[\\r\\n]+", " ");
  }

  private void send(String text) {
    if (channel == null) return;
    channel
        .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
        .addListener(sent -> {
          if (!sent.isSuccess()) LOG.debug("notice not sent: {}", sent.cause().getMessage());
        });
  }

  /** Lets the last notice go out and gives the socket back. */
  @Override
  public void close() {
    if (channel != null) channel.close().awaitUninterruptibly(CLOSE_MS);
    if (group != null) end(group);
  }

  private static void end(EventLoopGroup group) {
    group.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CLOSE_MS);
  }
}
