package org.xuhao.sim;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.wire.Bytes;

/**
 * One C-Power card: its windows, what stands in them, and how it answers. Windows live in RAM and
 * are gone with the power. Source: the protocol document of the card.
 */
final class CpowerCard implements SignCard {
  /** Bytes FF before a frame on the network. */
  private static final int MARKS = 4;

  private static final Charset GBK = Charset.forName("GBK");
  private static final int REFUSED = 3;
  private static final int BAD_SUM = 1;
  private static final int DISPLAY = 0x7B;
  private static final List<String> ALIGNS = List.of("left", "centre", "right", "right");
  private static final int[] FONTS = {8, 12, 16, 24, 32, 40, 48, 56};

  private final SimDevice device;
  private final boolean network;
  private final ArrayList<Integer> waiting = new ArrayList<>();
  private final SortedMap<Integer, SimView.AreaView> windows = new TreeMap<>();
  private boolean powered = true;
  private boolean silent;
  private boolean on = true;
  private int brightness = 31;
  private long updates;
  private long refused;
  private long saved;

  CpowerCard(SimDevice device, boolean network) {
    this.device = device;
    this.network = network;
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
    this.on = true;
    windows.clear();
    waiting.clear();
  }

  @Override
  public List<Bytes> hears(Bytes bytes) {
    var said = new ArrayList<Bytes>();
    for (int i = 0; i < bytes.size(); i++) {
      int value = bytes.at(i);
      if (!network && value == 0xA5) waiting.clear();
      waiting.add(value);
      if (network && endsInMark()) waiting.subList(0, waiting.size() - MARKS).clear();
      List<Integer> plain = network ? fromNetwork() : fromSerial(value);
      if (!plain.isEmpty()) told(plain, said);
    }
    return powered && !silent ? said : List.of();
  }

  /** The unescaped frame that the end byte ends; else empty. */
  private List<Integer> fromSerial(int value) {
    if (value != 0xAE) return List.of();
    var plain = new ArrayList<Integer>();
    for (int i = 1; i < waiting.size() - 1; i++)
      if (waiting.get(i) != 0xAA) plain.add(waiting.get(i));
      else if (++i < waiting.size() - 1) plain.add(0xA0 + waiting.get(i));
    waiting.clear();
    return plain;
  }

  /** A frame whose length was garbled would swallow all that follow; each mark begins anew. */
  private boolean endsInMark() {
    int from = waiting.size() - MARKS;
    return from >= 0 && waiting.subList(from, waiting.size()).stream().allMatch(b -> b == 0xFF);
  }

  private List<Integer> fromNetwork() {
    if (waiting.size() < 8) return List.of();
    int length = waiting.get(4) | waiting.get(5) << 8;
    if (waiting.size() < 8 + length) return List.of();
    var plain = new ArrayList<>(waiting.subList(8, waiting.size()));
    waiting.clear();
    return plain;
  }

  private void told(List<Integer> plain, List<Bytes> said) {
    if (!powered || plain.size() < 7) return;
    int address = plain.get(2);
    boolean mine = plain.get(0) == 0x68 && plain.get(1) == 0x32;
    if (!mine || (address != device.address() && address != 0xFF)) return;
    int sum = 0;
    for (int value : plain.subList(0, plain.size() - 2)) sum += value;
    boolean sound =
        (sum & 0xFFFF) == (plain.get(plain.size() - 2) | plain.get(plain.size() - 1) << 8);
    List<Integer> data = plain.subList(5, plain.size() - 2);
    int result = sound ? done(plain.get(3), data) : BAD_SUM;
    if (result != 0) refused++;
    if ((plain.get(4) & 1) == 1) said.add(reply(plain.get(3), result));
  }

  private int done(int command, List<Integer> data) {
    return switch (command) {
      case DISPLAY -> data.size() > 4 ? display(data.subList(4, data.size())) : REFUSED;
      case 0x76 -> {
        if (data.size() == 9) on = data.get(1) == 1;
        yield (data.size() == 9 || data.size() == 1) ? 0 : REFUSED;
      }
      case 0x46 -> {
        if (data.size() == 25) brightness = data.get(1);
        yield data.size() == 25 ? 0 : REFUSED;
      }
      default -> REFUSED;
    };
  }

  private int display(List<Integer> code) {
    return switch (code.getFirst()) {
      case 0x01 -> split(code);
      case 0x07 -> {
        saved++;
        yield 0;
      }
      case 0x12 -> text(code);
      default -> REFUSED;
    };
  }

  private int split(List<Integer> code) {
    int count = code.size() > 1 ? code.get(1) : 0;
    if (count < 1 || count > 8 || code.size() != 2 + 8 * count) return REFUSED;
    windows.clear();
    for (int window = 0; window < count; window++) {
      int at = 2 + 8 * window;
      windows.put(
          window,
          new SimView.AreaView(
              window,
              be16(code, at),
              be16(code, at + 2),
              be16(code, at + 4),
              be16(code, at + 6),
              "left",
              "static",
              List.of(),
              updates));
    }
    return 0;
  }

  private int text(List<Integer> code) {
    int end = code.subList(Math.min(11, code.size()), code.size()).indexOf(0);
    SimView.AreaView window = code.size() > 1 ? windows.get(code.get(1)) : null;
    if (end < 0 || window == null) return REFUSED;
    byte[] raw = new byte[end];
    for (int i = 0; i < end; i++) raw[i] = (byte) (int) code.get(11 + i);
    updates++;
    var span =
        new SimView.SpanView(
            new String(raw, GBK), colour(code.subList(8, 11)), FONTS[code.get(7) & 7]);
    windows.put(
        window.id(),
        new SimView.AreaView(
            window.id(),
            window.x(),
            window.y(),
            window.width(),
            window.height(),
            ALIGNS.get(code.get(3) & 3),
            "static",
            List.of(span),
            updates));
    return 0;
  }

  private static String colour(List<Integer> rgb) {
    int bits = (rgb.get(0) > 127 ? 1 : 0) | (rgb.get(1) > 127 ? 2 : 0) | (rgb.get(2) > 127 ? 4 : 0);
    return List.of("red", "red", "green", "yellow", "blue", "magenta", "cyan", "white").get(bits);
  }

  private static int be16(List<Integer> values, int at) {
    return values.get(at) << 8 | values.get(at + 1);
  }

  private Bytes reply(int command, int result) {
    int[] plain = {0xE8, 0x32, device.address(), command, result};
    int sum = 0;
    for (int value : plain) sum += value;
    var out = new ArrayList<Integer>();
    if (network) out.addAll(List.of(0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0));
    else out.add(0xA5);
    for (int value : plain) write(value, out);
    write(sum & 0xFF, out);
    write(sum >> 8, out);
    if (!network) out.add(0xAE);
    return Bytes.of(out.stream().mapToInt(Integer::intValue).toArray());
  }

  private void write(int value, List<Integer> out) {
    boolean marked = !network && (value == 0xA5 || value == 0xAA || value == 0xAE);
    if (marked) out.addAll(List.of(0xAA, value - 0xA0));
    else out.add(value);
  }

  /** How often the windows were kept in flash. */
  long saved() {
    return saved;
  }

  @Override
  public SimView.LedView view() {
    return SignCard.view(
        device, powered, silent, on, brightness, List.copyOf(windows.values()), updates, refused);
  }
}
