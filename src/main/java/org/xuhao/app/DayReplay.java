package org.xuhao.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.verb.Exit;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.JournalReader;
import org.xuhao.journal.JournalTrouble;

/**
 * Lives one day of the journal again and tells its calls. Reads only, so that the hall may run. All
 * that a day's calls rest on begins when the day opens; so the days before are not needed.
 */
final class DayReplay {
  private static final int AT_ONCE = 256;

  /** So much is printed at once: a write for each line took as long as the reading. */
  private static final int LINES_CHARS = 16 << 10;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /**
   * What is asked.
   *
   * @param zone that times are told in
   * @param why two tickets of which the one was called before the other; or none
   */
  record Asked(Path data, LocalDate day, ZoneId zone, List<TicketNumber> why) {}

  /**
   * One call.
   *
   * @param event null when it was a call back, or nobody asks why this ticket was called
   * @param before the hall just before it; null where nobody asks
   */
  record Call(
      Instant wall,
      TicketNumber ticket,
      WindowId window,
      Event.@Nullable TicketCalled event,
      Words reason,
      @Nullable Hall before) {}

  /** When a ticket was issued. */
  record Issued(Instant wall, Event.TicketIssued event) {}

  private final Asked asked;
  private final TreeMap<TicketNumber, Issued> issued = new TreeMap<>();
  private int tickets;
  private final List<Call> calls = new ArrayList<>();
  private Hall hall;
  private boolean begun;

  private DayReplay(Asked asked, String name) {
    this.asked = asked;
    var nothing = Collections.<ServiceCode, Plan.ServicePlan>emptySortedMap();
    var nowhere = Collections.<WindowId, Plan.WindowPlan>emptySortedMap();
    // Only deciding needs a plan, and here all was decided long ago.
    hall =
        Hall.empty(new Plan(name, asked.zone(), null, nothing, nowhere, Plan.Rules.DEFAULT, false));
  }

  /** Prints the day, or why one ticket was called before the other; gives the exit code. */
  static int tell(Asked asked, PrintWriter out) {
    try {
      if (!Files.isDirectory(asked.data().resolve("journal"))) {
        out.println("xuhao: " + asked.data() + " holds no journal. 没有日志。");
        return Exit.REFUSED;
      }
      Optional<DayReplay> replay = of(asked, Memory.disk(asked.data()));
      if (replay.isEmpty()) {
        out.println("xuhao: the journal holds no day " + asked.day() + ". 日志中没有这一天。");
        return Exit.REFUSED;
      }
      return replay.get().tell(out);
    } catch (JournalTrouble e) {
      out.println("xuhao: " + e.getMessage());
      out.println("  " + e.remedy());
      return Exit.DAMAGED;
    } catch (IOException | NotStarted e) {
      out.println("xuhao: " + e.getMessage());
      return Exit.REFUSED;
    }
  }

  private static Optional<DayReplay> of(Asked asked, FileDisk disk)
      throws JournalTrouble, IOException {
    @Nullable DayReplay replay = null;
    try (JournalReader reader = JournalReader.ofDay(disk, asked.day())) {
      for (var entries = reader.next(AT_ONCE); !entries.isEmpty(); entries = reader.next(AT_ONCE))
        for (Entry entry : entries) {
          if (entry.day().isAfter(asked.day())) return Optional.ofNullable(replay);
          if (entry.day().isBefore(asked.day())) continue;
          if (replay == null) replay = new DayReplay(asked, entry.hall());
          replay.live(entry);
        }
    }
    return Optional.ofNullable(replay).filter(there -> there.begun);
  }

  private void live(Entry entry) {
    // What comes before the day opens (a start, the end of the day before) is of another hall.
    int from = begun ? 0 : opening(entry.events());
    if (from < 0) return;
    begun = true;
    List<Event> events = entry.events().subList(from, entry.events().size());
    for (Event event : events) note(event, entry.wall());
    // The calls stand in the entries; only why one came before another needs the halls between.
    if (!asked.why().isEmpty()) hall = hall.relive(entry.with(events));
  }

  private static int opening(List<Event> events) {
    for (int i = 0; i < events.size(); i++) if (events.get(i) instanceof Event.DayOpened) return i;
    return -1;
  }

  /** Of a ticket that nobody asks about as little is kept as is told: there may be many. */
  private void note(Event event, Instant wall) {
    switch (event) {
      case Event.TicketIssued e -> {
        tickets++;
        if (asked.why().contains(e.ticket())) issued.put(e.ticket(), new Issued(wall, e));
      }
      case Event.TicketCalled e -> {
        boolean why = asked.why().contains(e.ticket());
        note(wall, e.ticket(), e.window(), why ? e : null, e.reason());
      }
      case Event.TicketCalledBack e -> note(wall, e.ticket(), e.window(), null, e.reason());
      default -> {}
    }
  }

  private void note(
      Instant wall,
      TicketNumber ticket,
      WindowId window,
      Event.@Nullable TicketCalled event,
      Words reason) {
    Hall before = asked.why().contains(ticket) ? hall : null;
    calls.add(new Call(wall, ticket, window, event, reason, before));
  }

  private int tell(PrintWriter out) {
    if (!asked.why().isEmpty()) return new WhyBefore(this, out).tell(asked.why());
    out.printf(
        "%s · %s · 取号 %d，叫号 %d · %d tickets, %d calls · %s%n",
        asked.day(),
        hall.plan().hall(),
        tickets,
        calls.size(),
        tickets,
        calls.size(),
        asked.zone());
    var lines = new StringBuilder();
    for (Call call : calls) {
      tell(call, lines);
      if (lines.length() < LINES_CHARS) continue;
      out.print(lines);
      lines.setLength(0);
    }
    out.print(lines);
    out.flush();
    return Exit.DONE;
  }

  /** Put together by hand: there may be many, and a pattern is read anew for each. */
  private void tell(Call call, StringBuilder to) {
    to.append(clock(call.wall())).append("  ").append(call.ticket());
    to.append(" → ").append(call.window()).append("号窗口 window ").append(call.window());
    to.append("  ").append(call.reason().zh()).append(" | ").append(call.reason().en());
    to.append(System.lineSeparator());
  }

  /** A time as people of the hall read it. */
  String clock(Instant wall) {
    return CLOCK.format(wall.atZone(asked.zone()));
  }

  LocalDate day() {
    return asked.day();
  }

  Optional<Issued> issued(TicketNumber ticket) {
    return Optional.ofNullable(issued.get(ticket));
  }

  /** All calls of the day, in order. */
  List<Call> calls() {
    return calls;
  }

  /** The first call of a ticket on that day. */
  Optional<Call> firstCall(TicketNumber ticket) {
    return calls.stream().filter(call -> call.ticket().equals(ticket)).findFirst();
  }

  /** How a ticket stood when the day, or what there is of it, was over. */
  Ticket.State atTheEnd(TicketNumber ticket) {
    return Objects.requireNonNull(hall.ticket(ticket).orElse(null), "issued").state();
  }
}
