package org.xuhao.driver.sdtidcard;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.DeviceType;
import org.xuhao.driver.DeviceType.Addresses;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Option;
import org.xuhao.hall.value.WindowId;
import org.xuhao.wire.Bytes;

/**
 * A reader of identity cards of type {@code sdt-idcard}, alone on its line.
 *
 * @param dispenser the dispenser it stands at
 * @param visitors gives what a visitor is known by, newest first, from the number on the card
 * @param replyWithin how long an answer may take, but for the reading of a card
 */
public record ReaderConfig(
    String line, String dispenser, Function<String, List<String>> visitors, Duration replyWithin)
    implements DeviceConfig {

  /** The dispenser of a hall that has one. */
  private static final String USUAL_DISPENSER = "main";

  private static final String DISPENSER = "[a-z0-9][a-z0-9-]{0,31}";

  /** Own choice: an answer takes 1 ms on the wire and the reader some 100 ms to look for one. */
  private static final Duration USUAL_REPLY = Duration.ofSeconds(1);

  private static final Duration REPLY_LEAST = Duration.ofMillis(100);
  private static final Duration REPLY_MOST = Duration.ofSeconds(10);

  /** This device type. */
  public static final DeviceType TYPE =
      new DeviceType(
          "sdt-idcard",
          ReaderCodec::decode,
          ReaderCodec::decode,
          Addresses.NONE,
          Set.of(),
          List.of(
              Option.text(
                  "dispenser",
                  1,
                  32,
                  new Option.Form("", DISPENSER, "a-z, 0-9 and -"),
                  USUAL_DISPENSER,
                  "Whose page learns of its cards: the one opened as `/dispenser?at=` and this."),
              Option.duration(
                  "replyWithin", REPLY_LEAST, REPLY_MOST, "1s", "How long an answer may take.")),
          ReaderConfig::of,
          ReaderConfig::usual);

  public ReaderConfig {
    if (!dispenser.matches(DISPENSER))
      throw new IllegalArgumentException("dispenser " + dispenser + ": a-z, 0-9 and -");
  }

  /** A reader whose cards nobody is known by. */
  public static ReaderConfig of(String line, String dispenser) {
    return new ReaderConfig(line, dispenser, number -> List.of(), USUAL_REPLY);
  }

  private static ReaderConfig of(Declared device) {
    return new ReaderConfig(
        device.line(),
        device.text("dispenser", USUAL_DISPENSER),
        number -> List.of(),
        device.duration("replyWithin", USUAL_REPLY));
  }

  /** {@code main}: its dispenser. A visitor is known by a word that nobody can turn back. */
  private static ReaderConfig usual(String line, String words) {
    return of(line, words.matches("-?[0-9]*") ? USUAL_DISPENSER : words)
        .knowing(number -> List.of("visitor " + Integer.toHexString(number.hashCode())));
  }

  /** The same reader with visitors who are known. */
  public ReaderConfig knowing(Function<String, List<String>> visitors) {
    return new ReaderConfig(line, dispenser, visitors, replyWithin);
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
  public UnaryOperator<Bytes> mask() {
    return new CaptureMask();
  }

  @Override
  public Driver driver(boolean ears) {
    return new ReaderDriver(this, ears);
  }
}
