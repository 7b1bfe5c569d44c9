package org.xuhao.driver.modbus;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.KeyUse;
import org.xuhao.driver.KeyUse.Verb;
import org.xuhao.driver.UsualWords;
import org.xuhao.driver.modbus.Digits.Format;
import org.xuhao.hall.value.WindowId;

/**
 * A digit display, a button box or both in one, of type {@code modbus-rtu}.
 *
 * @param address the unit, 1..247
 * @param registers where each thing stands, as counted on the wire, from 0
 * @param keys what each key code, or each bit of the buttons, asks for
 * @param many writes with function 16 always: some devices know no 6
 * @param input reads events and buttons with function 4; else with 3
 * @param poll how often a button box is asked
 * @param replyWithin how long an answer may take
 */
public record ModbusConfig(
    String line,
    int address,
    WindowId window,
    Map<Field, Integer> registers,
    SortedMap<Integer, KeyUse> keys,
    Digits digits,
    boolean many,
    boolean input,
    Duration poll,
    Duration replyWithin)
    implements DeviceConfig {

  /** What a register may hold. */
  public enum Field {
    TICKET,
    WINDOW,
    WAITING,
    /** 0 idle, 1 calling, 2 serving, 3 paused, 4 closed. */
    STATE,
    /** 1 while a ticket is called. */
    BLINK,
    /** Counts presses. */
    EVENTS,
    /** The code of the latest press. */
    KEY,
    /** A bit for each button that is down. */
    BUTTONS
  }

  /** Four answers fit into it at 9600 baud; a serial server takes a part of it. Own choice. */
  public static final Duration USUAL_REPLY = Duration.ofMillis(200);

  /** A press shows on the page within a tenth of a second. Own choice. */
  public static final Duration USUAL_POLL = Duration.ofMillis(50);

  /** Events and key are read with one question: they must not be further apart. */
  static final int APART_MOST = 15;

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "modbus-rtu",
          RtuCodec::heard,
          RtuCodec::sent,
          new Addresses(RtuFrame.UNIT_LEAST, RtuFrame.UNIT_MOST),
          Set.of(Trait.AT_WINDOW),
          ModbusOptions.ALL,
          ModbusConfig::of,
          ModbusConfig::usual);

  public ModbusConfig {
    DeviceConfig.within("address", address, RtuFrame.UNIT_LEAST, RtuFrame.UNIT_MOST);
    registers = Map.copyOf(registers);
    registers.forEach((field, at) -> DeviceConfig.within("register", at, 0, 0xFFFF));
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    keys.keySet().forEach(code -> DeviceConfig.within("key", code, 0, 0xFFFF));
  }

  private static ModbusConfig of(Declared device) {
    var registers = new EnumMap<Field, Integer>(Field.class);
    device
        .map("registers")
        .forEach((word, at) ->
            registers.put(Field.valueOf(word.toUpperCase(Locale.ROOT)), Integer.decode(at)));
    var format = Format.valueOf(device.text("format", "int").toUpperCase(Locale.ROOT));
    var config =
        new ModbusConfig(
            device.line(),
            device.address(),
            device.atWindow(),
            registers,
            ModbusOptions.keys(device),
            new Digits(format, device.number("digits", 4), device.number("blank", 0)),
            device.text("write", "single").equals("multiple"),
            device.text("read", "input").equals("input"),
            device.duration("poll", USUAL_POLL),
            device.duration("replyWithin", USUAL_REPLY));
    ModbusOptions.check(config);
    return config;
  }

  /**
   * {@code 5}: a display and box with the registers of protocol.md, "Our own"; {@code 5 buttons}:
   * with bits instead of a counter.
   */
  private static ModbusConfig usual(String line, String said) {
    var words = UsualWords.of(said);
    boolean bits = words.at(1).filter("buttons"::equals).isPresent();
    Map<Field, Integer> registers = new EnumMap<>(Field.class);
    registers.put(Field.TICKET, 0x10);
    registers.put(Field.WINDOW, 0x12);
    registers.put(Field.WAITING, 0x14);
    registers.put(Field.BLINK, 0x16);
    if (bits) registers.put(Field.BUTTONS, 2);
    else registers.putAll(Map.of(Field.EVENTS, 0, Field.KEY, 1));
    var keys = new TreeMap<Integer, KeyUse>();
    var uses = List.of("call", "recall", "start-end", "no-show", "pause", "hold");
    for (int i = 0; i < uses.size(); i++) keys.put(i + (bits ? 0 : 1), KeyUse.of(uses.get(i)));
    for (int level = 1; level <= 5; level++) keys.put(10 + level, new KeyUse(Verb.RATE, level));
    var digits = new Digits(Format.ASCII, 4, 0);
    return new ModbusConfig(
        line,
        words.address(),
        words.window(),
        registers,
        keys,
        digits,
        false,
        true,
        USUAL_POLL,
        USUAL_REPLY);
  }

  @Override
  public String name() {
    return line + "/" + address;
  }

  @Override
  public Driver driver(boolean ears) {
    return new ModbusDriver(this, ears);
  }

  @Override
  public boolean callsOnly() {
    Set<Verb> verbs = Set.copyOf(keys.values().stream().map(KeyUse::verb).toList());
    return verbs.contains(Verb.CALL)
        && !verbs.contains(Verb.START)
        && !verbs.contains(Verb.START_END);
  }

  /** Where {@code field} stands; -1: nowhere. */
  int at(Field field) {
    return registers.getOrDefault(field, -1);
  }

  boolean has(Field field) {
    return registers.containsKey(field);
  }
}
