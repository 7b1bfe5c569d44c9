package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.Basis;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Notice;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.Visit;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;

/** The rules of cases. Source: rules of the hall, section 1, Case. */
final class CaseRules {
  /** Digits and letters that nobody takes for one another. Source: Crockford's Base32. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** 40 bits: short enough to be typed, too many to be guessed at a dispenser. */
  private static final int CODE_LETTERS = 8;

  /** 2^64 divided by the golden ratio: neighbours lie far apart. Source: SplitMix64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final Draft d;

  CaseRules(Draft draft) {
    d = draft;
  }

  /** Why a visit cannot end with this outcome and notice. */
  Optional<Refusal> cannotEnd(Outcome outcome, @Nullable Notice notice) {
    boolean waits = outcome == Outcome.AWAITING_MATERIALS || outcome == Outcome.ACCEPTED_TOLERANT;
    if (!waits) return Optional.empty();
    if (notice == null || notice.missing().isEmpty()) return Optional.of(Refusal.NOTICE_EMPTY);
    if (outcome == Outcome.AWAITING_MATERIALS) return Optional.empty();
    boolean past = notice.due() != null && !endOf(notice.due()).isAfter(d.wall());
    return past ? Optional.of(Refusal.DUE_MISSING) : Optional.empty();
  }

  /** Why a ticket cannot go on with this case. */
  Optional<Refusal> cannotResume(CaseId id, ServiceCode service) {
    CaseFile file = d.cases.file(id).orElse(null);
    if (file == null) return Optional.of(Refusal.NO_SUCH_CASE);
    Optional<Refusal> refused = file.cannotGoOn(d.tickets.values());
    if (refused.isPresent()) return refused;
    return file.service().equals(service) ? Optional.empty() : Optional.of(Refusal.CASES_DIFFER);
  }

  /** Keeps a ticket for whoever knows its case: the window, else the clerk where that one sits. */
  void keepForOrigin(TicketNumber number) {
    Ticket ticket = d.ticket(number);
    CaseFile file = caseOf(ticket).orElse(null);
    if (file == null || ticket.matter().offer() != Matter.Offer.RESUME) return;
    Instant until = d.at.plus(d.plan.rules().cases().hold());
    if (file.elsewhere() == null && serves(file.window(), ticket.service())) {
      d.emit(new Event.OriginHeld(number, file.window(), Basis.WINDOW, until));
      return;
    }
    WindowId clerks = windowOf(file.clerk(), ticket.service());
    if (clerks != null) d.emit(new Event.OriginHeld(number, clerks, Basis.CLERK, until));
  }

  /**
   * Where the clerk who knows the case of {@code ticket} sits now; null: nowhere that serves it.
   */
  @Nullable WindowId clerkOf(Ticket ticket) {
    return caseOf(ticket).map(file -> windowOf(file.clerk(), ticket.service())).orElse(null);
  }

  private @Nullable WindowId windowOf(@Nullable ClerkId clerk, ServiceCode service) {
    for (Window window : d.windows.values())
      if (clerk != null && clerk.equals(window.clerk()) && serves(window.id(), service))
        return window.id();
    return null;
  }

  private boolean serves(WindowId id, ServiceCode service) {
    Window window = d.window(id);
    return window.open() && !window.closing() && d.able(id, window.clerk()).contains(service);
  }

  /** The case that the present matter of a ticket goes on with. */
  private Optional<CaseFile> caseOf(Ticket ticket) {
    CaseId id = ticket.matter().file();
    if (id == null) return Optional.empty();
    return d.cases.file(id).filter(file -> file.service().equals(ticket.service()));
  }

  /** A ticket was called: its case is worked on here. */
  void resume(TicketNumber number, VisitId visit, WindowId window) {
    CaseFile file = caseOf(d.ticket(number)).orElse(null);
    if (file == null || file.state().isOver()) return;
    d.emit(new CaseEvent.CaseResumed(file.id(), visit, window, d.window(window).clerk()));
  }

  /** What a matter's outcome means for its case. */
  void afterItem(WindowId window, Visit visit, Outcome outcome, @Nullable Notice notice) {
    Ticket ticket = d.ticket(visit.ticket());
    CaseFile file = caseOf(ticket).filter(CaseFile::isAtWork).orElse(null);
    switch (outcome) {
      case AWAITING_MATERIALS -> giveNotice(idOf(file, window, visit), visit, given(notice));
      case ACCEPTED_TOLERANT -> tolerate(idOf(file, window, visit), given(notice));
      case ACCEPTED -> idOf(file, window, visit);
      case COMPLETED, DECLINED -> {
        if (file != null) d.emit(new CaseEvent.CaseCompleted(file.id(), outcome));
      }
      case CONSULTED, WRONG_WINDOW -> {}
    }
  }

  private static Notice given(@Nullable Notice notice) {
    if (notice == null)
      throw new IllegalStateException("this outcome was refused without a notice");
    return notice;
  }

  /** The case of a matter; a new one where there was none. */
  private CaseId idOf(@Nullable CaseFile file, WindowId window, Visit visit) {
    if (file != null) return file.id();
    Ticket ticket = d.ticket(visit.ticket());
    CaseId id = CaseId.of(d.plan.hall(), d.cases.count() + 1);
    d.emit(
        new CaseEvent.CaseOpened(
            id,
            ticket.service(),
            ticket.matter().visitor(),
            visit.id(),
            window,
            d.window(window).clerk(),
            d.wall().plus(d.plan.rules().cases().expiry())));
    return id;
  }

  private void giveNotice(CaseId id, Visit visit, Notice notice) {
    String code = code(id, visit.id(), d.at);
    d.emit(
        new CaseEvent.NoticeGiven(
            id, visit.id(), notice.missing(), notice.checked(), code, notice.commitment()));
  }

  private void tolerate(CaseId id, Notice notice) {
    if (!notice.checked().isEmpty()) d.emit(new CaseEvent.MaterialsChecked(id, notice.checked()));
    LocalDate day = notice.due();
    int usual = d.plan.rules().cases().tolerantWorkingDays();
    if (day == null)
      day = Day.workingDaysAfter(d.plan, d.wall(), usual).atZone(d.plan.zone()).toLocalDate();
    d.emit(new CaseEvent.CaseTolerated(id, notice.missing(), endOf(day), notice.commitment()));
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atTime(LocalTime.MIDNIGHT).atZone(d.plan.zone()).toInstant();
  }

  /** Materials of a resumed or tolerated case were there. */
  Optional<Refusal> check(Command.CheckMaterials c) {
    CaseFile file = d.cases.file(c.file()).orElse(null);
    if (file == null) return Optional.of(Refusal.NO_SUCH_CASE);
    if (file.state().isOver()) return Optional.of(Refusal.CASE_OVER);
    if (c.materials().isEmpty()) return Optional.of(Refusal.NOTICE_EMPTY);
    if (file.state() != CaseFile.State.TOLERATED && file.state() != CaseFile.State.RESUMED)
      return Optional.of(Refusal.CASE_NOT_RESUMED);
    checked(c.file(), c.materials());
    return Optional.empty();
  }

  /** The back office is done. */
  Optional<Refusal> complete(CaseId id) {
    CaseFile file = d.cases.file(id).orElse(null);
    if (file == null) return Optional.of(Refusal.NO_SUCH_CASE);
    return switch (file.state()) {
      case OPEN, TOLERATED -> {
        d.emit(new CaseEvent.CaseCompleted(id, null));
        yield Optional.empty();
      }
      case RESUMED -> Optional.of(Refusal.CASE_ELSEWHERE);
      case AWAITING -> Optional.of(Refusal.CASE_NOT_RESUMED);
      case COMPLETED, EXPIRED, MERGED -> Optional.of(Refusal.CASE_OVER);
    };
  }

  Optional<Refusal> merge(Command.MergeCases c) {
    CaseFile one = d.cases.file(c.file()).orElse(null);
    CaseFile other = d.cases.file(c.other()).orElse(null);
    if (one == null || other == null) return Optional.of(Refusal.NO_SUCH_CASE);
    if (one.state().isOver() || other.state().isOver()) return Optional.of(Refusal.CASE_OVER);
    if (isAtWork(one) || isAtWork(other)) return Optional.of(Refusal.CASE_ELSEWHERE);
    boolean same =
        !one.id().equals(other.id())
            && one.service().equals(other.service())
            && one.visitor() != null
            && one.visitor().equals(other.visitor());
    if (!same) return Optional.of(Refusal.CASES_DIFFER);
    if (one.isOlderThan(other)) merge(other, one.id());
    else merge(one, other.id());
    return Optional.empty();
  }

  /** What was checked is said of the older too: other halls know each case by its own events. */
  private void merge(CaseFile younger, CaseId into) {
    d.emit(new CaseEvent.CaseMerged(younger.id(), into));
    if (!younger.checked().isEmpty()) checked(into, younger.checked());
  }

  private void checked(CaseId id, List<String> materials) {
    d.emit(new CaseEvent.MaterialsChecked(id, materials));
    completeIfAllIsThere(id);
  }

  private void completeIfAllIsThere(CaseId id) {
    CaseFile file = d.cases.file(id).orElseThrow();
    if (file.state() == CaseFile.State.TOLERATED && file.missing().isEmpty())
      d.emit(new CaseEvent.CaseCompleted(id, null));
  }

  /** Somebody takes note of two halls' work on one case. */
  Optional<Refusal> see(CaseId id, By by) {
    CaseFile file = d.cases.file(id).orElse(null);
    if (file == null) return Optional.of(Refusal.NO_SUCH_CASE);
    if (!file.parallel()) return Optional.of(Refusal.CASE_CHANGED);
    d.emit(new CaseEvent.ConflictSeen(id, by.who()));
    return Optional.empty();
  }

  /** News of a case from the district, unless it changed here since they were weighed. */
  Optional<Refusal> hear(Command.HearCase c) {
    CaseId id = c.now().id();
    CaseFile before = d.cases.file(id).orElse(null);
    if ((before == null ? 0 : before.steps()) != c.steps())
      return Optional.of(Refusal.CASE_CHANGED);
    d.emit(new CaseEvent.CaseHeard(id, c.now(), c.heads()));
    // The rest was brought to other halls; what nobody knows any more is not there for that.
    boolean waited = before != null && !before.missing().isEmpty();
    if (waited && c.now().elsewhere() == null) completeIfAllIsThere(id);
    return Optional.empty();
  }

  private boolean isAtWork(CaseFile file) {
    return file.state() == CaseFile.State.RESUMED || file.isHeldBy(d.tickets.values());
  }

  /** Told apart by case and visit; the time keeps it from being guessed from outside. */
  private static String code(CaseId id, VisitId visit, Instant at) {
    long bits = mix(id.hashCode() * GOLDEN + visit.number());
    bits = mix(bits + at.getEpochSecond() * GOLDEN + at.getNano());
    var code = new StringBuilder();
    for (int i = 0; i < CODE_LETTERS; i++) {
      code.append(LETTERS.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return code.toString();
  }

  /** Spreads every bit over all. Source: the finalizer of SplitMix64. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
