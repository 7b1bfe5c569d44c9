package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TalkStage;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** What someone, a device or the clock asks of the hall. It may be refused. */
public sealed interface Command {

  /** Asked for one window, so that a double press within 800 ms counts once. */
  sealed interface AtWindow extends Command {

    /** Stands in the words of every command at a window, and of no other. */
    String MARK = "[window=";

    WindowId window();
  }

  /** Has somebody shown and spoken for a window when it is accepted. */
  sealed interface Calling extends AtWindow {

    /** Whether {@code command}, the text of a command, is of this kind. */
    static boolean isText(String command) {
      for (Class<?> kind : Calling.class.getPermittedSubclasses())
        if (command.startsWith(kind.getSimpleName() + AtWindow.MARK)) return true;
      return false;
    }
  }

  /**
   * {@code priority}: the class that the visitor says to be in; null: none.
   *
   * @param matter what the visitor came for beyond {@code service}; null: nothing
   */
  record TakeTicket(ServiceCode service, @Nullable ClassCode priority, @Nullable Matter matter)
      implements Command {
    public TakeTicket(ServiceCode service, @Nullable ClassCode priority) {
      this(service, priority, null);
    }

    public TakeTicket(ServiceCode service) {
      this(service, null, null);
    }
  }

  /** Gives a waiting ticket a class that its holder did not claim. */
  record GrantPriority(TicketNumber ticket, ClassCode priority) implements Command {}

  /** The holder of a ticket that was called in vain is here again. */
  record RecheckIn(TicketNumber ticket) implements Command {}

  /** Has a waiting ticket called before all others. */
  record Expedite(TicketNumber ticket, String reason) implements Command {}

  /** A waiting ticket is for {@code service} instead: the visitor stood in the wrong queue. */
  record Redirect(TicketNumber ticket, ServiceCode service) implements Command {}

  /** One visitor's two waiting tickets become one: {@code ticket} stays, {@code other} is over. */
  record Join(TicketNumber ticket, TicketNumber other) implements Command {}

  record Reprint(TicketNumber ticket) implements Command {}

  /** What the printer said of copy {@code copy} (the first is 1). */
  record ReportPrint(TicketNumber ticket, int copy, PrintResult result, @Nullable String fault)
      implements Command {}

  enum PrintResult {
    CONFIRMED,
    FAILED
  }

  record CallNext(WindowId window) implements Calling {}

  /** Calls this waiting ticket and no other. */
  record CallTicket(WindowId window, TicketNumber ticket, String reason) implements Calling {}

  record Recall(WindowId window) implements Calling {}

  record StartVisit(WindowId window) implements AtWindow {}

  /** The talk at a remote window has come so far; to accept is to end the visit as ACCEPTED. */
  record ReachStage(WindowId window, TalkStage stage) implements AtWindow {}

  record MarkNoShow(WindowId window) implements AtWindow {}

  /**
   * The matter at a window is done.
   *
   * @param outcome null: the hall's default outcome counts, marked as such
   * @param modes service modes and assistance that it took, to be counted
   */
  record EndVisit(
      WindowId window, @Nullable Outcome outcome, @Nullable Notice notice, List<String> modes)
      implements AtWindow {
    public EndVisit {
      modes = List.copyOf(modes);
    }

    public EndVisit(WindowId window, @Nullable Outcome outcome) {
      this(window, outcome, null, List.of());
    }
  }

  /**
   * Books a slot for a visitor.
   *
   * @param slot what the clock on the wall says when it begins
   * @param visitor keyed hash of the identity number, or an outside system's name of the visitor
   */
  record BookAppointment(ServiceCode service, Instant slot, String visitor, @Nullable CaseId file)
      implements Command {

    /** For a matter of which nothing is known. */
    public BookAppointment(ServiceCode service, Instant slot, String visitor) {
      this(service, slot, visitor, null);
    }
  }

  record CancelAppointment(BookingId booking) implements Command {}

  /** Whoever booked has come; {@code priority}: the class that the visitor says to be in. */
  record CheckIn(BookingId booking, @Nullable ClassCode priority) implements Command {}

  /** About a number in one hall for a visitor who stands in another (跨厅留号). */
  sealed interface OfReservation extends Command {
    BookingId booking();
  }

  /** A visitor here wants a number in {@code hall}: noted before that hall is asked. */
  record AskReservation(BookingId booking, String hall, ServiceCode service, @Nullable CaseId file)
      implements OfReservation {}

  /** What came of it; see {@link BookingEvent.ReservationSettled}. */
  record SettleReservation(
      BookingId booking,
      BookingEvent.Settled outcome,
      @Nullable String refusal,
      @Nullable Instant until)
      implements OfReservation {}

  /**
   * Keeps a number for a visitor who is on the way here; it is given out at the check-in.
   *
   * @param visitor keyed hash of the identity number; null: not known
   * @param file the case that the visitor comes for
   * @param minutes usual way from the hall that asks
   */
  record Reserve(
      BookingId booking,
      ServiceCode service,
      @Nullable String visitor,
      @Nullable CaseId file,
      int minutes)
      implements OfReservation {}

  /** The hall that asked for it does not want it any more, whether it was ever kept or not. */
  record GiveBack(BookingId booking) implements OfReservation {}

  /** These materials of a case were there. */
  record CheckMaterials(CaseId file, List<String> materials) implements Command {
    public CheckMaterials {
      materials = List.copyOf(materials);
    }
  }

  /** The back office is done with a case. */
  record CompleteCase(CaseId file) implements Command {}

  /**
   * The district knows {@code now} of a case.
   *
   * @param steps of the file here that it was weighed against; 0: the case is not known here
   * @param heads names of the newest things that {@code now} rests on
   */
  record HearCase(CaseFile now, int steps, List<String> heads) implements Command {
    public HearCase {
      heads = List.copyOf(heads);
    }

    @Override
    public String toString() {
      return "HearCase[" + now.id() + " " + steps + " " + heads + "]";
    }
  }

  /** Two cases of one person and service are one; the older stays. */
  record MergeCases(CaseId file, CaseId other) implements Command {}

  /** Somebody knows now that two halls worked on a case without knowing of each other. */
  record SeeConflict(CaseId file) implements Command {}

  record Hold(WindowId window, @Nullable String reason) implements AtWindow {}

  /** Without {@code ticket} the one held first at this window. */
  record CallBack(WindowId window, @Nullable TicketNumber ticket) implements Calling {}

  /** Lets a held ticket wait again; without {@code ticket} the one held first. */
  record ReleaseHold(WindowId window, @Nullable TicketNumber ticket) implements AtWindow {}

  /**
   * To a service, to a window or to a clerk; exactly one of the three is given.
   *
   * @param comesBack once it was served there it is kept for this window again
   */
  record Transfer(
      WindowId window,
      @Nullable ServiceCode service,
      @Nullable WindowId toWindow,
      @Nullable ClerkId toClerk,
      TransferPlace place,
      boolean comesBack)
      implements AtWindow {
    public Transfer(
        WindowId window,
        @Nullable ServiceCode service,
        @Nullable WindowId toWindow,
        TransferPlace place) {
      this(window, service, toWindow, null, place, false);
    }
  }

  /** Whether a transferred ticket keeps its place or goes to the end. */
  enum TransferPlace {
    KEEP,
    END
  }

  record Abandon(TicketNumber ticket, String reason) implements Command {}

  record OpenWindow(WindowId window) implements AtWindow {}

  record CloseWindow(WindowId window, @Nullable String reason) implements AtWindow {}

  record Pause(WindowId window, @Nullable String reason) implements AtWindow {}

  record Reopen(WindowId window) implements AtWindow {}

  /**
   * What a window serves from now on, in the order of preference.
   *
   * @param services empty: what the plan says
   * @param until what the clock will say then; null: until the day's end
   */
  record SetServices(WindowId window, List<ServiceCode> services, @Nullable Instant until)
      implements AtWindow {
    public SetServices {
      services = List.copyOf(services);
    }
  }

  /**
   * A manager sends whoever sits at {@code window}, who serves nobody now, to another window that
   * is closed: this one closes and that one opens, in one go.
   */
  record MoveClerk(WindowId window, WindowId to) implements AtWindow {}

  /** No more numbers of a service today, or again. */
  record StopTaking(ServiceCode service, String reason) implements Command {}

  record AllowTaking(ServiceCode service, String reason) implements Command {}

  record SignIn(WindowId window, ClerkId clerk) implements AtWindow {}

  record SignOut(WindowId window) implements AtWindow {}

  /** {@code level} 5 (very satisfied) to 1; 2 and 1 are negative and need {@code reasons}. */
  record Rate(VisitId visit, int level, List<String> reasons, Channel channel) implements Command {
    public Rate {
      if (level < 1 || level > 5) throw new IllegalArgumentException("level " + level);
      reasons = List.copyOf(reasons);
    }
  }

  /** Where a rating was pressed. */
  enum Channel {
    PAD,
    TABLET,
    PHONE
  }

  /** What the district decided for its halls. */
  sealed interface OfDistrict extends Command {}

  /**
   * The hall decides by this edition from now on.
   *
   * @param plan the hall's plan with it; of the command's words it is no part
   */
  record TakeEdition(String kind, long number, String hash, Plan plan) implements OfDistrict {
    @Override
    public String toString() {
      return "TakeEdition[kind=" + kind + ", number=" + number + ", hash=" + hash + "]";
    }
  }

  /**
   * A clerk is to work in another hall: whoever sits here ends the visit and closes the window.
   *
   * @param from the hall that gives the clerk; this one or the other
   * @param until what the clock will say when it is over
   */
  record SendClerk(ClerkId clerk, String from, String to, Instant until) implements OfDistrict {}

  /** The clock says {@code wall}. The loop asks it before anything else whenever one is due. */
  record TimePassed(Instant wall) implements Command {}
}
