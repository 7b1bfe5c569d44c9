package org.xuhao.sim;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.wire.Bytes;

/**
 * One Onbon font card: what it shows and how it answers. Its dynamic areas live in RAM and are gone
 * when it loses power. Source: the protocol document of the card.
 */
final class LedCard {
  private static final Charset GBK = Charset.forName("GBK");

  /** Areas of a 6K card, and bytes of one. A 5K card has more and smaller ones. */
  private static final int AREAS_MAX = 5;

  private static final int AREA_BYTES_MAX = 1024;

  /**
   * Updates of one area are to be a second apart. What comes up to 50 ms early over a network is
   * not counted against the host.
   */
  private static final long SPACING_MS = 950;

  private static final int OK = 0;
  private static final int UNKNOWN_GROUP = 1;
  private static final int UNKNOWN_COMMAND = 2;
  private static final int NO_MEMORY = 4;
  private static final int BAD_CRC = 5;

  private static final List<String> COLOURS =
      List.of("red", "green", "yellow", "blue", "cyan", "magenta", "white");
  private static final List<String> MODES =
      List.of("static", "quick", "left", "right", "up", "down");
  private static final List<String> ALIGNS = List.of("left", "right", "centre");

  private final SimDevice device;
  private final SortedMap<Integer, SimView.AreaView> areas = new TreeMap<>();
  private final SortedMap<Integer, Long> drawnAtMs = new TreeMap<>();
  private boolean powered = true;
  private boolean silent;
  private boolean on = true;
  private int brightness = 15;
  private long updates;
  private long tooSoon;
  private long refused;

  LedCard(SimDevice device) {
    this.device = device;
  }

  boolean lives() {
    return powered && !silent;
  }

  void silence(boolean silent) {
    this.silent = silent;
  }

  void power(boolean on) {
    powered = on;
    this.on = true;
    areas.clear();
    drawnAtMs.clear();
  }

  /** Answers a frame that was damaged on the way. */
  Bytes damaged() {
    refused++;
    return Bytes.of(0xA0, 0x01, BAD_CRC, 0, 0);
  }

  /** Does what the data field asks; gives the data field of the answer, empty for none. */
  Bytes told(Bytes data, long nowMs) {
    if (data.size() < 5) return answer(UNKNOWN_COMMAND);
    int command = data.at(0) << 8 | data.at(1);
    if (command == 0xA102) return status();
    int error =
        switch (command) {
          case 0xA200, 0xA203 -> OK;
          case 0xA300 -> screen(data);
          case 0xA302 -> brightness(data);
          case 0xA306 -> draw(data, nowMs);
          case 0xA310 -> clear();
          default -> data.at(0) < 0xA1 || data.at(0) > 0xA3 ? UNKNOWN_GROUP : UNKNOWN_COMMAND;
        };
    return data.at(2) == 2 ? Bytes.NONE : answer(error);
  }

  private Bytes answer(int error) {
    if (error != OK) refused++;
    return Bytes.of(0xA0, error == OK ? 0 : 1, error, 0, 0);
  }

  private int screen(Bytes data) {
    if (data.size() != 6 || data.at(5) < 1 || data.at(5) > 2) return UNKNOWN_COMMAND;
    on = data.at(5) == 1;
    return OK;
  }

  private int brightness(Bytes data) {
    if (data.size() != 7 || data.at(5) != 1 || data.at(6) > 15) return UNKNOWN_COMMAND;
    brightness = data.at(6);
    return OK;
  }

  private int clear() {
    areas.clear();
    drawnAtMs.clear();
    return OK;
  }

  /** On or off, brightness, a clock that stands, no programs, then the dynamic areas. */
  private Bytes status() {
    Bytes body =
        Bytes.of(on ? 1 : 2, brightness, 0x26, 0x20, 1, 1, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Bytes ids = Bytes.of(areas.keySet().stream().mapToInt(Integer::intValue).toArray());
    return Bytes.of(0xA1, 0x02, OK, 0, 0)
        .then(body)
        .then(Bytes.of(areas.size()))
        .then(ids)
        .then(Bytes.copyOf(new byte[16 + 12]));
  }

  private int draw(Bytes data, long nowMs) {
    var at = new Reader(data, 5);
    if (data.at(3) == 1) clear();
    int toDelete = at.u8();
    if (toDelete == 0xFF) clear();
    else for (int i = 0; i < toDelete; i++) areas.remove(at.u8());
    int count = at.u8();
    for (int i = 0; i < count && at.ok(); i++) {
      int length = at.u16();
      if (length > AREA_BYTES_MAX) return NO_MEMORY;
      int end = at.position() + length;
      SimView.AreaView area = area(at, end);
      if (!at.ok() || at.position() != end) return UNKNOWN_COMMAND;
      if (!areas.containsKey(area.id()) && areas.size() == AREAS_MAX) return NO_MEMORY;
      drawn(area, nowMs);
    }
    return at.ok() && at.position() == data.size() ? OK : UNKNOWN_COMMAND;
  }

  private void drawn(SimView.AreaView area, long nowMs) {
    Long before = drawnAtMs.put(area.id(), nowMs);
    if (before != null && nowMs - before < SPACING_MS) tooSoon++;
    areas.put(area.id(), area);
    updates++;
  }

  private SimView.AreaView area(Reader at, int end) {
    at.u8();
    int x = dots(at.u16());
    int y = at.u16();
    int width = dots(at.u16());
    int height = at.u16();
    int id = at.u8();
    at.skip(4); // line spacing, run mode, time-out
    int sound = at.u8();
    if (sound != 0) at.skip(3);
    if (sound == 2) at.skip(at.u32());
    at.skip(at.u8());
    int align = at.u8() & 3;
    at.skip(2); // single line, new line
    int mode = at.u8();
    at.skip(3); // exit mode, speed, stay
    int size = at.u32();
    if (at.position() + size != end) at.fail();
    String text = new String(at.take(size).toArray(), GBK);
    return new SimView.AreaView(
        id,
        x,
        y,
        width,
        height,
        ALIGNS.get(Math.min(align, 2)),
        MODES.get(Math.clamp(mode - 1, 0, 5)),
        spans(text),
        updates + 1);
  }

  /** Bit 15 set: dots; clear: groups of eight. */
  private static int dots(int units) {
    return (units & 0x8000) != 0 ? units & 0x7FFF : units * 8;
  }

  /** Splits a text at its markup. */
  static List<SimView.SpanView> spans(String text) {
    var spans = new ArrayList<SimView.SpanView>();
    var run = new StringBuilder();
    String colour = COLOURS.getFirst();
    int dots = 16;
    for (int i = 0; i < text.length(); i++) {
      String rest = text.substring(i, Math.min(text.length(), i + 6));
      boolean colours = rest.matches("(?s)\\\\C[1-7].*");
      boolean fonts = rest.matches("(?s)\\\\F[OE]00[0-2]");
      if (rest.startsWith("\\n")) {
        run.append('\n');
        i++;
      } else if (colours || fonts) {
        if (!run.isEmpty()) spans.add(new SimView.SpanView(run.toString(), colour, dots));
        run.setLength(0);
        if (colours) colour = COLOURS.get(rest.charAt(2) - '1');
        else dots = 16 + 8 * (rest.charAt(5) - '0');
        i += colours ? 2 : 5;
      } else run.append(text.charAt(i));
    }
    if (!run.isEmpty()) spans.add(new SimView.SpanView(run.toString(), colour, dots));
    return spans;
  }

  SimView.LedView view() {
    return new SimView.LedView(
        device.name(),
        device.address(),
        device.window(),
        device.width(),
        device.height(),
        powered,
        silent,
        on,
        brightness,
        List.copyOf(areas.values()),
        updates,
        tooSoon,
        refused);
  }

  /** Reads numbers out of a data field; past the end it fails and gives zeros. */
  private static final class Reader {
    private final Bytes bytes;
    private int at;
    private boolean ok = true;

    Reader(Bytes bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    int u8() {
      if (!ok || at >= bytes.size()) ok = false;
      return ok ? bytes.at(at++) : 0;
    }

    int u16() {
      return u8() | u8() << 8;
    }

    int u32() {
      int value = u16() | u16() << 16;
      if (value < 0) ok = false;
      return ok ? value : 0;
    }

    void skip(int count) {
      take(count);
    }

    Bytes take(int count) {
      if (!ok || count > bytes.size() - at) ok = false;
      if (!ok) return Bytes.NONE;
      at += count;
      return bytes.slice(at - count, at);
    }

    void fail() {
      ok = false;
    }

    boolean ok() {
      return ok;
    }

    int position() {
      return at;
    }
  }
}
