package org.xuhao.driver.escpos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Slip;
import org.xuhao.driver.Device;
import org.xuhao.driver.Driver;
import org.xuhao.driver.Input;
import org.xuhao.driver.Noise;
import org.xuhao.driver.Output;
import org.xuhao.driver.Output.Figure;
import org.xuhao.driver.PaperRoll;
import org.xuhao.driver.Silence;
import org.xuhao.driver.escpos.PrinterCommand.Kind;
import org.xuhao.driver.escpos.SentTickets.Sent;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.wire.Bytes;

/**
 * A ticket printer. It checks the printer before each ticket, sends the ticket once, and reports it
 * printed only when the printer says that all of it is on paper. It never sends a ticket twice:
 * what became of a broken one, a person sees.
 *
 * <p>Only a fresh copy is ever changed, inside {@link #on}; what was handed out stays as it is.
 */
public final class PrinterDriver implements Driver {

  /** A real-time question is answered at once, at 9600 baud within some milliseconds. */
  static final Duration REPLY_WITHIN = Duration.ofMillis(500);

  /** A printer at rest is checked this often; what it tells by itself counts as a check. */
  static final Duration CHECK_EVERY = Duration.ofSeconds(10);

  /** A ticket that is not confirmed makes us look at the printer. Source: protocol.md. */
  static final Duration LOOK_AFTER = Duration.ofSeconds(5);

  /** Then the hall calls it unknown, and so do we. Source: rules of the hall, "Printing". */
  static final Duration UNKNOWN_AFTER = Duration.ofSeconds(15);

  /** A mark later than this is not taken for its ticket. Own choice. */
  static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

  /** An unfinished answer of four bytes is dropped after this silence. Own choice. */
  static final Duration TORN_AFTER = Duration.ofMillis(200);

  private static final int ALL_CHANGES = 0xFF;

  private final PrinterConfig printer;
  private Noise noise;
  private Silence silence;
  private Instant latest = Instant.EPOCH;
  private boolean up;
  private Bytes tail = Bytes.NONE;
  private Instant bytesAt = Instant.EPOCH;
  private @Nullable Instant heardAt;
  private boolean heard;
  private SlipQueue slips = SlipQueue.EMPTY;
  private SentTickets sent = SentTickets.NONE;
  private PrinterHealth health;
  private @Nullable Instant retractAt;
  private boolean setUp;
  private int checking;
  private boolean checked;
  private boolean unconfirmed;
  private Flush flush = Flush.FIRST;
  private Instant checkAt = Instant.EPOCH;
  private @Nullable Instant question;
  private String shows = "";

  /** A printer of which nothing was heard; {@code ears}: it counts its line's noise. */
  public PrinterDriver(PrinterConfig printer, boolean ears) {
    this.printer = printer;
    health = new PrinterHealth(printer.name(), PrinterState.HEALTHY, PaperRoll.UNKNOWN);
    noise = Noise.none(printer.line(), ears);
    silence = Silence.none(printer.name());
  }

  private PrinterDriver(PrinterDriver other) {
    printer = other.printer;
    noise = other.noise;
    silence = other.silence;
    latest = other.latest;
    up = other.up;
    tail = other.tail;
    bytesAt = other.bytesAt;
    heardAt = other.heardAt;
    heard = other.heard;
    slips = other.slips;
    sent = other.sent;
    health = other.health;
    retractAt = other.retractAt;
    setUp = other.setUp;
    checking = other.checking;
    checked = other.checked;
    unconfirmed = other.unconfirmed;
    flush = other.flush;
    checkAt = other.checkAt;
    question = other.question;
    shows = other.shows;
  }

  @Override
  public Step on(Input input) {
    var next = new PrinterDriver(this);
    var out = new ArrayList<Output>();
    next.latest = input.at();
    next.noise = next.noise.quiet(input.at(), out);
    next.dropTorn(out);
    next.giveUpOld(out);
    switch (input) {
      case Input.Opened opened -> next.opened(out);
      case Input.Lost lost -> next.lost(out);
      case Input.Received received -> next.received(received.bytes(), out);
      case Input.Stated stated -> next.stated(stated.statement(), out);
      case Input.YourTurn turn -> next.takeTurn(out);
      case Input.Tick tick -> next.timeOut(out);
      case Input.Answered answered -> {}
    }
    return new Step(next, out);
  }

  @Override
  public Wish wish() {
    Instant asked = question;
    if (asked != null) return new Wish.Hold(asked.plus(REPLY_WITHIN));
    if (!up) return new Wish.Rest(noise.quietAt());
    boolean busy = setUp || checking > 0 || checked;
    Instant from = busy ? latest : checkAt;
    if (retractAt != null && retractAt.isBefore(from)) from = retractAt;
    if (silence.notBefore().isAfter(from)) from = silence.notBefore();
    if (from.isAfter(latest) && noise.quietAt().isBefore(from))
      return new Wish.Rest(noise.quietAt());
    return new Wish.Turn(from, !slips.isEmpty());
  }

  @Override
  public boolean isSettled() {
    return slips.isEmpty() && !isPrinting();
  }

  @Override
  public Device device() {
    var standing =
        silence.raised()
            ? Device.Standing.SILENT
            : heard ? Device.Standing.HEARD : Device.Standing.UNHEARD;
    String said = (shows + health.paper()).strip();
    return new Device(printer.name(), "escpos", null, standing, heardAt, said);
  }

  private void opened(List<Output> out) {
    boolean first = !health.roll().isKnown() && printer.roll().isKnown();
    if (first) health = health.with(printer.roll(), latest, out);
    up = true;
    heard = false;
    tail = Bytes.NONE;
    question = null;
    silence = silence.askedAnew();
    startAnew();
  }

  private void startAnew() {
    sent = SentTickets.NONE;
    retractAt = null;
    setUp = true;
    checking = PrinterState.PRINTER;
    checked = false;
    flush = flush.anew();
  }

  private void lost(List<Output> out) {
    up = false;
    question = null;
    checking = 0;
    checked = false;
    for (Sent ticket : sent.all())
      if (ticket.open()) report(ticket.slip(), FaultCode.LINE_DOWN, out);
    sent = SentTickets.NONE;
    failAll(FaultCode.LINE_DOWN, out);
  }

  private void stated(Statement statement, List<Output> out) {
    if (statement instanceof Statement.NewRoll(String name) && name.equals(printer.name()))
      health = health.with(health.roll().replaced(), latest, out);
    if (!(statement instanceof Statement.Print(Slip slip)) || slips.knows(name(slip))) return;
    slips = slips.knowing(name(slip));
    if (!up) report(slip, FaultCode.LINE_DOWN, out);
    else if (silence.raised()) report(slip, FaultCode.DEVICE_SILENT, out);
    else if (slips.isFull()) report(slip, FaultCode.PRINT_UNCONFIRMED, out);
    else {
      slips = slips.then(slip);
      checkForNext();
    }
  }

  /** A ticket waits for the one before it only as long as the hall does. */
  private boolean isPrinting() {
    return sent.isUnderWay(latest, UNKNOWN_AFTER);
  }

  private void checkForNext() {
    if (slips.isEmpty() || isPrinting() || checking > 0) return;
    checking = PrinterState.PRINTER;
  }

  private void takeTurn(List<Output> out) {
    if (!up || question != null || silence.notBefore().isAfter(latest)) return;
    if (setUp) {
      setUp = false;
      send(PrinterCommand.of(Kind.STATUS_BACK, ALL_CHANGES).bytes(), out);
    } else if (checked) {
      checked = false;
      print(out);
    } else if (retractAt != null && !retractAt.isAfter(latest)) {
      retractAt = null;
      send(printer.exit().retract(), out);
    } else if (checking > 0 || !checkAt.isAfter(latest)) {
      checking = Math.max(checking, PrinterState.PRINTER);
      if (silence.missed() > 0) out.add(new Output.Count(printer.name(), Figure.RETRIES, 1));
      question = latest;
      send(PrinterCommand.status(checking).bytes(), out);
    }
  }

  private void print(List<Output> out) {
    if (slips.isEmpty()) return;
    Slip slip = slips.first();
    slips = slips.withoutFirst();
    retractAt = null;
    List<PrinterCommand> ticket = TicketLayout.of(slip, printer, sent.toAsk());
    sent = sent.then(slip, latest);
    Bytes bytes = PrinterCommand.bytes(ticket);
    checkAt = latest.plus(LOOK_AFTER).plus(TicketLength.underWay(bytes.size()));
    send(bytes, out);
    health = health.with(health.roll().printed(TicketLength.mm(ticket)), latest, out);
  }

  private void send(Bytes bytes, List<Output> out) {
    out.add(new Output.Send(bytes));
    out.add(new Output.Count(printer.name(), Figure.FRAMES_OUT, 1));
  }

  private void timeOut(List<Output> out) {
    Instant asked = question;
    if (asked == null || asked.plus(REPLY_WITHIN).isAfter(latest)) return;
    question = null;
    silence = silence.missed(latest, out);
    checking = PrinterState.PRINTER;
    if (silence.raised()) failAll(FaultCode.DEVICE_SILENT, out);
  }

  private void dropTorn(List<Output> out) {
    if (tail.isEmpty() || latest.isBefore(bytesAt.plus(TORN_AFTER))) return;
    noise = noise.heard(tail.size(), 1, latest, out);
    tail = Bytes.NONE;
  }

  /** Says once that a ticket is not confirmed, and forgets very old ones. */
  private void giveUpOld(List<Output> out) {
    if (sent.isEmpty()) return;
    sent = sent.within(FORGOTTEN_AFTER, latest);
    if (sent.openAfter(UNKNOWN_AFTER, latest).isPresent() && !unconfirmed) {
      unconfirmed = true;
      flush = flush.again();
      raise(FaultCode.PRINT_UNCONFIRMED, "no answer that a ticket is on paper", out);
    }
    checkForNext();
  }

  private void received(Bytes bytes, List<Output> out) {
    bytesAt = latest;
    var decoded = PrinterAnswer.decode(tail.then(bytes));
    tail = decoded.tail();
    noise = noise.heard(decoded.noiseBytes(), decoded.badFrames(), latest, out);
    for (PrinterAnswer answer : decoded.frames()) {
      out.add(new Output.Count(printer.name(), Figure.FRAMES_IN, 1));
      switch (answer) {
        case PrinterAnswer.Status status -> told(status.value(), out);
        case PrinterAnswer.StatusBack back -> told(back.bytes(), out);
        case PrinterAnswer.Mark mark -> marked(mark.value(), out);
      }
    }
  }

  private void heard(List<Output> out) {
    if (silence.raised()) startAnew();
    silence = silence.heard(out);
    heard = true;
    heardAt = latest;
  }

  private void told(int status, List<Output> out) {
    Instant asked = question;
    if (asked == null) {
      out.add(new Output.Count(printer.name(), Figure.IGNORED_FRAMES, 1));
      return;
    }
    int n = checking;
    question = null;
    heard(out);
    out.add(new Output.RoundTrip(printer.name(), Duration.between(asked, latest)));
    become(health.state().after(n, status), out);
    checking = n == PrinterState.PAPER ? 0 : n + 1;
    if (checking == 0) checkDone(out);
  }

  private void told(Bytes back, List<Output> out) {
    heard(out);
    become(health.state().after(back), out);
    checkForNext();
    if (checking == 0 && !isPrinting()) checkAt = latest.plus(CHECK_EVERY);
  }

  private void checkDone(List<Output> out) {
    checkAt = latest.plus(isPrinting() ? LOOK_AFTER : CHECK_EVERY);
    if (isPrinting()) return;
    Optional<FaultCode> obstacle = health.state().obstacle();
    if (obstacle.isPresent()) failAll(obstacle.get(), out);
    else if (flush.isDue(latest) && (sent.isEmpty() || !slips.isEmpty())) flush(out);
    else if (flush.isUnderWay(latest)) checkAt = flush.until();
    else checked = !slips.isEmpty();
  }

  /** While nobody waits, a late mark may still be that of the ticket before. */
  private void flush(List<Output> out) {
    sent = sent.closed().asked(latest);
    send(flush.bytes(), out);
    flush = flush.asked(latest);
    checkAt = flush.until();
  }

  /** The next state, its faults, and what it means for the ticket on its way. */
  private void become(PrinterState next, List<Output> out) {
    health = health.with(next, latest, out);
    Optional<FaultCode> obstacle = next.obstacle();
    Optional<Sent> underWay = sent.open();
    if (obstacle.isEmpty() || underWay.isEmpty()) return;
    sent = sent.closed();
    flush = flush.again();
    report(underWay.get().slip(), obstacle.get(), out);
  }

  private void marked(int value, List<Output> out) {
    if (sent.isEmpty()) {
      out.add(new Output.Count(printer.name(), Figure.IGNORED_FRAMES, 1));
      return;
    }
    Sent ticket = sent.first();
    sent = sent.withoutFirst();
    heardAt = latest;
    flush = flush.over();
    if (unconfirmed) out.add(new Output.Clear(FaultCode.PRINT_UNCONFIRMED, subject()));
    unconfirmed = false;
    if (!ticket.open()) {
      checkForNext();
      return;
    }
    out.add(new Output.RoundTrip(printer.name(), Duration.between(ticket.at(), latest)));
    if ((value & 0x0C) != 0) report(ticket.slip(), FaultCode.PAPER_OUT, out);
    else confirmed(ticket.slip(), out);
    checkAt = latest.plus(CHECK_EVERY);
    checkForNext();
  }

  private void confirmed(Slip slip, List<Output> out) {
    if (!printer.exit().retract().isEmpty()) retractAt = latest.plus(printer.exit().retractAfter());
    shows = slip.away() == null ? slip.ticket().toString() : slip.away().code();
    report(slip, null, out);
  }

  private void failAll(FaultCode why, List<Output> out) {
    for (Slip slip : slips.waiting()) report(slip, why, out);
    slips = slips.emptied();
  }

  /** The hall knows the paper of its own tickets only; others show their code on the screen too. */
  private void report(Slip slip, @Nullable FaultCode why, List<Output> out) {
    if (slip.away() != null) return;
    out.add(new Output.Asked(PrintReport.of(printer.name(), slip, why)));
  }

  private String name(Slip slip) {
    return PrintReport.name(printer.name(), slip);
  }

  private void raise(FaultCode code, String detail, List<Output> out) {
    out.add(new Output.Raise(new Fault(code, subject(), detail, latest)));
  }

  private String subject() {
    return "device " + printer.name();
  }
}
