package org.xuhao.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.board.Statement.Slip;
import org.xuhao.hall.BookingEvent.ReservationSettled;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** What is to be printed of what happened. */
public final class Slips {
  private static final DateTimeFormatter TAKEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  /** Stands where a slip has no number yet; it is shown nowhere. */
  private static final TicketNumber NO_NUMBER = new TicketNumber("R", 1);

  /** More ways than these are no way: the visitor waits for the call, which names the window. */
  private static final int WAYS_MAX = 3;

  private final String hallName;
  private final Links links;
  private final SortedMap<WindowId, String> ways;
  private final Halls halls;

  /** How people find another hall. Bound by the application; null: nothing is known of it. */
  public interface Halls {
    @Nullable Other of(String hall);
  }

  /**
   * Another hall on a slip.
   *
   * @param name in both languages
   * @param directions where it is and how to get there, a line each
   */
  public record Other(String name, List<String> directions) {
    public Other {
      directions = List.copyOf(directions);
    }
  }

  /** Where a ticket's progress page is. Bound by the application, which knows the address. */
  public interface Links {
    String of(LocalDate day, TicketNumber ticket);
  }

  /** How long a ticket may wait. Bound by the application; null: nothing is known. */
  public interface Waits {
    Statement.@Nullable Minutes of(TicketNumber ticket);
  }

  public Slips(String hallName, Links links) {
    this(hallName, links, Collections.emptySortedMap());
  }

  /**
   * Slips that say how to get to the windows.
   *
   * @param ways how to get to a window, such as 一楼东侧, where there is something to say
   */
  public Slips(String hallName, Links links, SortedMap<WindowId, String> ways) {
    this(hallName, links, ways, hall -> null);
  }

  /** The same, also of what other halls keep. */
  public Slips(String hallName, Links links, SortedMap<WindowId, String> ways, Halls halls) {
    this.halls = halls;
    this.hallName = hallName;
    this.links = links;
    this.ways = Collections.unmodifiableSortedMap(new TreeMap<>(ways));
  }

  /** The tickets that {@code entry} asks to be printed. */
  public static List<TicketNumber> asked(Entry entry) {
    var numbers = new ArrayList<TicketNumber>();
    for (Event event : entry.events())
      if (event instanceof Event.PrintAsked asked) numbers.add(asked.ticket());
    return numbers;
  }

  /** Whether {@code entry} asks for any paper. */
  public static boolean asksForPaper(Entry entry) {
    return entry.events().stream()
        .anyMatch(event -> event instanceof Event.PrintAsked || kept(event).isPresent());
  }

  /** What another hall has just agreed to keep. */
  private static Optional<ReservationSettled> kept(Event event) {
    return event instanceof ReservationSettled settled && settled.outcome() == Settled.KEPT
        ? Optional.of(settled)
        : Optional.empty();
  }

  /** Nobody is told of what was kept without a time: its visitor had come before the answer. */
  private Optional<Statement> away(Hall hall, Entry entry, ReservationSettled settled) {
    Bookings.Asked asked = hall.bookings().askedAs(settled.booking()).orElse(null);
    Other other = asked == null ? null : halls.of(asked.hall());
    Instant until = settled.until();
    if (asked == null || other == null || until == null) return Optional.empty();
    Plan plan = hall.plan();
    Plan.ServicePlan service = plan.services().get(asked.service());
    var away =
        new Statement.Away(
            other.name(),
            other.directions(),
            settled.booking().code(),
            UNTIL.format(until.atZone(plan.zone())));
    String taken = TAKEN.format(entry.wall().atZone(plan.zone()));
    return Optional.of(
        new Statement.Print(
            new Slip(
                hallName,
                NO_NUMBER,
                1,
                service == null ? "" : service.name(),
                "",
                0,
                entry.at(),
                taken,
                "",
                List.of(),
                null,
                List.of(),
                away)));
  }

  /** One statement for each print that {@code entry} asks for, without a wait. */
  public List<Statement> of(Hall hall, Entry entry) {
    return of(hall, entry, ticket -> null);
  }

  /** The same with the wait of each. */
  public List<Statement> of(Hall hall, Entry entry, Waits waits) {
    var prints = new ArrayList<Statement>();
    for (Event event : entry.events()) {
      if (event instanceof Event.PrintAsked asked)
        hall.ticket(asked.ticket())
            .ifPresent(ticket -> prints.add(print(hall, entry, ticket, asked.copy(), waits)));
      kept(event).flatMap(settled -> away(hall, entry, settled)).ifPresent(prints::add);
    }
    return prints;
  }

  private Statement print(Hall hall, Entry entry, Ticket ticket, int copy, Waits waits) {
    Plan plan = hall.plan();
    Plan.ServicePlan service = plan.services().get(ticket.service());
    return new Statement.Print(
        new Slip(
            hallName,
            ticket.number(),
            copy,
            service == null ? "" : service.name(),
            windows(hall, ticket.service()),
            ticket.ahead(),
            ticket.issuedAt(),
            TAKEN.format(ticket.issuedAt().plusMillis(hall.skewMs()).atZone(plan.zone())),
            links.of(entry.day(), ticket.number()),
            marks(ticket),
            waits.of(ticket.number()),
            waysTo(windowsOf(hall, ticket.service()))));
  }

  /** Why somebody is called earlier is nobody else's affair, but for the green channel itself. */
  private static List<String> marks(Ticket ticket) {
    var marks = new ArrayList<String>();
    ClassCode priority = ticket.standing().priority();
    if (priority != null)
      marks.add(priority.code().equals("GREEN") ? "绿色通道 Green channel" : "优先 Priority");
    if (ticket.standing().booked()) marks.add("网上预约 Booked");
    return marks;
  }

  /** A line for each way, with the windows that it leads to: {@code 1、2号窗口：一楼东侧}. */
  private List<String> waysTo(List<WindowId> windows) {
    var byWay = new LinkedHashMap<String, List<String>>();
    for (WindowId window : windows) {
      String way = ways.get(window);
      if (way != null) byWay.computeIfAbsent(way, w -> new ArrayList<>()).add(window.toString());
    }
    var lines = new ArrayList<String>();
    byWay.forEach((way, those) -> lines.add(String.join("、", those) + "号窗口：" + way));
    return lines.size() > WAYS_MAX ? List.of() : lines;
  }

  /** The windows that serve a service, such as {@code 1、2、5}. */
  private static String windows(Hall hall, ServiceCode service) {
    return String.join("、", windowsOf(hall, service).stream().map(WindowId::toString).toList());
  }

  private static List<WindowId> windowsOf(Hall hall, ServiceCode service) {
    return hall.plan().windows().keySet().stream()
        .filter(window -> hall.plan().servicesAt(hall.window(window)).contains(service))
        .toList();
  }
}
