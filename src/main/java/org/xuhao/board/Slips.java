package org.xuhao.board;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xuhao.board.Statement.Slip;
import org.xuhao.hall.Entry;
import org.xuhao.hall.Event;
import org.xuhao.hall.Hall;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Ticket;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;

/** What is to be printed of what happened. */
public final class Slips {
  private static final DateTimeFormatter TAKEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final String hallName;
  private final Links links;

  /** Where a ticket's progress page is. Bound by the application, which knows the address. */
  public interface Links {
    String of(LocalDate day, TicketNumber ticket);
  }

  public Slips(String hallName, Links links) {
    this.hallName = hallName;
    this.links = links;
  }

  /** One statement for each print that {@code entry} asks for. */
  public List<Statement> of(Hall hall, Entry entry) {
    var prints = new ArrayList<Statement>();
    for (Event event : entry.events())
      if (event instanceof Event.PrintAsked asked)
        hall.ticket(asked.ticket())
            .ifPresent(ticket -> prints.add(print(hall, entry, ticket, asked.copy())));
    return prints;
  }

  private Statement print(Hall hall, Entry entry, Ticket ticket, int copy) {
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
            links.of(entry.day(), ticket.number())));
  }

  /** The windows that serve a service, such as {@code 1、2、5}. */
  private static String windows(Hall hall, ServiceCode service) {
    var numbers = new ArrayList<String>();
    for (WindowId window : hall.plan().windows().keySet())
      if (hall.plan().servicesAt(hall.window(window)).contains(service))
        numbers.add(window.toString());
    return String.join("、", numbers);
  }
}
