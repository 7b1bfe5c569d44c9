package org.xuhao.driver.modbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Face;
import org.xuhao.driver.modbus.ModbusConfig.Field;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;

/**
 * What a display ought to show and what it confirmed that it shows. Changed in place by the driver,
 * which works on a copy.
 */
final class Panel {

  /**
   * A register that says something else than was just written, so often in a row, never says what
   * the display shows: such as one that can only be written. Own choice.
   */
  static final int LIES_MOST = 3;

  private final ModbusConfig config;
  private Statement.@Nullable ShowWindow window;
  private @Nullable Integer waiting;
  private @Nullable VisitId rateable;
  private final Map<Integer, List<Integer>> shown;
  private String text = "";
  private final Map<Integer, Integer> lies;
  private final Set<Integer> unreadable;
  private int turn;

  Panel(ModbusConfig config) {
    this.config = config;
    shown = new HashMap<>();
    lies = new HashMap<>();
    unreadable = new HashSet<>();
  }

  Panel(Panel other) {
    config = other.config;
    window = other.window;
    waiting = other.waiting;
    rateable = other.rateable;
    shown = new HashMap<>(other.shown);
    text = other.text;
    lies = new HashMap<>(other.lies);
    unreadable = new HashSet<>(other.unreadable);
    turn = other.turn;
  }

  void stated(Statement statement) {
    switch (statement) {
      case Statement.ShowWindow s when s.window().equals(config.window()) -> window = s;
      case Statement.ShowPad s when s.window().equals(config.window()) -> waiting = s.waiting();
      case Statement.AskRating s when s.window().equals(config.window()) -> rateable = s.visit();
      case Statement.ShowWindow s -> {}
      case Statement.ShowPad s -> {}
      case Statement.AskRating s -> {}
      case Statement.ShowHall s -> {}
      case Statement.Print s -> {}
      case Statement.NewRoll s -> {}
    }
  }

  /** The visit that may be rated now; null: none. */
  @Nullable VisitId rateable() {
    return rateable;
  }

  /** What was last stated of the window. */
  Face face() {
    Statement.ShowWindow now = window;
    return now == null ? Face.CLOSED : now.face();
  }

  /** The display may have lost its power: nothing is known of what it shows. */
  void forget() {
    shown.clear();
    text = "";
  }

  /** The line is open: it may even be another display. */
  void opened() {
    forget();
    lies.clear();
    unreadable.clear();
  }

  /** Registers that cannot be read back are written again now and then. */
  void forgetUnreadable() {
    shown.keySet().removeAll(unreadable);
  }

  boolean isReadable() {
    return unreadable.isEmpty();
  }

  /** What has to be written, the number first and what draws the eye last. */
  List<Question.Write> missing() {
    return wanted().stream()
        .filter(write -> !write.values().equals(shown.get(write.first())))
        .toList();
  }

  private List<Question.Write> wanted() {
    var writes = new ArrayList<Question.Write>();
    int number = config.window().number();
    add(writes, Field.WINDOW, config.digits().of(number, Integer.toString(number)));
    Integer people = waiting;
    if (people != null)
      add(writes, Field.WAITING, config.digits().of(people, Integer.toString(people)));
    Statement.ShowWindow now = window;
    if (now == null) return writes;
    add(writes, Field.TICKET, ticket(now.ticket()));
    add(writes, Field.STATE, List.of(number(now.face())));
    add(writes, Field.BLINK, List.of(now.face() == Face.CALLING ? 1 : 0));
    return writes;
  }

  /** Source: protocol.md, "Registers". */
  private static int number(Face face) {
    return switch (face) {
      case IDLE -> 0;
      case CALLING -> 1;
      case SERVING -> 2;
      case PAUSED -> 3;
      case CLOSED -> 4;
    };
  }

  private List<Integer> ticket(@Nullable TicketNumber ticket) {
    return ticket == null
        ? config.digits().dark()
        : config.digits().of(ticket.number(), ticket.toString());
  }

  private void add(List<Question.Write> writes, Field field, List<Integer> values) {
    if (config.has(field)) writes.add(new Question.Write(config.at(field), values, config.many()));
  }

  void confirmed(Question.Write write) {
    shown.put(write.first(), write.values());
    Statement.ShowWindow now = window;
    if (write.first() == config.at(Field.TICKET))
      text = now == null || now.ticket() == null ? "" : now.ticket().toString();
  }

  /** One confirmed register after another, to see whether it still holds; empty: none is. */
  Optional<Question.Read> check() {
    List<Question.Write> all =
        wanted().stream().filter(write -> shown.containsKey(write.first())).toList();
    if (all.isEmpty()) return Optional.empty();
    Question.Write write = all.get(Math.floorMod(turn, all.size()));
    return Optional.of(
        new Question.Read(RtuFrame.READ_HOLDING, write.first(), write.values().size()));
  }

  /** What a register holds; it is written again if that is something else. */
  void checked(Question.Read read, List<Integer> values) {
    turn++;
    List<Integer> expected = shown.get(read.first());
    if (expected == null || unreadable.contains(read.first())) return;
    if (values.equals(expected)) {
      lies.remove(read.first());
      return;
    }
    if (lies.merge(read.first(), 1, Integer::sum) >= LIES_MOST) unreadable.add(read.first());
    else forget();
  }

  /** The device does not let this register be read. */
  void unreadable(Question.Read read) {
    turn++;
    unreadable.add(read.first());
  }

  /** The ticket that the display confirmed, for the page of devices. */
  String text() {
    return text;
  }
}
