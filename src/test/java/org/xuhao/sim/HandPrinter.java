package org.xuhao.sim;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.sim.PrinterStream.Command;
import org.xuhao.wire.Bytes;

/** An ESC/POS printer on simulated time: what it cuts off is paper in somebody's hand. */
public final class HandPrinter implements HandPeer {
  private static final Charset GBK = Charset.forName("GBK");

  /** 80 mm of paper at 200 mm/s. */
  private static final Duration PRINTING = Duration.ofMillis(400);

  private static final int CHANGES = 0x0F;

  /** Told of every slip that is cut off: its rows. */
  public interface Watch {
    void cut(List<String> rows);
  }

  private final HandCable cable;
  private final Watch watch;
  private final PrinterStream stream = new PrinterStream();
  private final ArrayDeque<Command> held = new ArrayDeque<>();
  private final List<String> rows = new ArrayList<>();
  private final StringBuilder row = new StringBuilder();
  private boolean powered = true;
  private boolean paperOut;
  private boolean tellsChanges;
  private Instant busyUntil = Instant.EPOCH;

  public HandPrinter(HandCable cable, Watch watch) {
    this.cable = cable;
    this.watch = watch;
  }

  @Override
  public void hears(Bytes bytes) {
    if (!powered) return;
    for (int i = 0; i + 2 < bytes.size(); i++)
      if (bytes.at(i) == 0x10 && bytes.at(i + 1) == 0x04) cable.says(status(bytes.at(i + 2)));
    held.addAll(stream.read(bytes));
    work();
  }

  private Bytes status(int which) {
    int bits =
        switch (which) {
          case 1 -> paperOut ? 0x08 : 0;
          case 2 -> paperOut ? 0x20 : 0;
          case 4 -> paperOut ? 0x60 : 0;
          default -> 0;
        };
    return Bytes.of(0x12 | bits);
  }

  /** Works off what is held, unless there is no paper or a slip is moving. */
  private void work() {
    while (!held.isEmpty() && powered && !paperOut) {
      if (busyUntil.isAfter(cable.now())) return;
      Command command = held.remove();
      switch (command.name()) {
        case "text" -> row.append(new String(command.body().toArray(), GBK));
        case "0A" -> endRow();
        case "1D 56" -> cut();
        case "1D 61" -> {
          tellsChanges = command.body().at(0) != 0;
          tellChange();
        }
        case "1D 72" -> cable.says(Bytes.of(0));
        default -> {}
      }
    }
  }

  private void endRow() {
    if (!row.isEmpty()) rows.add(row.toString());
    row.setLength(0);
  }

  private void cut() {
    endRow();
    watch.cut(List.copyOf(rows));
    rows.clear();
    busyUntil = cable.now().plus(PRINTING);
    cable.in(PRINTING, this::work);
  }

  private void tellChange() {
    if (tellsChanges && powered)
      cable.says(Bytes.of(0x10 | (paperOut ? 0x08 : 0), 0, paperOut ? 0x0C : 0, CHANGES));
  }

  /** The paper ends, or there is some again. */
  public void paperOut(boolean out) {
    paperOut = out;
    tellChange();
    work();
  }

  @Override
  public void power(int address, boolean on) {
    powered = on;
    stream.clear();
    held.clear();
    rows.clear();
    row.setLength(0);
    tellsChanges = false;
    busyUntil = Instant.EPOCH;
  }
}
