package org.xuhao.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.settings.Settings.DeviceSettings;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.cpower.CpowerConfig;
import org.xuhao.driver.eqascii.EqConfig;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.driver.sdtidcard.ReaderConfig;
import org.xuhao.hall.value.WindowId;
import org.xuhao.sim.Mischief;
import org.xuhao.sim.SimDevice;
import org.xuhao.sim.SimHall;
import org.xuhao.web.SimHooks;

/** The simulated devices and people of a hall whose lines say {@code sim:}. */
final class Demo {

  /** Bytes take no time on simulated lines; the bus benches pace theirs. */
  private static final int NO_BAUD = 0;

  private final SimHall hall;
  private final Settings settings;
  private final double speed;

  private Demo(SimHall hall, Settings settings, double speed) {
    this.hall = hall;
    this.settings = settings;
    this.speed = speed;
  }

  /**
   * Empty where no line is simulated.
   *
   * @throws NotStarted when a device stands on a simulated line and there is no simulated one of
   *     its type
   */
  static Optional<Demo> of(Vertx vertx, Settings settings, double speed, long seed)
      throws NotStarted {
    var devices = new ArrayList<SimDevice>();
    for (DeviceSettings device : settings.devices())
      if (isSimulated(settings, device.line())) devices.add(simulated(device));
    if (devices.isEmpty()) return Optional.empty();
    return Optional.of(new Demo(new SimHall(vertx, devices, NO_BAUD, seed), settings, speed));
  }

  private static boolean isSimulated(Settings settings, String line) {
    return settings.lines().stream()
        .anyMatch(l -> l.name().equals(line) && l.uri().startsWith("sim:"));
  }

  private static SimDevice simulated(DeviceSettings device) throws NotStarted {
    return switch (device.config()) {
      case PrinterConfig printer -> SimDevice.printer(printer.line());
      case CardConfig card ->
          SimDevice.card(
              card.line(), card.address(), number(card.window()), card.width(), card.height());
      case PadConfig pad ->
          SimDevice.pad(
              pad.line(), pad.address(), pad.window().number(), pad.role() == PadRole.RATING);
      case CpowerConfig card -> cpower(card);
      case EqConfig card ->
          SimDevice.eq(
              card.line(), card.address(), number(card.window()), card.width(), card.height());
      case ReaderConfig reader -> SimDevice.idReader(reader.line());
      case OsdpConfig pad ->
          SimDevice.osdpPad(
              pad.line(), pad.address(), pad.window().number(), pad.role() == PadRole.RATING);
      default ->
          throw new NotStarted(
              "line %s is simulated and there is no simulated %s: write the uri of a real line"
                  .formatted(device.line(), device.type().name()),
              null);
    };
  }

  private static SimDevice cpower(CpowerConfig card) {
    int window = number(card.window());
    return card.framing() == CpowerConfig.Framing.NETWORK
        ? SimDevice.cpowerOnNetwork(
            card.line(), card.address(), window, card.width(), card.height())
        : SimDevice.cpower(card.line(), card.address(), window, card.width(), card.height());
  }

  /** 0: the hall's. */
  private static int number(@Nullable WindowId window) {
    return window == null ? 0 : window.number();
  }

  /** Plugs the simulated devices in; gives the URI of each line. */
  Map<String, String> plugIn() throws NotStarted {
    return Waiting.on(hall.start(), "simulated devices");
  }

  /**
   * Lets visitors come and clerks sit down. The bulletin that says how many come is a prefecture's
   * (州); a district (区) has departments of the same names.
   */
  void open(int port) throws NotStarted {
    var services = new TreeMap<String, String>();
    for (var service : settings.plan().services().values())
      services.putIfAbsent(service.department().replaceFirst("^区", "州"), service.code().code());
    String host = settings.http().host();
    // Who listens on all addresses is reached on this one.
    var appliance =
        SocketAddress.inetSocketAddress(port, host.equals("0.0.0.0") ? "127.0.0.1" : host);
    Waiting.on(hall.open(appliance, services, speed), "simulated people");
  }

  /** Nobody comes and presses any more; the devices stay. */
  void sendHome() {
    Waiting.quietly(hall.sendHome(), "simulated people");
  }

  void unplug() {
    Waiting.quietly(hall.stop(), "simulated devices");
  }

  SimHooks hooks() {
    return new SimHooks() {
      @Override
      public Future<JsonObject> snapshot() {
        return hall.view().map(Plain::object);
      }

      @Override
      public Future<Void> command(JsonObject command) {
        return order(command);
      }
    };
  }

  private Future<Void> order(JsonObject command) {
    String verb = command.getString("do", "");
    String device = command.getString("device", "");
    String line = command.getString("line", "");
    int window = command.getInteger("window", 0);
    boolean on = command.getBoolean("on", true);
    return switch (verb) {
      case "press" -> hall.press(window, keys(command));
      case "rate" -> hall.rate(window, command.getInteger("key", 0));
      case "putCard" -> putCard(device, command);
      case "liftCard" -> hall.liftCard(device);
      case "paperOut" -> hall.paperOut(on);
      case "paperLow" -> hall.paperLow(on);
      case "coverOpen" -> hall.coverOpen(on);
      case "power" -> hall.power(device, on);
      case "silence" -> hall.silence(device, on);
      case "unplug" -> hall.unplug(line, on);
      case "mischief" -> hall.mischief(line, mischief(command));
      default -> Future.failedFuture(new IllegalArgumentException("'" + verb + "' cannot be done"));
    };
  }

  private Future<Void> putCard(String device, JsonObject command) {
    try {
      char letter = command.getString("kind", " ").charAt(0);
      return hall.putCard(device, letter, command.getString("identity", ""));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
  }

  private static Mischief mischief(JsonObject command) {
    return new Mischief(
        command.getDouble("garble", 0.0), command.getDouble("drop", 0.0), Duration.ZERO);
  }

  private static int[] keys(JsonObject command) {
    List<Integer> keys = new ArrayList<>();
    JsonArray written = command.getJsonArray("keys", new JsonArray());
    for (int i = 0; i < written.size(); i++) keys.add(written.getInteger(i));
    return keys.stream().mapToInt(Integer::intValue).toArray();
  }
}
