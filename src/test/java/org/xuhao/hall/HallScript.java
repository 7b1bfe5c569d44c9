package org.xuhao.hall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/**
 * A day in words: lines of {@code time command | what happens}, which a hall manager can read and
 * correct. Windows start open, but those that need a clerk.
 */
final class HallScript {
  private LocalDate date = LocalDate.parse("2026-03-02");
  private final DayWords words;
  private final Plan plan;
  private Hall hall;
  private long seq = 1;

  /** What the clock on the wall is ahead of the hall's time. */
  private Duration wallAhead = Duration.ZERO;

  /** {@code ratings}: whether they are told. */
  HallScript(Plan plan, boolean ratings) {
    this.plan = plan;
    words = new DayWords(ratings);
    hall = Hall.empty(plan);
    step(By.CLOCK, new Command.TimePassed(at("04:00:00")), at("04:00:00"));
    for (Plan.WindowPlan window : plan.windows().values())
      if (!window.signIn())
        step(DayCommands.clerk(window.id()), new Command.OpenWindow(window.id()), at("04:00:01"));
  }

  void check(String script) {
    for (String line : script.lines().toList()) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("let ")) continue;
      if (line.startsWith("day ")) {
        date = LocalDate.parse(line.substring(4));
        continue;
      }
      String wanted = line.substring(line.indexOf('|') + 1).strip();
      Instant at = at(line.substring(0, 8));
      assertEquals(wanted, play(line.substring(9, line.indexOf('|') - 1), at), line);
    }
  }

  /** {@code as manager call 1}: another than usually gives this command. */
  private String play(String text, Instant at) {
    var said = new ArrayList<String>();
    words.forget();
    if (text.startsWith("clock ")) wallAhead = wallAhead.plusSeconds(seconds(text.substring(6)));
    said.add(step(By.CLOCK, new Command.TimePassed(at.plus(wallAhead)), at));
    if (text.startsWith("ask ")) return words.answer(text.substring(4).split(" ", -1), hall);
    String[] all = text.split(" ", -1);
    boolean named = all[0].equals("as");
    String[] what = named ? Arrays.copyOfRange(all, 2, all.length) : all;
    if (!List.of("tick", "clock").contains(what[0]))
      for (Command command : commands(what))
        said.add(step(named ? as(all[1]) : DayCommands.by(command), command, at));
    said.add(words.afterwards(hall));
    return said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private static long seconds(String text) {
    return Long.parseLong(text.replace("+", ""));
  }

  private static By as(String role) {
    return new By(By.Role.valueOf(role.toUpperCase(Locale.ROOT)), role, "hall");
  }

  private List<Command> commands(String[] words) {
    return words[0].equals("take") ? List.of(take(words)) : new DayCommands(this::at).of(words);
  }

  /** {@code take A+B elderly visitor v1 case test-000001 resume any mode EXTENDED}. */
  private Command take(String[] words) {
    List<ServiceCode> items = Stream.of(words[1].split("\\+", -1)).map(ServiceCode::new).toList();
    var how = new DayWords.Options(words, 2);
    CaseId file = how.value("case").map(CaseId::new).orElse(null);
    String origin = how.value("resume").orElse("");
    if (!origin.isEmpty()) file = knownAt(items.getFirst(), origin, how.value("clerk"));
    boolean resumes = !origin.isEmpty() || how.has("again");
    // A booking made before the day began, whose holder comes now.
    Optional<String> slot = how.value("booked");
    if (slot.isPresent())
      return new Command.CheckIn(bookedFor(items.getFirst(), at(slot.get() + ":00")), null);
    var matter =
        new Matter(
            items.subList(1, items.size()),
            how.has("any") ? Matter.Order.BY_AVAILABILITY : Matter.Order.IN_ORDER,
            file,
            file == null ? null : resumes ? Matter.Offer.RESUME : Matter.Offer.MATCHED,
            how.value("visitor").orElse(null),
            how.value("mode").map(List::of).orElse(List.of()));
    ClassCode priority = how.first().map(DayCommands::ofClass).orElse(null);
    if (!origin.isEmpty()) this.words.wants(origin);
    return new Command.TakeTicket(items.getFirst(), priority, matter);
  }

  /** A case that this window, and this clerk, took up before the day began. */
  private CaseId knownAt(ServiceCode service, String window, Optional<String> clerk) {
    CaseId id = CaseId.of("old", hall.cases().count() + 1);
    var opened =
        new CaseEvent.CaseOpened(
            id,
            service,
            null,
            new VisitId(1),
            new WindowId(Integer.parseInt(window)),
            clerk.map(ClerkId::new).orElse(null),
            Instant.MAX);
    var ask = new Ask("old-" + id, By.CLOCK, new Command.TimePassed(hall.at()));
    hall = hall.apply(hall.entry(ask, hall.at(), List.of(opened), "0000000000000001", seq++));
    return id;
  }

  private BookingId bookedFor(ServiceCode service, Instant slot) {
    BookingId id = BookingId.of("old", hall.bookings().count() + 1);
    var booked =
        new BookingEvent.AppointmentBooked(
            id, service, "v", slot, slot.plus(Duration.ofMinutes(30)));
    var ask = new Ask("old-" + id, By.CLOCK, new Command.TimePassed(hall.at()));
    hall = hall.apply(hall.entry(ask, hall.at(), List.of(booked), "0000000000000001", seq++));
    return id;
  }

  private String step(By by, Command command, Instant at) {
    var ask = new Ask(seq + "", by, command);
    return switch (hall.decide(ask, at)) {
      case Decision.Refused(var why) -> "refused: " + camel(why);
      case Decision.Repeated(var first) -> "again " + text(first.events());
      case Decision.Accepted(var events) -> {
        if (!events.isEmpty()) {
          hall = hall.apply(hall.entry(ask, at, events, "0000000000000001", seq));
          seq += events.size();
        }
        yield text(events);
      }
    };
  }

  static String camel(Refusal why) {
    var camel = new StringBuilder();
    for (String part : why.name().split("_", -1))
      camel.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    return camel.toString();
  }

  private String text(List<Event> events) {
    var said = new ArrayList<String>();
    for (Event event : events) said.add(words.text(event, hall));
    boolean cleared = events.stream().anyMatch(Event.DayCleared.class::isInstance);
    if (cleared) said.add(afterClearing(events));
    return said.stream().filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  private String afterClearing(List<Event> events) {
    if (events.stream().anyMatch(Event.DayClosed.class::isInstance)) return "";
    for (WindowId window : plan.windows().keySet())
      if (hall.window(window).visit() != null) return "day closes after window " + window;
    return "";
  }

  private Instant at(String time) {
    return date.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }
}
