package org.xuhao.sim;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.sim.OsdpFrames.Command;
import org.xuhao.wire.Bytes;

/**
 * One OSDP pad of the open profile: answers commands, keeps its last reply to say it again, and
 * reports keys and ratings when it is polled. Source: the protocol document of the pad. Used on one
 * context.
 */
final class OsdpPad {
  static final Bytes PROFILE = Bytes.of(0x02, 0x58, 0x48);

  /** Keys that wait for a poll; the newest is dropped. Source: pad profile, point 6. */
  private static final int EVENTS_MAX = 4;

  private static final Bytes ACK = Bytes.of(0x40);
  private static final int KEYS = 0x53;
  private static final int CHALLENGE = 0x11;
  private static final Bytes DEFAULT_KEY = Bytes.hex("303132333435363738393A3B3C3D3E3F");
  private static final Charset TEXT = Charset.forName("GB18030");

  private static final Bytes CAPABILITIES =
      Bytes.hex("46 04 01 01 05 01 01 06 02 01 08 01 00 09 01 00 0A 00 01 0D 00 01");

  private final SimDevice device;
  private final Map<Integer, String> lines = new TreeMap<>();
  private final ArrayDeque<Bytes> events = new ArrayDeque<>();
  private @Nullable Bytes ownKey;
  private @Nullable OsdpPadChannel channel;
  private boolean secure;
  private boolean knowsDefault;
  private long drawn;
  private @Nullable Command last;
  private Bytes lastReply = Bytes.NONE;
  private boolean eventIsOut;
  private int colour;
  private long beeps;
  private long session;
  private long ratedSession;
  private int stars;
  private int address;
  private int nextAddress;
  boolean powered = true;
  boolean silent;

  OsdpPad(SimDevice device) {
    this.device = device;
    address = device.address();
    nextAddress = address;
  }

  /** Where it is reached now; its page and hands know it by its first one. */
  int address() {
    return address;
  }

  boolean lives() {
    return powered && !silent;
  }

  /** It forgets all but its key. */
  void power(boolean on) {
    powered = on;
    lines.clear();
    events.clear();
    channel = null;
    secure = false;
    last = null;
    eventIsOut = false;
    colour = 0;
    session = 0;
  }

  /** Puts keys of the profile where the next poll finds them. */
  void press(String keys) {
    Bytes pressed = Bytes.copyOf(keys.getBytes(StandardCharsets.US_ASCII));
    event(Bytes.of(KEYS, 0, pressed.size()).then(pressed));
  }

  /** Presses the rating key of this level, 5 to 1. */
  void rate(int level) {
    if (!evaluating()) return;
    ratedSession = session;
    stars = level;
    Bytes number = Bytes.of((int) session, (int) (session >> 8), (int) (session >> 16));
    Bytes high = Bytes.of((int) (session >> 24), level);
    event(Bytes.of(0x90).then(PROFILE).then(Bytes.of(3)).then(number).then(high));
  }

  private void event(Bytes event) {
    if (events.size() < EVENTS_MAX) events.add(event);
  }

  private boolean evaluating() {
    return session != 0 && session != ratedSession;
  }

  /** What the pad says to a command. */
  Bytes told(Command command) {
    Command before = last;
    boolean again = before != null && command.whole().equals(before.whole());
    if (again && (command.sequence() != 0 || command.block() == CHALLENGE)) return lastReply;
    if (command.sequence() == 0) restart();
    else if (before == null || command.sequence() != following(before.sequence()))
      return inClear(command, Bytes.of(0x41, 4));
    // The next number confirms what was said. A session begun anew confirms nothing: a key is given
    // up, for one pressed again is better than one that counts twice; a rating names its session.
    Bytes said = eventIsOut ? events.peek() : null;
    if (said != null && (command.sequence() != 0 || said.at(0) == KEYS)) events.poll();
    eventIsOut = false;
    Bytes reply = reply(command);
    last = command;
    lastReply = reply;
    address = nextAddress;
    return reply;
  }

  /** Both sides begin anew, in the clear. */
  private void restart() {
    channel = null;
    secure = false;
  }

  private static int following(int sequence) {
    return sequence == 3 ? 1 : sequence + 1;
  }

  private Bytes reply(Command command) {
    return switch (command.block()) {
      case 0 -> secure ? lost(command) : inClear(command, done(command.code(), command.data()));
      case CHALLENGE -> challenged(command);
      case 0x13 -> proved(command);
      case 0x15, 0x17 -> sealed(command);
      default -> inClear(command, Bytes.of(0x41, 5));
    };
  }

  private Bytes lost(Command command) {
    restart();
    return inClear(command, Bytes.of(0x41, 6));
  }

  private Bytes inClear(Command command, Bytes reply) {
    return OsdpFrames.checked(OsdpFrames.head(address, command.sequence(), Bytes.NONE, reply, 0));
  }

  private Bytes underBlock(Command command, Bytes block, Bytes reply) {
    return OsdpFrames.checked(OsdpFrames.head(address, command.sequence(), block, reply, 0));
  }

  private Bytes challenged(Command command) {
    boolean own = command.blockData().equals(Bytes.of(1));
    Bytes key = own ? ownKey : DEFAULT_KEY;
    if (key == null || command.data().size() != 8) return lost(command);
    knowsDefault = !own;
    drawn++;
    Bytes serial = Bytes.of(address, 0, 0, 0);
    Bytes number = Bytes.of((int) drawn, (int) (drawn >> 8), address, 0, 0, 0, 0, 0);
    var begun = new OsdpPadChannel(key, command.data(), number);
    channel = begun;
    Bytes body =
        Bytes.of(0x76)
            .then(PROFILE)
            .then(Bytes.of(1))
            .then(serial)
            .then(number)
            .then(begun.proof());
    return underBlock(command, Bytes.of(0x12, own ? 1 : 0), body);
  }

  private Bytes proved(Command command) {
    OsdpPadChannel begun = channel;
    if (begun == null || !begun.isHost(command.data())) return lost(command);
    secure = true;
    return underBlock(command, Bytes.of(0x14, 1), Bytes.of(0x78).then(begun.begin()));
  }

  private Bytes sealed(Command command) {
    OsdpPadChannel open = channel;
    if (open == null || !secure || !open.hears(command.signed(), command.mac()))
      return lost(command);
    Bytes data = command.block() == 0x17 ? unsealed(open, command) : Bytes.NONE;
    Bytes reply = done(command.code(), data);
    Bytes block = Bytes.of(reply.size() > 1 ? 0x18 : 0x16);
    if (reply.size() > 1) reply = reply.slice(0, 1).then(open.sealed(reply.from(1)));
    Bytes head = OsdpFrames.head(address, command.sequence(), block, reply, 4);
    return OsdpFrames.checked(head.then(open.says(head)));
  }

  /** The channel unseals with the MAC that the pad said before this command. */
  private static Bytes unsealed(OsdpPadChannel open, Command command) {
    return command.data().size() % 16 == 0 ? open.unsealed(command.data()) : Bytes.NONE;
  }

  private Bytes done(int code, Bytes data) {
    return switch (code) {
      case 0x60 -> polled();
      case 0x61 -> Bytes.of(0x45).then(PROFILE).then(Bytes.of(1, 1, address, 0, 0, 0, 1, 0, 0));
      case 0x62 -> CAPABILITIES;
      case 0x69 -> {
        colour = data.size() == 14 && data.at(10) > 0 ? data.at(12) : 0;
        yield ACK;
      }
      case 0x6A -> {
        beeps += data.size() == 5 ? data.at(4) : 0;
        yield ACK;
      }
      case 0x6E -> addressSet(data);
      case 0x75 -> keySet(data);
      case 0x80 -> profile(data);
      default -> Bytes.of(0x41, 3);
    };
  }

  private Bytes polled() {
    Bytes event = events.peek();
    eventIsOut = event != null;
    return event == null ? ACK : event;
  }

  /** Obeyed in the clear as long as the pad has no key of its own. */
  private Bytes addressSet(Bytes data) {
    if (!secure && ownKey != null) return Bytes.of(0x41, 6);
    if (data.size() != 5 || data.at(0) > 0x7E) return Bytes.of(0x41, 9);
    nextAddress = data.at(0);
    return Bytes.of(0x54).then(data);
  }

  private Bytes keySet(Bytes data) {
    if (!secure || data.size() != 18) return Bytes.of(0x41, 6);
    ownKey = data.from(2);
    return ACK;
  }

  private Bytes profile(Bytes data) {
    if (data.size() < 4 || !data.slice(0, 3).equals(PROFILE)) return Bytes.of(0x41, 3);
    Bytes rest = data.from(4);
    switch (data.at(3)) {
      case 1 -> lines.put(rest.at(0), new String(rest.from(2).toArray(), TEXT));
      case 3 -> session = rest.at(0) | rest.at(1) << 8 | rest.at(2) << 16 | (long) rest.at(3) << 24;
      default -> {
        return Bytes.of(0x41, 3);
      }
    }
    return ACK;
  }

  /** The number in a line's text; empty where there is none. */
  Optional<Integer> number(int line) {
    String digits = line(line).replaceAll("[^0-9]", "");
    return powered && !digits.isEmpty()
        ? Optional.of(Integer.parseInt(digits) % 1000)
        : Optional.empty();
  }

  SimView.PadView view() {
    String text = number(2).map("%03d"::formatted).orElse("   ");
    text += number(1).map("%03d"::formatted).orElse("   ");
    return new SimView.PadView(
        device.name(),
        device.address(),
        device.window(),
        device.rating(),
        powered,
        silent,
        text,
        beeps,
        stars,
        evaluating(),
        0);
  }

  /** The text of a line; empty where nothing stands. */
  String line(int line) {
    return lines.getOrDefault(line, "");
  }

  /** Whether it is spoken to under its own key. */
  boolean isSecure() {
    return secure && !knowsDefault;
  }

  /** The lamp's colour by its number on the line; 0: dark. */
  int colour() {
    return colour;
  }
}
