package org.xuhao.sim;

import io.vertx.core.Vertx;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.sim.PrinterStream.Command;
import org.xuhao.wire.Bytes;

/**
 * An ESC/POS ticket printer: reads the stream, prints rows, tells its state. Used on one context.
 */
final class SimPrinter implements SimPeer {
  private static final Charset GBK = Charset.forName("GBK");

  /** Tickets kept for the page. */
  static final int TICKETS_KEPT = 24;

  /** Rows of one ticket; a host that never cuts wastes no more memory than this. */
  private static final int ROWS_MAX = 200;

  /** 80 mm of paper at 200 mm/s, as the fast half of kiosk printers do. */
  private static final Duration PRINTING = Duration.ofMillis(400);

  private static final List<String> ALIGNS = List.of("left", "centre", "right");

  private final Vertx vertx;
  private final SimDevice device;
  private final LoopbackPort port;
  private final PrinterStream stream = new PrinterStream();
  private final ArrayDeque<Command> held = new ArrayDeque<>();
  private final ArrayDeque<SimView.PaperView> tickets = new ArrayDeque<>();
  private final List<SimView.RowView> rows = new ArrayList<>();
  private final StringBuilder row = new StringBuilder();

  private boolean powered = true;
  private boolean silent;
  private boolean paperOut;
  private boolean paperLow;
  private boolean coverOpen;
  private boolean tellsChanges;
  private int align;
  private int wide = 1;
  private int high = 1;
  private boolean bold;
  private boolean chinese = true;
  private String qr = "";
  private Bytes tail = Bytes.NONE;
  private long busyUntilMs;
  private boolean waking;
  private long cuts;

  SimPrinter(Vertx vertx, LoopbackPort port, SimDevice device) {
    this.vertx = vertx;
    this.device = device;
    this.port = port;
    port.attach(this::received);
  }

  private void received(Bytes bytes) {
    if (!powered || silent) return;
    answerRealTime(bytes);
    for (Command command : stream.read(bytes))
      if (held.size() < PrinterStream.UNREAD_MAX) held.add(command);
    work();
  }

  /** {@code 10 04 n} is answered at once wherever it stands, as real printers do. */
  private void answerRealTime(Bytes bytes) {
    Bytes seen = tail.then(bytes);
    for (int i = 0; i + 2 < seen.size(); i++)
      if (seen.at(i) == 0x10 && seen.at(i + 1) == 0x04 && seen.at(i + 2) <= 4 && seen.at(i + 2) > 0)
        port.send(Bytes.of(status(seen.at(i + 2))));
    tail = seen.from(Math.max(0, seen.size() - 2));
  }

  private int status(int which) {
    return 0x12
        | switch (which) {
          case 1 -> offline() ? 0x08 : 0;
          case 2 -> (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0);
          case 4 -> (paperLow ? 0x0C : 0) | (paperOut ? 0x60 : 0);
          default -> 0;
        };
  }

  private boolean offline() {
    return coverOpen || paperOut;
  }

  /** Works off what is held, unless the paper or the cover forbids it or a ticket is moving. */
  private void work() {
    while (!held.isEmpty() && !offline() && powered) {
      long wait = busyUntilMs - nowMs();
      if (wait > 0) {
        if (waking) return;
        waking = true;
        vertx.setTimer(
            wait,
            ignored -> {
              waking = false;
              work();
            });
        return;
      }
      run(held.remove());
    }
  }

  private void run(Command command) {
    Bytes body = command.body();
    switch (command.name()) {
      case "text" ->
          row.append(new String(body.toArray(), chinese ? GBK : StandardCharsets.US_ASCII));
      case "0A" -> endRow();
      case "1B 40" -> reset();
      case "1B 61" -> align = Math.min(body.at(0) % 0x30, 2);
      case "1B 45" -> bold = (body.at(0) & 1) == 1;
      case "1C 26" -> chinese = true;
      case "1C 2E" -> chinese = false;
      case "1D 21" -> {
        wide = (body.at(0) >> 4) % 8 + 1;
        high = (body.at(0) & 0x0F) % 8 + 1;
      }
      case "1D 28" -> symbol(body);
      case "1D 76" -> picture(body);
      case "1D 56" -> cut();
      case "1D 61" -> {
        tellsChanges = body.at(0) != 0;
        tellChange();
      }
      case "1D 72" -> port.send(Bytes.of((paperLow ? 0x03 : 0) | (paperOut ? 0x0C : 0)));
      default -> {}
    }
  }

  /**
   * Forgets the code's data too, so that no later ticket can bear an earlier one's. Source: the
   * manuals of Epson TM-U210 and Bixolon SRP-E302, QR code functions 180 and 181.
   */
  private void reset() {
    align = 0;
    wide = 1;
    high = 1;
    bold = false;
    qr = "";
  }

  private void endRow() {
    if (row.isEmpty()) return;
    add(new SimView.RowView(row.toString(), ALIGNS.get(align), wide, high, bold, null));
    row.setLength(0);
  }

  /** {@code 1D 28 6B pL pH 31 fn ...}: keeps the code's data, then prints it, if there is any. */
  private void symbol(Bytes body) {
    if (body.size() < 5 || body.at(0) != 0x6B || body.at(3) != 0x31) return;
    if (body.at(4) == 0x50 && body.size() > 6)
      qr = new String(body.from(6).toArray(), StandardCharsets.UTF_8);
    if (body.at(4) != 0x51 || qr.isEmpty()) return;
    endRow();
    add(new SimView.RowView("", ALIGNS.get(align), 1, 1, false, qr));
  }

  /** {@code 1D 76 30 m xL xH yL yH ...}: the view says how large it is. */
  private void picture(Bytes body) {
    if (body.size() < 6) return;
    int width = (body.at(2) | body.at(3) << 8) * 8;
    int height = body.at(4) | body.at(5) << 8;
    endRow();
    String said = "图 Picture " + width + " × " + height;
    add(new SimView.RowView(said, ALIGNS.get(align), 1, 1, false, null));
  }

  private void add(SimView.RowView added) {
    if (rows.size() < ROWS_MAX) rows.add(added);
  }

  private void cut() {
    endRow();
    tickets.addFirst(new SimView.PaperView(++cuts, rows));
    if (tickets.size() > TICKETS_KEPT) tickets.removeLast();
    rows.clear();
    busyUntilMs = nowMs() + PRINTING.toMillis();
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  private void tellChange() {
    if (!tellsChanges || !powered || silent) return;
    int first = 0x10 | (offline() ? 0x08 : 0) | (coverOpen ? 0x20 : 0);
    port.send(Bytes.of(first, 0, (paperLow ? 0x03 : 0) | (paperOut ? 0x0C : 0), 0x0F));
  }

  void paperOut(boolean out) {
    paperOut = out;
    tellChange();
    work();
  }

  void paperLow(boolean low) {
    paperLow = low;
    tellChange();
  }

  void coverOpen(boolean open) {
    coverOpen = open;
    tellChange();
    work();
  }

  @Override
  public void silence(int address, boolean silent) {
    this.silent = silent;
  }

  /** Without power the printer forgets what it was told; a half-printed ticket stays half. */
  @Override
  public void power(int address, boolean on) {
    powered = on;
    stream.clear();
    held.clear();
    rows.clear();
    row.setLength(0);
    tail = Bytes.NONE;
    tellsChanges = false;
    chinese = true;
    reset();
  }

  SimView.PrinterView view() {
    return new SimView.PrinterView(
        device.name(), powered, silent, paperOut, paperLow, coverOpen, cuts, List.copyOf(tickets));
  }
}
