package org.xuhao.sim;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xuhao.wire.Bytes;

/**
 * One EQ card: its areas and how it answers. Areas live in RAM and are gone with the power. Source:
 * the protocol document of the card.
 */
final class EqCard implements SignCard {
  private static final Charset GBK = Charset.forName("GBK");
  private static final Bytes DONE = Bytes.copyOf("##FOK$$$".getBytes(StandardCharsets.US_ASCII));

  /** Two dollar signs end an order. No byte of a Chinese character is one. */
  private static final Pattern ORDER = Pattern.compile("!#(\\d{3})([^$]*)\\$\\$");

  private static final Pattern COMMAND =
      Pattern.compile(
          "%(ZD\\d\\d|ZI\\d\\d|ZC\\d{16}|ZA\\d\\d|ZS\\d\\d|ZH\\d{4}|F\\d\\d|C\\d|A[HV]\\d)");

  private static final int WAITING_MAX = 1024;
  private static final List<String> ALIGNS = List.of("left", "centre", "right");
  private static final List<String> COLOURS = List.of("red", "green", "yellow");

  private final SimDevice device;
  private final StringBuilder waiting = new StringBuilder();
  private final SortedMap<Integer, SimView.AreaView> areas = new TreeMap<>();
  private boolean powered = true;
  private boolean silent;
  private long updates;

  EqCard(SimDevice device) {
    this.device = device;
  }

  @Override
  public int address() {
    return device.address();
  }

  @Override
  public void silence(boolean silent) {
    this.silent = silent;
  }

  @Override
  public void power(boolean on) {
    powered = on;
    areas.clear();
    waiting.setLength(0);
  }

  @Override
  public List<Bytes> hears(Bytes bytes) {
    if (!powered) return List.of();
    waiting.append(new String(bytes.toArray(), StandardCharsets.ISO_8859_1));
    if (waiting.length() > WAITING_MAX) waiting.delete(0, waiting.length() - WAITING_MAX);
    var said = new ArrayList<Bytes>();
    Matcher order = ORDER.matcher(waiting);
    int end = 0;
    while (order.find()) {
      end = order.end();
      if (Integer.parseInt(order.group(1)) != device.address()) continue;
      told(order.group(2));
      said.add(DONE);
    }
    waiting.delete(0, end);
    return silent ? List.of() : said;
  }

  private void told(String body) {
    Matcher command = COMMAND.matcher(body);
    int end = 0;
    int id = 0;
    int[] place = {};
    int font = 16;
    int colour = 1;
    int align = 1;
    while (command.find() && command.start() == end) {
      end = command.end();
      String word = command.group(1);
      switch (word.substring(0, word.startsWith("F") || word.startsWith("C") ? 1 : 2)) {
        case "ZD" -> areas.clear();
        case "ZI" -> id = number(word, 2, 4);
        case "ZC" ->
            place =
                new int[] {
                  number(word, 2, 6),
                  number(word, 6, 10),
                  number(word, 10, 14),
                  number(word, 14, 18)
                };
        case "AH" -> align = number(word, 2, 3);
        case "F" -> font = number(word, 1, 3);
        case "C" -> colour = number(word, 1, 2);
        default -> {} // effect, speed, hold and the rest change nothing that can be seen here
      }
    }
    if (id > 0) show(id, place, font, colour, align, body.substring(end));
  }

  private void show(int id, int[] place, int font, int colour, int align, String raw) {
    SimView.AreaView before = areas.get(id);
    if (place.length == 0 && before == null) return; // an area without a place shows nothing
    boolean placed = place.length > 0;
    updates++;
    String text = new String(raw.getBytes(StandardCharsets.ISO_8859_1), GBK);
    int dots =
        placed || before == null || before.spans().isEmpty()
            ? font
            : before.spans().getFirst().dots();
    areas.put(
        id,
        new SimView.AreaView(
            id - 1,
            placed || before == null ? place[0] : before.x(),
            placed || before == null ? place[1] : before.y(),
            placed || before == null ? place[2] : before.width(),
            placed || before == null ? place[3] : before.height(),
            ALIGNS.get(Math.clamp(align - 1, 0, 2)),
            "static",
            List.of(new SimView.SpanView(text, COLOURS.get(Math.clamp(colour - 1, 0, 2)), dots)),
            updates));
  }

  private static int number(String word, int from, int to) {
    return Integer.parseInt(word.substring(from, to));
  }

  @Override
  public SimView.LedView view() {
    return SignCard.view(
        device, powered, silent, true, 31, List.copyOf(areas.values()), updates, 0);
  }
}
