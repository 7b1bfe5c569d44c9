package org.xuhao.hall;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.OutcomeBy;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;

/** Events in the words of a day's script. */
final class DayWords {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** Tickets with more than one matter, whose matters are told one by one. */
  private final Set<TicketNumber> several = new HashSet<>();

  private String wanted = "";

  /** Why the latest one was called. */
  private @Nullable Words reason;

  /** Whether ratings are told: most days are about something else. */
  private final boolean ratings;

  DayWords(boolean ratings) {
    this.ratings = ratings;
  }

  /** The words behind a command: pairs, and words that stand for themselves. */
  record Options(List<String> words) {
    Options(String[] all, int from) {
      this(List.of(all).subList(Math.min(from, all.length), all.length));
    }

    Optional<String> value(String name) {
      int at = words.indexOf(name);
      return at < 0 || at + 1 == words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    List<String> list(String name) {
      return value(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
    }

    boolean has(String name) {
      return words.contains(name);
    }

    /** The first word, where it is no name of a pair. */
    Optional<String> first() {
      var names = Set.of("booked", "resume", "case", "visitor", "mode", "any", "again");
      return words.isEmpty() || names.contains(words.getFirst())
          ? Optional.empty()
          : Optional.of(words.getFirst());
    }
  }

  void forget() {
    wanted = "";
  }

  /** A ticket is asked to be kept for this window. */
  void wants(String window) {
    wanted = window;
  }

  /** What was asked for and not done. */
  String afterwards(Hall hall) {
    if (wanted.isEmpty()) return "";
    boolean open = hall.window(new WindowId(Integer.parseInt(wanted))).open();
    return "origin window %s %s, nothing kept".formatted(wanted, open ? "open" : "closed");
  }

  private String issued(Event.TicketIssued e) {
    if (e.matter() != null && !e.matter().next().isEmpty()) several.add(e.ticket());
    String from = e.callableFrom() == null ? "" : ", callable from " + time(e.callableFrom());
    return e.ticket() + " issued" + ofClass(e.standing()) + from;
  }

  /** What screens and people ask of the hall. */
  String answer(String[] words, Hall hall) {
    return DayQuestions.answer(words, hall, reason);
  }

  private String called(Event.TicketCalled e, Hall hall) {
    reason = e.reason();
    String past = e.passed() == null ? "" : " past " + e.passed();
    String said = "%s to window %s: %s".formatted(e.ticket(), e.window(), e.why()) + past;
    Ticket kept = e.heldBack() == null ? null : hall.ticket(e.heldBack()).orElseThrow();
    if (kept == null || kept.until() == null) return said;
    return "%s; %s kept for window %s until %s"
        .formatted(said, kept.number(), kept.window(), time(kept.until()));
  }

  private static String time(Instant at) {
    return TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  private static String ticketAt(Hall hall, WindowId window) {
    return Optional.ofNullable(hall.window(window).visit()).orElseThrow().ticket().toString();
  }

  /** What happened, for a hall manager; {@code hall} is as it was before. */
  String text(Event event, Hall hall) {
    return switch (event) {
      case Event.TicketIssued e -> issued(e);
      case Event.PriorityGranted e -> e.ticket() + " is" + ofClass(e.standing());
      case Event.TicketRedirected e -> "%s waits for %s".formatted(e.ticket(), e.service());
      case Event.TicketExpedited e ->
          "%s expedited by %s: %s".formatted(e.ticket(), e.who(), e.reason());
      case Event.TicketCalled e -> called(e, hall);
      case Event.TicketCalledBack e -> {
        reason = e.reason();
        yield "%s to window %s: CALLED_BACK".formatted(e.ticket(), e.window());
      }
      case Event.TicketRecalled e ->
          "%s to window %s, call %d".formatted(e.ticket(), e.window(), e.call());
      case Event.VisitStarted e -> e.ticket() + " started";
      case Event.TicketFinished e -> e.ticket() + " ended";
      case Event.TicketNoShow e ->
          "%s no-show %d at window %s".formatted(e.ticket(), e.times(), e.window());
      case Event.TicketDelayed e ->
          "%s back after %d calls of %s"
              .formatted(e.ticket(), e.backAtCall() - e.calls(), e.service());
      case Event.TicketAway e -> e.ticket() + " away";
      case Event.TicketReturned e ->
          e.toWindow() == null
              ? e.ticket() + " back at its place"
              : "%s back to window %s".formatted(e.ticket(), e.toWindow());
      case Event.OriginReleased e -> "%s released: %s".formatted(e.ticket(), e.why());
      case Event.TicketHeld e -> "%s held at window %s".formatted(e.ticket(), e.window());
      case Event.TicketTransferred e ->
          e.toWindow() == null
              ? "%s waits for %s".formatted(e.ticket(), e.service())
              : "%s kept for window %s".formatted(e.ticket(), e.toWindow());
      case Event.TicketAbandoned e -> "%s abandoned %s".formatted(e.ticket(), e.why());
      default -> matterText(event, hall);
    };
  }

  private String matterText(Event event, Hall hall) {
    return switch (event) {
      case Event.ItemsJoined e ->
          "%s is also for %s"
              .formatted(
                  e.ticket(),
                  e.items().stream().map(ServiceCode::code).collect(Collectors.joining(", ")));
      case Event.TicketCallable e -> e.ticket() + " callable";
      case Event.OriginHeld e -> {
        wanted = "";
        yield "kept for window %s (%s) until %s"
            .formatted(e.window(), e.basis().name().toLowerCase(Locale.ROOT), time(e.until()));
      }
      case Event.ItemFinished e ->
          several.contains(e.ticket())
              ? "%s item %s %s%s for %s"
                  .formatted(
                      e.ticket(),
                      e.service(),
                      e.outcome(),
                      e.outcomeBy() == OutcomeBy.DEFAULT ? " by default" : "",
                      e.department())
              : "";
      case Event.ItemStarted e ->
          "%s goes on with item %s at window %s".formatted(e.ticket(), e.service(), e.window());
      case Event.TicketRequeued e ->
          "%s ended here; %s waits for %s at its place"
              .formatted(e.ticket(), e.ticket(), e.service());
      default -> windowText(event, hall);
    };
  }

  private String windowText(Event event, Hall hall) {
    return switch (event) {
      case Event.WindowOpened e -> "window %s open".formatted(e.window());
      case Event.WindowClosing e ->
          "window %s closing after %s".formatted(e.window(), ticketAt(hall, e.window()));
      case Event.WindowClosed e -> "window %s closed".formatted(e.window());
      case Event.WindowPaused e ->
          "window %s pauses%s%s"
              .formatted(
                  e.window(),
                  e.afterVisit() ? " after the visit" : "",
                  e.reason().isEmpty() ? "" : ": " + e.reason());
      case Event.WindowReopened e -> "window %s reopened".formatted(e.window());
      case Event.ClerkSignedIn e -> "%s in at window %s".formatted(e.clerk(), e.window());
      case Event.ClerkSignedOut e -> "%s out at window %s".formatted(e.clerk(), e.window());
      case Event.ClockStepped e -> "clock stepped";
      case Event.WindowServicesChanged e ->
          "window %s serves %s%s"
              .formatted(
                  e.window(),
                  e.services().isEmpty() ? "as planned" : e.services(),
                  e.tide() == null ? "" : ", for many wait for " + e.tide());
      case Event.OfDay e -> dayText(e);
      case CaseEvent e when e.file().id().startsWith("old-") -> "";
      case CaseEvent e -> caseText(e);
      case BookingEvent e when e.booking().id().startsWith("old-") -> "";
      case BookingEvent e -> bookingText(e);
      case Event.OfPrint e -> printText(e);
      case Event.OfRating e when ratings -> ratingText(e);
      default -> "";
    };
  }

  private static String dayText(Event.OfDay event) {
    return switch (event) {
      case Event.DayOpened e -> "";
      case Event.DayCleared e -> "";
      case Event.LunchBegan e -> "lunch, %d waiting".formatted(e.waiting());
      case Event.LunchEnded e -> "lunch over";
      case Event.DayClosing e -> "day closing, %d waiting".formatted(e.waiting());
      case Event.DayClosed e ->
          e.issued() == 0
              ? "day closed"
              : "day closed: %d issued, %d done, %d gone".formatted(e.issued(), e.done(), e.gone());
      case Event.TakingAllowed e -> e.service() + " taken again";
      case Event.TakingStopped e ->
          switch (e.why()) {
            case QUOTA -> "quota of " + e.service() + " used up";
            case MANAGER -> e.service() + " stopped";
            case CUT_OFF -> "";
          };
    };
  }

  private static String printText(Event.OfPrint event) {
    return switch (event) {
      case Event.PrintAsked e ->
          e.copy() == 1 ? "" : "%s printed again, copy %d".formatted(e.ticket(), e.copy());
      case Event.PrintConfirmed e -> "%s is on paper".formatted(e.ticket());
      case Event.PrintFailed e ->
          "%s is not on paper%s".formatted(e.ticket(), e.fault().isEmpty() ? "" : ": " + e.fault());
      case Event.PrintUnknown e -> "nobody knows of the paper of %s".formatted(e.ticket());
    };
  }

  private static String ratingText(Event.OfRating event) {
    return switch (event) {
      case Event.RatingOpened e -> "visit %s may be rated".formatted(e.visit());
      case Event.RatingGiven e ->
          "visit %s rated %d%s%s"
              .formatted(
                  e.visit(),
                  e.level(),
                  e.reasons().isEmpty() ? "" : " for " + e.reasons(),
                  e.reasonsPending() ? ", reasons to follow" : "");
      case Event.RatingLapsed e -> "visit %s by phone only".formatted(e.visit());
      case Event.RatingClosed e -> "visit %s unrated".formatted(e.visit());
    };
  }

  private static String bookingText(BookingEvent event) {
    return switch (event) {
      case BookingEvent.AppointmentBooked e when e.booking().isReserved() ->
          "%s kept until %s".formatted(e.booking(), e.ends());
      case BookingEvent.AppointmentBooked e -> "%s booked for %s".formatted(e.booking(), e.slot());
      case BookingEvent.StageReached e -> "%s %s".formatted(e.booking(), e.stage());
      case BookingEvent.AppointmentCancelled e -> "%s cancelled".formatted(e.booking());
      case BookingEvent.AppointmentCheckedIn e -> "%s is here".formatted(e.booking());
      case BookingEvent.AppointmentMissed e ->
          "%s missed%s"
              .formatted(
                  e.booking(), e.barredUntil() == null ? "" : ", barred until " + e.barredUntil());
      case BookingEvent.ReservationAsked e -> "%s asked of %s".formatted(e.booking(), e.hall());
      case BookingEvent.ReservationSettled e -> "%s %s".formatted(e.booking(), e.outcome());
      case BookingEvent.ReservationBarred e -> "%s must not come".formatted(e.booking());
    };
  }

  private static String caseText(CaseEvent event) {
    return switch (event) {
      case CaseEvent.CaseOpened e -> "case %s opened".formatted(e.file());
      case CaseEvent.CaseResumed e -> "case %s resumed".formatted(e.file());
      case CaseEvent.NoticeGiven e -> "case %s awaits %s".formatted(e.file(), e.missing());
      case CaseEvent.MaterialsChecked e -> "case %s has %s".formatted(e.file(), e.materials());
      case CaseEvent.CaseTolerated e ->
          "case %s tolerated, %s due before %s".formatted(e.file(), e.missing(), e.due());
      case CaseEvent.CaseOverdue e -> "case %s overdue".formatted(e.file());
      case CaseEvent.CaseCompleted e -> "case %s completed".formatted(e.file());
      case CaseEvent.CaseExpired e -> "case %s expired".formatted(e.file());
      case CaseEvent.CaseMerged e -> "case %s merged into %s".formatted(e.file(), e.into());
      case CaseEvent.ConflictSeen e -> "case %s seen by %s".formatted(e.file(), e.who());
      case CaseEvent.CaseHeard e -> "case %s heard: %s".formatted(e.file(), e.now().state());
    };
  }

  private static String ofClass(@Nullable Standing standing) {
    return standing == null || standing.priority() == null ? "" : " " + standing.priority();
  }
}
