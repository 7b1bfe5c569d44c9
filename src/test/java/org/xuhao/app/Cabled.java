package org.xuhao.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.xuhao.sim.SimDevice;
import org.xuhao.sim.SimHall;
import org.xuhao.sim.SimView;

/**
 * A hall's devices on cables that can be pulled: the pads and the printer behind real
 * pseudo-terminals, the LED cards behind a TCP serial server. The devices are the simulator's and
 * know nothing of the drivers.
 */
@NullMarked
final class Cabled implements AutoCloseable {
  private static final int WINDOW = 3;
  private static final int ANSWER_S = 10;

  final SimHall devices;
  final PtyCable pads;
  final PtyCable printer;
  private final Vertx vertx;
  private final Path folder;
  private final String leds;

  private Cabled(Vertx vertx, SimHall devices, Map<String, String> uris, Path folder) {
    this.vertx = vertx;
    this.devices = devices;
    this.folder = folder;
    leds = String.valueOf(uris.get("leds"));
    pads = new PtyCable(folder.resolve("pads"), port(uris, "pads"));
    printer = new PtyCable(folder.resolve("printer"), port(uris, "printer"));
  }

  private static int port(Map<String, String> uris, String line) {
    return URI.create(String.valueOf(uris.get(line))).getPort();
  }

  /** A pad and a strip at window 3, a hall screen of two rows, a printer; all plugged in. */
  static Cabled plugIn(Path folder) throws Exception {
    var vertx = Vertx.vertx();
    var devices =
        new SimHall(
            vertx,
            List.of(
                SimDevice.pad("pads", 5, WINDOW, false),
                SimDevice.card("leds", 3, WINDOW, 192, 32),
                SimDevice.card("leds", 20, 0, 192, 32),
                SimDevice.printer("printer")),
            0,
            1);
    var cabled = new Cabled(vertx, devices, get(devices.start()), folder);
    cabled.pads.plugIn();
    cabled.printer.plugIn();
    return cabled;
  }

  /** The file of the hall that these devices hang in. */
  Path hallFile() throws Exception {
    return HallFile.write(
        folder,
        WINDOW,
        """
        lines:
          pads: {uri: "%s"}
          leds: {uri: "%s"}
          printer: {uri: "%s"}
        devices:
          - {type: ff68-pad, line: pads, address: 5, window: 3}
          - {type: onbon-bx, line: leds, address: 3, window: 3}
          - {type: onbon-bx, line: leds, address: 20, lines: 2}
          - {type: escpos, line: printer}
        """
            .formatted(pads.uri(), leds, printer.uri()));
  }

  /** What hangs above the window; empty: nothing is lit. */
  String strip() {
    return text(3);
  }

  /** What the hall screen shows, its rows one after another. */
  String screen() {
    return text(20);
  }

  private String text(int address) {
    var text = new StringBuilder();
    for (SimView.LedView card : view().leds())
      if (card.address() == address)
        for (SimView.AreaView area : card.areas()) text.append(area.text()).append('|');
    return text.toString();
  }

  /** The pad's six digits: who waits, then the ticket. */
  String digits() {
    return view().pads().getFirst().digits();
  }

  /** All that came out of the printer, newest first. */
  String paper() {
    var text = new StringBuilder();
    for (SimView.PaperView ticket : view().printers().getFirst().tickets()) {
      for (SimView.RowView row : ticket.rows()) text.append(row.text()).append(' ');
      text.append('|');
    }
    return text.toString();
  }

  SimView view() {
    return get(devices.view());
  }

  static <T> T get(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ANSWER_S, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() throws IOException {
    pads.close();
    printer.close();
    get(devices.stop());
    get(vertx.close());
  }
}
