package org.xuhao.hall;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
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

/**
 * The commands of a day's script out of its words, and who gives them where the script does not
 * say.
 *
 * @param time an instant of the day's date out of its time
 */
record DayCommands(Function<String, Instant> time) {
  private static final By MANAGER = new By(By.Role.MANAGER, "m1", "office");
  private static final By LICUN = new By(By.Role.LINK, "licun", "district");
  private static final By DESK = new By(By.Role.DESK, "d7", "service desk");

  /** All that do not need to know the hall. */
  List<Command> of(String[] words) {
    boolean atWindow = words.length > 1 && Character.isDigit(words[1].charAt(0));
    var window = atWindow ? new WindowId(Integer.parseInt(words[1])) : null;
    return switch (words[0]) {
      case "grant" -> List.of(new Command.GrantPriority(ticket(words[1]), ofClass(words[2])));
      case "redirect" -> List.of(new Command.Redirect(ticket(words[1]), new ServiceCode(words[2])));
      case "join" -> List.of(new Command.Join(ticket(words[1]), ticket(words[2])));
      case "expedite" -> List.of(new Command.Expedite(ticket(words[1]), written(words, 2)));
      case "name" ->
          List.of(new Command.CallTicket(given(window), ticket(words[2]), written(words, 3)));
      case "call" -> List.of(new Command.CallNext(given(window)));
      case "recall" -> List.of(new Command.Recall(given(window)));
      case "start" -> List.of(new Command.StartVisit(given(window)));
      case "stage" -> List.of(new Command.ReachStage(given(window), TalkStage.valueOf(words[2])));
      case "no-show" -> List.of(new Command.MarkNoShow(given(window)));
      case "hold" -> List.of(new Command.Hold(given(window), null));
      case "call-back" -> List.of(new Command.CallBack(given(window), ticketAt(words, 2)));
      case "end" -> List.of(end(given(window), words));
      case "next" ->
          List.of(new Command.EndVisit(given(window), null), new Command.CallNext(given(window)));
      case "open" -> List.of(new Command.OpenWindow(given(window)));
      case "close" -> List.of(new Command.CloseWindow(given(window), null));
      case "pause" -> List.of(new Command.Pause(given(window), words.length > 2 ? words[2] : null));
      case "reopen" -> List.of(new Command.Reopen(given(window)));
      case "sign-in" -> List.of(new Command.SignIn(given(window), new ClerkId(words[2])));
      case "sign-out" -> List.of(new Command.SignOut(given(window)));
      case "release" -> List.of(new Command.ReleaseHold(given(window), ticketAt(words, 2)));
      case "serve" -> List.of(serve(given(window), words));
      case "move" ->
          List.of(new Command.MoveClerk(given(window), new WindowId(Integer.parseInt(words[2]))));
      case "send" -> List.of(transfer(given(window), words));
      default -> List.of(matter(words));
    };
  }

  private Command matter(String[] words) {
    return switch (words[0]) {
      case "here" -> new Command.RecheckIn(ticket(words[1]));
      case "abandon" -> new Command.Abandon(ticket(words[1]), written(words, 2));
      case "stop" -> new Command.StopTaking(new ServiceCode(words[1]), written(words, 2));
      case "allow" -> new Command.AllowTaking(new ServiceCode(words[1]), written(words, 2));
      case "book" ->
          new Command.BookAppointment(
              new ServiceCode(words[1]), Instant.parse(words[2] + ":00Z"), words[3]);
      case "cancel" -> new Command.CancelAppointment(new BookingId(words[1]));
      case "reserve" -> reserve(words);
      case "give-back" -> new Command.GiveBack(new BookingId(words[1]));
      case "ask-hall" ->
          new Command.AskReservation(
              new BookingId(words[1]), words[2], new ServiceCode(words[3]), caseAt(words, 4));
      case "settle" ->
          new Command.SettleReservation(
              new BookingId(words[1]), BookingEvent.Settled.valueOf(words[2]), null, null);
      case "check-in" ->
          new Command.CheckIn(new BookingId(words[1]), words.length > 2 ? ofClass(words[2]) : null);
      case "check" ->
          new Command.CheckMaterials(
              new CaseId(words[1]), new DayWords.Options(words, 1).list(words[1]));
      case "complete" -> new Command.CompleteCase(new CaseId(words[1]));
      case "merge" -> new Command.MergeCases(new CaseId(words[1]), new CaseId(words[2]));
      case "see" -> new Command.SeeConflict(new CaseId(words[1]));
      case "reprint" -> new Command.Reprint(ticket(words[1]));
      case "printed" -> report(words, Command.PrintResult.CONFIRMED);
      case "unprinted" -> report(words, Command.PrintResult.FAILED);
      case "rate" -> rate(words);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** {@code printed A001 2}: the printer says so of the second copy. */
  private static Command report(String[] words, Command.PrintResult result) {
    var copy = Integer.parseInt(words[2]);
    String fault = words.length > 3 ? words[3] : null;
    return new Command.ReportPrint(ticket(words[1]), copy, result, fault);
  }

  /** {@code rate 3 2 PAD for slow,rude}: the third visit of the hall, level 2. */
  private static Command rate(String[] words) {
    return new Command.Rate(
        new VisitId(Long.parseLong(words[1])),
        Integer.parseInt(words[2]),
        new DayWords.Options(words, 4).list("for"),
        Command.Channel.valueOf(words[3]));
  }

  /** {@code end 1 AWAITING_MATERIALS missing a,b checked c due 2026-03-20}. */
  private static Command end(WindowId window, String[] words) {
    if (words.length == 2) return new Command.EndVisit(window, null);
    var how = new DayWords.Options(words, 3);
    boolean notice = how.value("missing").isPresent() || how.value("checked").isPresent();
    var told =
        new Notice(
            how.list("missing"),
            how.list("checked"),
            how.value("due").map(LocalDate::parse).orElse(null),
            how.has("commitment"));
    return new Command.EndVisit(window, Outcome.valueOf(words[2]), notice ? told : null, List.of());
  }

  private static Command transfer(WindowId from, String[] words) {
    boolean toWindow = Character.isDigit(words[2].charAt(0));
    boolean toClerk = Character.isLowerCase(words[2].charAt(0));
    var how = List.of(words).subList(3, words.length);
    return new Command.Transfer(
        from,
        toWindow || toClerk ? null : new ServiceCode(words[2]),
        toWindow ? new WindowId(Integer.parseInt(words[2])) : null,
        toClerk ? new ClerkId(words[2]) : null,
        how.contains("end") ? Command.TransferPlace.END : Command.TransferPlace.KEEP,
        how.contains("back"));
  }

  /** {@code serve 1 BA until 10:00:00}; without services what the plan says. */
  private Command serve(WindowId window, String[] words) {
    List<ServiceCode> services =
        words.length < 3
            ? List.of()
            : words[2].chars().mapToObj(c -> new ServiceCode(Character.toString(c))).toList();
    return new Command.SetServices(
        window, services, words.length > 4 ? time.apply(words[4]) : null);
  }

  /** What is written behind a command; {@code nothing} is a reason of no letter. */
  private static String written(String[] words, int at) {
    if (words.length <= at) return "because";
    return words[at].equals("nothing") ? " " : words[at];
  }

  static ClassCode ofClass(String word) {
    return new ClassCode(word.toUpperCase(Locale.ROOT));
  }

  static TicketNumber ticket(String number) {
    return TicketNumber.parse(number).orElseThrow();
  }

  private static @Nullable TicketNumber ticketAt(String[] words, int at) {
    return words.length > at ? ticket(words[at]) : null;
  }

  /** The case that is named at the end; null: none. */
  private static @Nullable CaseId caseAt(String[] words, int at) {
    return words.length > at ? new CaseId(words[at]) : null;
  }

  /** {@code reserve licun-R00000001 A v1 20}; a dash: nobody knows who it is. */
  private static Command reserve(String... words) {
    String visitor = words[3].equals("-") ? null : words[3];
    int minutes = Integer.parseInt(words[4]);
    return new Command.Reserve(
        new BookingId(words[1]), new ServiceCode(words[2]), visitor, caseAt(words, 5), minutes);
  }

  private static WindowId given(@Nullable WindowId window) {
    return Optional.ofNullable(window).orElseThrow();
  }

  /** Whoever mostly gives this command. */
  static By by(Command command) {
    return switch (command) {
      case Command.SetServices c -> MANAGER;
      case Command.MoveClerk c -> MANAGER;
      case Command.StopTaking c -> MANAGER;
      case Command.AllowTaking c -> MANAGER;
      case Command.AtWindow c -> clerk(c.window());
      case Command.Rate c when c.channel() == Command.Channel.PAD ->
          new By(By.Role.PAD, "pads/1", "window 1");
      case Command.Rate c -> new By(By.Role.VISITOR, "phone", "phone");
      case Command.Abandon c -> new By(By.Role.VISITOR, "phone", "phone");
      case Command.ReportPrint c -> new By(By.Role.DRIVER, "printer", "hall");
      case Command.GrantPriority c -> DESK;
      case Command.Redirect c -> DESK;
      case Command.Join c -> DESK;
      case Command.Expedite c -> DESK;
      case Command.CheckMaterials c -> DESK;
      case Command.BookAppointment c -> DESK;
      case Command.Reserve c -> LICUN;
      case Command.GiveBack c -> LICUN;
      case Command.SettleReservation c -> LICUN;
      case Command.CancelAppointment c -> DESK;
      case Command.CompleteCase c -> DESK;
      case Command.MergeCases c -> DESK;
      case Command.SeeConflict c -> DESK;
      default -> new By(By.Role.DISPENSER, "d1", "dispenser 1");
    };
  }

  static By clerk(WindowId window) {
    return new By(By.Role.CLERK, "c" + window, "window " + window);
  }
}
