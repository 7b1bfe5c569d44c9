package org.xuhao.driver.modbus;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.KeyUse;
import org.xuhao.driver.Option;
import org.xuhao.driver.Option.Form;
import org.xuhao.driver.modbus.ModbusConfig.Field;

/** The keys of {@code modbus-rtu} in the hall's file, and whether they fit together. */
final class ModbusOptions {
  private static final String FIELDS = "ticket|window|waiting|state|blink|events|key|buttons";

  /** 0 to 65535, or 0x0 to 0xFFFF. */
  private static final String WORD =
      "0x[0-9A-Fa-f]{1,4}|0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}"
          + "|655[0-2][0-9]|6553[0-5]";

  /** The bits of one register. */
  private static final int BIT_MOST = 15;

  static final List<Option> ALL =
      List.of(
          Option.map(
              "registers",
              8,
              new Form(FIELDS, WORD, FIELDS.replace("|", ", ") + ": 0 to 65535 or 0x0010"),
              Option.REQUIRED,
              "What stands where → register counted from 0: "
                  + FIELDS.replace("|", ", ")
                  + "; 40017 in a maker's table is 16."),
          Option.map(
              "keys",
              64,
              new Form(WORD, KeyUse.WORDS, "0 to 65535: " + KeyUse.LISTED),
              "",
              "Key code, or bit 0 to 15 of buttons → " + KeyUse.LISTED + "."),
          Option.choice(
              "format",
              List.of("int", "bcd", "ascii"),
              "int",
              "How numbers are written: 23 is 0x0017, 0x0023 or letters; letters show A023."),
          Option.number("digits", 1, 16, "4", "Places of the display: int 4, bcd 8, ascii 16."),
          Option.number("blank", 0, 65_535, "0", "What a dark register holds; ascii: spaces."),
          Option.choice(
              "write", List.of("single", "multiple"), "single", "Function 6 where it can, or 16."),
          Option.choice("read", List.of("input", "holding"), "input", "Function 4 or 3 for keys."),
          Option.duration(
              "poll",
              Duration.ofMillis(20),
              Duration.ofSeconds(5),
              "50ms",
              "How often keys are read."),
          Option.duration(
              "replyWithin",
              Duration.ofMillis(20),
              Duration.ofSeconds(5),
              "200ms",
              "Time for an answer."));

  private ModbusOptions() {}

  static SortedMap<Integer, KeyUse> keys(Declared device) {
    var keys = new TreeMap<Integer, KeyUse>();
    device
        .map("keys")
        .forEach((code, word) -> {
          if (keys.put(Integer.decode(code), KeyUse.of(word)) != null)
            throw new Unfit("keys", "names " + code + " twice", "each code once");
        });
    return keys;
  }

  /**
   * Whether it all fits together.
   *
   * @throws Unfit where it does not
   */
  static void check(ModbusConfig config) {
    Digits digits = config.digits();
    boolean counter = config.has(Field.EVENTS);
    boolean buttons = config.has(Field.BUTTONS);
    boolean keys = !config.keys().isEmpty();
    if (config.registers().isEmpty()) throw new Unfit("registers", "is empty", "ticket: 16, say");
    if (digits.digits() > digits.format().most())
      throw new Unfit("digits", "is " + digits.digits(), "at most " + digits.format().most());
    if (counter != config.has(Field.KEY))
      throw new Unfit("registers", "has one of events and key", "both");
    if (counter && buttons)
      throw new Unfit("registers", "has events and buttons", "events and key, or buttons");
    if (counter
        && Math.abs(config.at(Field.EVENTS) - config.at(Field.KEY)) > ModbusConfig.APART_MOST)
      throw new Unfit(
          "registers",
          "has events and key too far apart for one question",
          "at most " + ModbusConfig.APART_MOST + " apart");
    if (keys != (counter || buttons))
      throw new Unfit(
          "keys",
          keys ? "has no register to be read from" : "is missing",
          "events and key, or buttons, in registers; and keys");
    if (buttons && config.keys().lastKey() > BIT_MOST)
      throw new Unfit("keys", "names bit " + config.keys().lastKey(), "0 to " + BIT_MOST);
  }
}
