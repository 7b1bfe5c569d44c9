package org.xuhao.driver.osdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Face;
import org.xuhao.driver.Driver.Spare;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.osdp.Order.Align;
import org.xuhao.driver.osdp.Order.Colour;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.wire.Bytes;

/**
 * What a pad ought to show and what it confirmed that it shows; gives the order that brings the two
 * nearer. Changed in place by the driver, which works on a copy.
 */
final class PadFace {

  /**
   * The pad goes dark by itself after this. Source: the longest {@code rating.within} of the hall's
   * rules, 1 h; the hall ends a session sooner and says so.
   */
  static final int RATING_SECONDS = 3600;

  /** Visits whose rating may still be on its way; older ones the hall would refuse anyway. */
  private static final int ASKED_MAX = 4;

  private static final int LAMP = 4;
  private static final int BUZZER = 5;
  private static final int TEXT = 6;

  /** Functions' compliance of a text display: from this on it has two rows. */
  private static final int TWO_ROWS = 2;

  private static final int BLANK_DIGIT = 0x0A;
  private static final int BEEPS_NEW_CALL = 1;
  private static final int BEEPS_REFUSED = 2;
  private static final long SESSION_MASK = 0xFFFF_FFFFL;

  private final OsdpConfig pad;
  private final boolean clerks;
  private Statement.@Nullable ShowWindow window;
  private Statement.@Nullable ShowPad numbers;
  private Statement.@Nullable AskRating rating;
  private int beeps;
  private final List<VisitId> asked;
  private @Nullable Order lampShown;
  private @Nullable Order topShown;
  private @Nullable Order bottomShown;
  private @Nullable Order ratingShown;

  PadFace(OsdpConfig pad) {
    this.pad = pad;
    clerks = pad.role() == PadRole.CALL;
    asked = new ArrayList<>();
  }

  PadFace(PadFace other) {
    pad = other.pad;
    clerks = other.clerks;
    window = other.window;
    numbers = other.numbers;
    rating = other.rating;
    beeps = other.beeps;
    asked = new ArrayList<>(other.asked);
    lampShown = other.lampShown;
    topShown = other.topShown;
    bottomShown = other.bottomShown;
    ratingShown = other.ratingShown;
  }

  /** The pad may have lost its power: nothing is known of what it shows. */
  void forget() {
    beeps = 0;
    lampShown = null;
    topShown = null;
    bottomShown = null;
    ratingShown = null;
  }

  /** Whether a statement is about this pad's window. */
  boolean isMeant(Statement statement) {
    return switch (statement) {
      case Statement.ShowWindow s -> s.window().equals(pad.window());
      case Statement.ShowPad s -> s.window().equals(pad.window());
      case Statement.AskRating s -> s.window().equals(pad.window());
      case Statement.ShowHall s -> false;
      case Statement.Print s -> false;
      case Statement.NewRoll s -> false;
    };
  }

  /** Takes a statement that {@link #isMeant}. */
  void stated(Statement statement) {
    switch (statement) {
      case Statement.ShowWindow s -> stated(s);
      case Statement.ShowPad s -> stated(s);
      case Statement.AskRating s -> rating = s;
      case Statement.ShowHall s -> {}
      case Statement.Print s -> {}
      case Statement.NewRoll s -> {}
    }
  }

  private void stated(Statement.ShowWindow s) {
    Statement.ShowWindow before = window;
    boolean recalled =
        before != null && Objects.equals(before.ticket(), s.ticket()) && s.call() > before.call();
    window = s;
    if (clerks && recalled && s.ticket() != null) beeps = Math.max(beeps, BEEPS_NEW_CALL);
  }

  private void stated(Statement.ShowPad s) {
    Statement.ShowPad before = numbers;
    boolean another = s.ticket() != null && before != null && !s.ticket().equals(before.ticket());
    numbers = s;
    if (clerks && another) beeps = Math.max(beeps, BEEPS_NEW_CALL);
  }

  /** The hall said no to a key. */
  void refused() {
    if (clerks) beeps = BEEPS_REFUSED;
  }

  /** What was last stated of the window. */
  Face face() {
    Statement.ShowWindow now = window;
    return now == null ? Face.CLOSED : now.face();
  }

  /** Whether a visitor is being asked now. */
  boolean isAsking() {
    Statement.AskRating now = rating;
    return !clerks && now != null && now.visit() != null;
  }

  /** The visit that {@code session} was about; empty: no such one was asked for here. */
  Optional<VisitId> visitOf(long session) {
    return asked.stream().filter(visit -> session(visit) == session).findFirst();
  }

  private static long session(VisitId visit) {
    return visit.number() & SESSION_MASK;
  }

  /**
   * What a pad is yet to be told.
   *
   * @param order null: nothing
   * @param spare how long it can wait, so that no key waits for it; nothing: it is urgent
   */
  record Due(@Nullable Order order, Spare spare) {
    static final Due NOTHING = new Due(null, Spare.NOTHING);

    boolean urgent() {
      return order != null && spare == Spare.NOTHING;
    }
  }

  /** What brings the pad nearer to what it ought to show, the most pressing thing of it. */
  Due due(PadLink link) {
    Due most = Due.NOTHING;
    for (Order order : wanted(link)) {
      if (isShown(order)) continue;
      Spare spare = canWait(order);
      if (spare == Spare.NOTHING) return new Due(order, spare);
      if (spare.compareTo(most.spare()) > 0) most = new Due(order, spare);
    }
    return most;
  }

  /**
   * A number and a beep are what the clerk pressed for. The lamp behind them and a number that goes
   * can wait; how many people wait changes on all pads of a hall with each call. What a pad is told
   * first, as after its power was gone, does not wait.
   */
  private Spare canWait(Order order) {
    if (rowOf(order) == 2) return bottomShown == null ? Spare.NOTHING : Spare.SOME_TIME;
    if (rowOf(order) == 1) return topShown == null ? Spare.NOTHING : canWait(order, topShown);
    boolean lamp = order.code() == Order.LED && lampShown != null;
    return lamp ? Spare.SOON : Spare.NOTHING;
  }

  private Spare canWait(Order top, Order shown) {
    boolean counts = top.isDigits() && shown.isDigits() && top.ticket().equals(shown.ticket());
    if (counts) return Spare.SOME_TIME;
    return numbers == null || numbers.ticket() == null ? Spare.SOON : Spare.NOTHING;
  }

  private List<Order> wanted(PadLink link) {
    var orders = new ArrayList<Order>();
    if (!clerks) {
      if (rating != null && link.isOfProfile()) orders.add(rate(rating.visit()));
      return orders;
    }
    // The number first: it is what the clerk presses for, and on a full bus each order takes time.
    if (numbers != null) orders.addAll(lines(numbers, link));
    if (beeps > 0 && link.compliance(BUZZER) > 0) orders.add(Order.beep(beeps));
    if (window != null && link.compliance(LAMP) > 0) orders.add(Order.lamp(colour(window.face())));
    return orders;
  }

  private static Order rate(@Nullable VisitId visit) {
    return visit == null ? Order.rate(0, 0) : Order.rate(session(visit), RATING_SECONDS);
  }

  private static Colour colour(Face face) {
    return switch (face) {
      case IDLE -> Colour.OFF;
      case CALLING, SERVING -> Colour.GREEN;
      case PAUSED -> Colour.AMBER;
      case CLOSED -> Colour.RED;
    };
  }

  private List<Order> lines(Statement.ShowPad s, PadLink link) {
    int rows = link.compliance(TEXT);
    if (rows == 0) return link.isOfProfile() ? List.of(Order.digits(digits(s))) : List.of();
    String ticket = s.ticket() == null ? "" : s.ticket().toString();
    String top = ticket.isEmpty() && rows < TWO_ROWS ? Integer.toString(s.waiting()) : ticket;
    Order first = link.isOfProfile() ? Order.line(1, Align.MIDDLE, top) : plain(1, top, topShown);
    if (rows < TWO_ROWS) return List.of(first);
    Order second =
        link.isOfProfile()
            ? Order.line(2, Align.LEFT, "等候 " + s.waiting())
            : plain(2, Integer.toString(s.waiting()), bottomShown);
    return List.of(first, second);
  }

  /** Blanks over what a longer text left: a standard display keeps what is not written over. */
  private static Order plain(int row, String text, @Nullable Order shown) {
    Order exact = Order.text(row, text);
    if (exact.equals(shown)) return exact;
    int before =
        shown == null ? 1 : shown.payload().size() - exact.payload().size() + text.length();
    return text.length() >= before
        ? exact
        : Order.text(row, text + " ".repeat(before - text.length()));
  }

  private static Bytes digits(Statement.ShowPad s) {
    TicketNumber ticket = s.ticket();
    Bytes last =
        ticket == null
            ? Bytes.of(BLANK_DIGIT, BLANK_DIGIT, BLANK_DIGIT)
            : three(ticket.number() % 1000);
    return three(Math.min(s.waiting(), 999)).then(last);
  }

  private static Bytes three(int number) {
    return Bytes.of(number / 100, number / 10 % 10, number % 10);
  }

  private boolean isShown(Order order) {
    return order.equals(lampShown)
        || order.equals(topShown)
        || order.equals(bottomShown)
        || order.equals(ratingShown);
  }

  /** A pad may rate from now on, though its receipt may be lost. */
  void said(Order order) {
    Statement.AskRating now = rating;
    VisitId visit = now == null ? null : now.visit();
    if (visit == null || asked.contains(visit) || !order.equals(rate(visit))) return;
    asked.addFirst(visit);
    if (asked.size() > ASKED_MAX) asked.removeLast();
  }

  /** The pad confirmed {@code order}, or will never take it: it is not said again. */
  void done(Order order) {
    if (rowOf(order) == 1) topShown = order;
    else if (rowOf(order) == 2) bottomShown = order;
    else if (order.code() == Order.MANUFACTURER) ratingShown = order;
    else if (order.code() == Order.LED) lampShown = order;
    else if (beeps > 0 && order.equals(Order.beep(beeps))) beeps = 0;
  }

  /** The row of text that an order writes; the digits count as the first; 0: it writes none. */
  private static int rowOf(Order order) {
    if (order.code() == Order.TEXT) return order.payload().at(3);
    if (order.code() != Order.MANUFACTURER) return 0;
    return switch (order.payload().at(Order.PROFILE.size())) {
      case Order.SHOW_LINE -> order.payload().at(Order.PROFILE.size() + 1);
      case Order.SHOW_DIGITS -> 1;
      default -> 0;
    };
  }

  /** What the pad confirmed that it shows, for the page of devices. */
  String text() {
    Statement.ShowPad now = numbers;
    if (!clerks) return ratingShown == null ? "" : isAsking() ? "评价" : "";
    if (now == null || topShown == null) return "";
    return now.waiting() + " " + (now.ticket() == null ? "–" : now.ticket().toString());
  }
}
