package org.xuhao.hall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What someone, a device or the clock asks of the hall. It may be refused. */
public sealed interface Command {

  /** Asked for one window, so that a double press within 800 ms counts once. */
  sealed interface AtWindow extends Command {

    /** Stands in the words of every command at a window, and of no other. */
    String MARK = "[window=";

    WindowId window();
  }

  record TakeTicket(ServiceCode service) implements Command {}

  record Reprint(TicketNumber ticket) implements Command {}

  /** What the printer said of copy {@code copy} (the first is 1). */
  record ReportPrint(TicketNumber ticket, int copy, PrintResult result, @Nullable String fault)
      implements Command {}

  enum PrintResult {
    CONFIRMED,
    FAILED
  }

  record CallNext(WindowId window) implements AtWindow {}

  record Recall(WindowId window) implements AtWindow {}

  record StartVisit(WindowId window) implements AtWindow {}

  record MarkNoShow(WindowId window) implements AtWindow {}

  /** Without {@code outcome} the hall's default outcome counts, marked as such. */
  record EndVisit(WindowId window, @Nullable Outcome outcome) implements AtWindow {}

  record Hold(WindowId window, @Nullable String reason) implements AtWindow {}

  /** Without {@code ticket} the one held first at this window. */
  record CallBack(WindowId window, @Nullable TicketNumber ticket) implements AtWindow {}

  /** To a service, or to a window; exactly one of the two is given. */
  record Transfer(
      WindowId window,
      @Nullable ServiceCode service,
      @Nullable WindowId toWindow,
      TransferPlace place)
      implements AtWindow {}

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

  /** The clock says {@code wall}. The loop asks it before anything else whenever one is due. */
  record TimePassed(Instant wall) implements Command {}
}
