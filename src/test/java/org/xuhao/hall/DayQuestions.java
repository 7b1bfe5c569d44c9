package org.xuhao.hall;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/** What screens and people ask of the hall, in the words of a day's script: {@code ask …}. */
final class DayQuestions {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private DayQuestions() {}

  /** {@code reason} is that of the latest call. */
  static String answer(String[] words, Hall hall, @Nullable Words reason) {
    String about = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "reason" -> Optional.ofNullable(reason).map(w -> w.zh() + " / " + w.en()).orElse("none");
      case "ahead" -> "%d before %s".formatted(hall.ahead(DayCommands.ticket(about)), about);
      case "waiting" -> "%d wait for %s".formatted(hall.waiting(new ServiceCode(about)), about);
      case "oldest" ->
          hall.oldestSince(new ServiceCode(about)).map(DayQuestions::said).orElse("nobody");
      case "window" -> window(hall, new WindowId(Integer.parseInt(about)));
      case "next" ->
          names(hall.next(new WindowId(Integer.parseInt(about)), Integer.parseInt(words[2])));
      case "held" -> names(hall.heldAt(new WindowId(Integer.parseInt(about))));
      case "calls" ->
          hall.latestCalls(Integer.parseInt(about)).stream()
              .map(entry -> called(entry.events()))
              .collect(Collectors.joining(" "));
      case "due" -> hall.nextDeadline().map(DayQuestions::said).orElse("nothing");
      case "taking" ->
          hall.takingRefused(new ServiceCode(about), hall.at())
              .map(HallScript::camel)
              .orElse("given out");
      case "ticket" -> ticket(hall.ticket(DayCommands.ticket(about)).orElseThrow());
      case "case" -> caseFile(hall.cases().named(about));
      case "cases" -> cases(hall, about);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static String window(Hall hall, WindowId id) {
    String rating =
        hall.ratingOpenAt(id).map(visit -> ", visit %s may be rated".formatted(visit)).orElse("");
    return "%s, %d to call%s".formatted(hall.window(id).state(), hall.waitingFor(id), rating);
  }

  private static String ticket(Ticket ticket) {
    var modes = ticket.matter().modes();
    return "%s, %d before it when taken, paper %s%s%s"
        .formatted(
            ticket.state(),
            ticket.ahead(),
            ticket.print().state(),
            ticket.print().copy() > 1 ? " copy " + ticket.print().copy() : "",
            modes.isEmpty() ? "" : ", " + modes);
  }

  private static String caseFile(Optional<CaseFile> found) {
    if (found.isEmpty()) return "no such case";
    CaseFile file = found.get();
    return "%s %s, visits %d, missing %s, has %s%s"
        .formatted(
            file.id(),
            file.state(),
            file.visits(),
            file.missing(),
            file.checked(),
            file.overdue() ? ", overdue" : "");
  }

  private static String cases(Hall hall, String visitor) {
    List<CaseId> ids = hall.cases().ofVisitor(visitor).stream().map(CaseFile::id).toList();
    return ids.isEmpty() ? "none" : ids.toString();
  }

  private static String called(List<Event> events) {
    for (Event event : events)
      if (event instanceof Event.TicketCalled e) return "%s@%s".formatted(e.ticket(), e.window());
      else if (event instanceof Event.TicketRecalled e) return e.ticket() + " again";
      else if (event instanceof Event.TicketCalledBack e) return e.ticket() + " back";
    return "nobody";
  }

  private static String names(List<TicketNumber> tickets) {
    return tickets.isEmpty()
        ? "nobody"
        : tickets.stream().map(TicketNumber::toString).collect(Collectors.joining(" "));
  }

  private static String said(Instant at) {
    return TIME.format(at.atOffset(ZoneOffset.UTC));
  }
}
