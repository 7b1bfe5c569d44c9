package org.xuhao.app.mount;

import static org.xuhao.app.verb.Verb.option;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.xuhao.app.verb.Exit;
import org.xuhao.app.verb.Given;
import org.xuhao.app.verb.Verb;
import org.xuhao.line.LineUri;

/** What an installer says to {@code xuhao devices}. */
public final class DeviceVerbs {

  /** The last address a pad can have. Source: protocol.md of osdp-pad. */
  private static final int ADDRESS_MAX = 0x7E;

  private final PrintWriter out;

  public DeviceVerbs(PrintWriter out) {
    this.out = out;
  }

  /** The verb with all its words. */
  public Verb devices() {
    Option lines = option("line", "uri", "A line, as in the hall's file; may be said again. 线路");
    var options =
        new Options()
            .addOption(lines)
            .addOption(option("first", "n", "number: the first address to give. 起始地址"))
            .addOption(option("from", "n", "address: the pad's address now. 现地址"))
            .addOption(option("to", "n", "address: its new one. 新地址"));
    return new Verb(
        "devices",
        "<probe|number|address>",
        "Find what answers on which port and print it for the hall's file; number new pads; give a"
            + " pad another address. Stop the hall first. 查找设备、给新呼叫器编址、改址",
        options,
        this::run);
  }

  private int run(Given given) throws ParseException {
    List<LineUri> lines = lines(given);
    return switch (given.operand()) {
      case "probe" -> code(Mounting.probe(lines, out));
      case "number" -> {
        int first = given.value("first", "0 to 126", DeviceVerbs::address).orElse(1);
        yield code(Mounting.number(only(lines), first, out));
      }
      case "address" -> {
        int from =
            given.value("from", "0 to 126", DeviceVerbs::address).orElseThrow(needed("from"));
        int to = given.value("to", "0 to 126", DeviceVerbs::address).orElseThrow(needed("to"));
        yield code(Mounting.move(only(lines), from, to, out));
      }
      default -> throw new ParseException("say probe, number or address, not " + given.operand());
    };
  }

  private static java.util.function.Supplier<ParseException> needed(String option) {
    return () -> new ParseException("say --" + option + " too");
  }

  private static int code(boolean done) {
    return done ? Exit.DONE : Exit.REFUSED;
  }

  private static int address(String text) {
    int address = Integer.parseInt(text);
    if (address < 0 || address > ADDRESS_MAX) throw new IllegalArgumentException(text);
    return address;
  }

  private static LineUri only(List<LineUri> lines) throws ParseException {
    if (lines.size() != 1)
      throw new ParseException("say one --line, such as --line serial:/dev/ttyUSB0?baud=38400");
    return lines.getFirst();
  }

  private static List<LineUri> lines(Given given) throws ParseException {
    var lines = new ArrayList<LineUri>();
    for (String text : given.all("line"))
      try {
        lines.add(LineUri.parse(text));
      } catch (LineUri.Wrong wrong) {
        throw new ParseException(wrong.getMessage());
      }
    return lines;
  }
}
