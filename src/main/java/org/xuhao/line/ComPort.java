package org.xuhao.line;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/**
 * The client's side of RFC 2217: agrees on binary Telnet, sets the server's port, and parts its
 * data from what the server says of it. Touches no socket; used by one thread.
 *
 * <p>A server need not answer what it cannot do, such as modem lines; rate, size, parity and stop
 * bits it must set as asked.
 */
final class ComPort {
  private static final int IAC = 0xFF;
  private static final int DONT = 0xFE;
  private static final int DO = 0xFD;
  private static final int WONT = 0xFC;
  private static final int WILL = 0xFB;
  private static final int SB = 0xFA;
  private static final int SE = 0xF0;

  private static final int BINARY = 0;
  private static final int SUPPRESS_GO_AHEAD = 3;
  private static final int COM_PORT = 0x2C;
  private static final Set<Integer> AGREED = Set.of(BINARY, SUPPRESS_GO_AHEAD, COM_PORT);

  private static final int SET_BAUD = 1;
  private static final int SET_DATA = 2;
  private static final int SET_PARITY = 3;
  private static final int SET_STOP = 4;
  private static final int SET_CONTROL = 5;
  private static final int PURGE = 12;
  private static final int NO_FLOW_CONTROL = 1;
  private static final int BOTH_BUFFERS = 3;

  /** The server's answers bear the command's code and this. Source: RFC 2217, section 3. */
  private static final int ANSWER = 100;

  /** No answer of the protocol is nearly as long, but for signatures, which are passed over. */
  private static final int NOTE_MAX = 64;

  /** What the client says first: binary, no go-ahead and port control, both ways. */
  static final Bytes HELLO =
      Bytes.of(IAC, WILL, BINARY, IAC, DO, BINARY)
          .then(Bytes.of(IAC, WILL, SUPPRESS_GO_AHEAD, IAC, DO, SUPPRESS_GO_AHEAD))
          .then(Bytes.of(IAC, WILL, COM_PORT, IAC, DO, COM_PORT));

  private final LineUri.Framing wanted;
  private final Set<Integer> open = new HashSet<>();
  private final Set<Integer> refused = new HashSet<>();
  private final List<Integer> note = new ArrayList<>();
  private State state = State.DATA;
  private int verb;
  private boolean asked;
  private boolean noWill;
  private boolean noDo;
  private String refusal = "";

  private enum State {
    DATA,
    COMMAND,
    OPTION,
    NOTE,
    NOTE_COMMAND
  }

  /** What arrived for the devices, and what is to be said to the server. */
  record Heard(Bytes data, Bytes reply) {}

  ComPort(LineUri.Framing wanted) {
    this.wanted = wanted;
  }

  /** Whether the port is set as wanted. */
  boolean isReady() {
    return asked && open.isEmpty() && refusal.isEmpty();
  }

  /** Why the port will not be set as wanted, to be put after its name; empty: it may be. */
  String refusal() {
    return refusal;
  }

  /** Data with the byte that Telnet reserves doubled. */
  static Bytes escaped(Bytes data) {
    var out = new BytesWriter();
    for (int i = 0; i < data.size(); i++) {
      out.add(data.at(i));
      if (data.at(i) == IAC) out.add(IAC);
    }
    return out.bytes();
  }

  /** Takes bytes as they arrived, in whatever pieces. */
  Heard heard(Bytes bytes) {
    var data = new BytesWriter();
    var reply = new BytesWriter();
    for (int i = 0; i < bytes.size(); i++) take(bytes.at(i), data, reply);
    return new Heard(data.bytes(), reply.bytes());
  }

  private void take(int b, BytesWriter data, BytesWriter reply) {
    switch (state) {
      case DATA -> {
        if (b == IAC) state = State.COMMAND;
        else data.add(b);
      }
      case COMMAND -> command(b, data);
      case OPTION -> {
        state = State.DATA;
        option(b, reply);
      }
      case NOTE -> {
        if (b == IAC) state = State.NOTE_COMMAND;
        else noted(b);
      }
      case NOTE_COMMAND -> {
        if (b == IAC) noted(b);
        else endOfNote();
        state = b == IAC ? State.NOTE : State.DATA;
      }
    }
  }

  private void command(int b, BytesWriter data) {
    state = State.DATA;
    switch (b) {
      case IAC -> data.add(IAC);
      case WILL, WONT, DO, DONT -> {
        verb = b;
        state = State.OPTION;
      }
      case SB -> {
        note.clear();
        state = State.NOTE;
      }
      default -> {}
    }
  }

  /** Our options were offered in the hello; the server's others are declined, once each. */
  private void option(int option, BytesWriter reply) {
    boolean port = option == COM_PORT;
    switch (verb) {
      case WILL -> decline(option, DONT, reply);
      case DO -> decline(option, WONT, reply);
      case WONT -> noWill |= port;
      default -> noDo |= port;
    }
    if (port && (verb == WILL || verb == DO) && !asked) setPort(reply);
    // One side is enough: ser2net declines ours, and yet obeys.
    if (noWill && noDo) refusal = " speaks Telnet but sets no port; write tcp:// instead";
  }

  private void decline(int option, int how, BytesWriter reply) {
    if (!AGREED.contains(option) && refused.add(how << 8 | option)) reply.add(IAC, how, option);
  }

  private void setPort(BytesWriter reply) {
    asked = true;
    int baud = wanted.baud();
    say(reply, SET_BAUD, Bytes.of(baud >>> 24, baud >>> 16, baud >>> 8, baud));
    say(reply, SET_DATA, Bytes.of(wanted.data()));
    say(reply, SET_PARITY, Bytes.of(parity()));
    say(reply, SET_STOP, Bytes.of(wanted.stop()));
    open.addAll(Set.of(SET_BAUD, SET_DATA, SET_PARITY, SET_STOP));
    say(reply, SET_CONTROL, Bytes.of(NO_FLOW_CONTROL));
    say(reply, PURGE, Bytes.of(BOTH_BUFFERS));
  }

  /** Source: RFC 2217, SET-PARITY: 1 none, 2 odd, 3 even. */
  private int parity() {
    return switch (wanted.parity()) {
      case NONE -> 1;
      case ODD -> 2;
      case EVEN -> 3;
    };
  }

  private static void say(BytesWriter reply, int command, Bytes value) {
    reply.add(IAC, SB, COM_PORT, command).add(escaped(value)).add(IAC, SE);
  }

  private void noted(int b) {
    if (note.size() < NOTE_MAX) note.add(b);
  }

  private void endOfNote() {
    if (note.size() < 3 || note.getFirst() != COM_PORT) return;
    int command = note.get(1) - ANSWER;
    long value = 0;
    for (int b : note.subList(2, note.size())) value = value << 8 | b;
    if (!open.remove(command)) return;
    long asked =
        switch (command) {
          case SET_BAUD -> wanted.baud();
          case SET_DATA -> wanted.data();
          case SET_PARITY -> parity();
          default -> wanted.stop();
        };
    if (value != asked)
      refusal =
          " sets %s to %d, not %d as asked; write what it can do, or set the port there"
              .formatted(name(command), value, asked);
  }

  private static String name(int command) {
    return switch (command) {
      case SET_BAUD -> "baud";
      case SET_DATA -> "data bits";
      case SET_PARITY -> "parity (1 none, 2 odd, 3 even)";
      default -> "stop bits";
    };
  }
}
