package org.xuhao.driver.escpos;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.DeviceType.Trait;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.driver.PaperRoll;
import org.xuhao.driver.Probe;
import org.xuhao.hall.value.WindowId;
import org.xuhao.ticket.Painter;
import org.xuhao.ticket.Template;
import org.xuhao.wire.Bytes;

/**
 * A ticket printer of type {@code escpos}, alone on its line.
 *
 * @param paper the paper's width
 * @param qr whether its firmware makes QR codes; else they are sent as pictures
 * @param pictures whether whole tickets are sent as pictures, since it has no Chinese font
 * @param roll what is known of its paper
 * @param template what stands on its tickets
 * @param painter draws its pictures; where it cannot, tickets go as text
 */
public record PrinterConfig(
    String line,
    Paper paper,
    boolean qr,
    boolean pictures,
    Exit exit,
    PaperRoll roll,
    Template template,
    Painter painter)
    implements DeviceConfig {

  /** Paper widths and how many dots stand in a row. Source: protocol.md of escpos. */
  public enum Paper {
    MM_80(576),
    MM_58(384);

    private final int dots;

    Paper(int dots) {
      this.dots = dots;
    }

    public int dots() {
      return dots;
    }
  }

  /**
   * What becomes of a ticket that is printed.
   *
   * @param full cut through; else all but one point
   * @param present the maker's command that hands it out; empty: none
   * @param retract the maker's command that takes it in again; empty: none
   * @param retractAfter how long it is held out
   */
  public record Exit(boolean full, Bytes present, Bytes retract, Duration retractAfter) {
    /** Longest command of a maker that may be given. */
    public static final int BYTES_MAX = 16;

    /** Cut but for one point, and hanging from the slot. */
    public static final Exit PLAIN = new Exit(false, Bytes.NONE, Bytes.NONE, RETRACT_AFTER);

    public Exit {
      DeviceConfig.within("bytes of present", present.size(), 0, BYTES_MAX);
      DeviceConfig.within("bytes of retract", retract.size(), 0, BYTES_MAX);
      DeviceConfig.within("retractAfter in s", (int) retractAfter.toSeconds(), 1, 600);
    }
  }

  /** As long as somebody needs who looks for the glasses first. */
  private static final Duration RETRACT_AFTER = Duration.ofSeconds(30);

  /** Half an hour of a busy dispenser: time to fetch a roll. */
  private static final int WARN_TICKETS = 50;

  /** A picture of 40,000 bytes takes 7 s at this rate; the hall waits 15 s for a ticket. */
  private static final int PICTURE_BAUD_LEAST = 57_600;

  private static final Option.Form BYTES =
      new Option.Form(
          "",
          "[0-9A-Fa-f]{2}( [0-9A-Fa-f]{2}){0,15}",
          "1 to 16 bytes of the printer's manual, such as 1D 65 05");

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
              "escpos",
              PrinterCodec::heard,
              PrinterCodec::sent,
              Addresses.NONE,
              Set.of(Trait.PRINTS),
              options(),
              PrinterConfig::of,
              (line, words) -> of(line))
          .found(
              new Probe(
                  List.of(115_200, 9_600, 38_400, 19_200),
                  0,
                  Duration.ofMillis(500),
                  address -> PrinterCommand.status(1).bytes()));

  private static List<Option> options() {
    return List.of(
        Option.choice("paper", List.of("80", "58"), "80", "The paper's width in mm."),
        Option.flag("qr", "true", "Its firmware makes QR codes; false: they go as pictures."),
        Option.choice(
            "print",
            List.of("text", "picture"),
            "text",
            "picture: it has no Chinese font; needs fonts-noto-cjk and 57600 baud or a network."),
        Option.choice("cut", List.of("partial", "full"), "partial", "How the knife cuts."),
        Option.text(
            "present", 2, 47, BYTES, "", "The maker's bytes that hand a ticket out: 1D 65 03 0C."),
        Option.text(
            "retract", 2, 47, BYTES, "", "The maker's bytes that take it in again: 1D 65 02."),
        Option.duration(
            "retractAfter",
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            "30s",
            "How long a ticket is held out."),
        Option.number("roll", 5, 500, "", "Metres on a new roll; without: no forecast of its end."),
        Option.number("warnTickets", 1, 1_000, "50", "So many tickets before the end, PAPER-LOW."));
  }

  /** An 80 mm printer with a Chinese font and QR codes. */
  public static PrinterConfig of(String line) {
    return new PrinterConfig(
        line,
        Paper.MM_80,
        true,
        false,
        Exit.PLAIN,
        PaperRoll.UNKNOWN,
        Template.USUAL,
        Painter.NONE);
  }

  /** With a usual template; the hall's own comes with {@link #printing}. */
  private static PrinterConfig of(Declared device) {
    boolean narrow = device.text("paper", "80").equals("58");
    var exit =
        new Exit(
            device.text("cut", "partial").equals("full"),
            Bytes.hex(device.text("present", "")),
            Bytes.hex(device.text("retract", "")),
            device.duration("retractAfter", RETRACT_AFTER));
    var roll =
        new PaperRoll(
            device.number("roll", 0) * 1_000, device.number("warnTickets", WARN_TICKETS), 0, 0);
    PrinterConfig usual = of(device.line());
    return usual
        .with(
            narrow ? Paper.MM_58 : Paper.MM_80,
            device.flag("qr", true),
            device.text("print", "text").equals("picture"),
            exit)
        .printing(usual.template(), usual.painter(), roll);
  }

  /** The same printer with other abilities. */
  public PrinterConfig with(Paper width, boolean ownQr, boolean drawn, Exit leaves) {
    return new PrinterConfig(line, width, ownQr, drawn, leaves, roll, template, painter);
  }

  /** The same printer with the hall's tickets. */
  public PrinterConfig printing(Template hall, Painter draws, PaperRoll left) {
    return new PrinterConfig(line, paper, qr, pictures, exit, left, hall, draws);
  }

  @Override
  public String name() {
    return line;
  }

  @Override
  public @Nullable WindowId window() {
    return null;
  }

  @Override
  public int baudLeast() {
    return pictures ? PICTURE_BAUD_LEAST : 0;
  }

  @Override
  public Driver driver(boolean ears) {
    return new PrinterDriver(this, ears);
  }
}
