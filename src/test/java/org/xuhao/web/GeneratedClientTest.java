package org.xuhao.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.web.MadeClient.NOTHING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.client.ApiException;
import org.xuhao.client.api.BoardApi;
import org.xuhao.client.api.CasesApi;
import org.xuhao.client.api.TicketsApi;
import org.xuhao.client.api.WindowsApi;
import org.xuhao.client.model.Appointment;
import org.xuhao.client.model.Arrived;
import org.xuhao.client.model.Because;
import org.xuhao.client.model.Booked;
import org.xuhao.client.model.CallBack;
import org.xuhao.client.model.CaseFile;
import org.xuhao.client.model.Done;
import org.xuhao.client.model.Finish;
import org.xuhao.client.model.Identity;
import org.xuhao.client.model.JoinTicketsRequest;
import org.xuhao.client.model.Made;
import org.xuhao.client.model.Moved;
import org.xuhao.client.model.Noted;
import org.xuhao.client.model.OutsideAppointment;
import org.xuhao.client.model.Problem;
import org.xuhao.client.model.Rating;
import org.xuhao.client.model.Reason;
import org.xuhao.client.model.RedirectTicketRequest;
import org.xuhao.client.model.SignIn;
import org.xuhao.client.model.Slot;
import org.xuhao.client.model.Take;
import org.xuhao.client.model.Taken;
import org.xuhao.client.model.Ticket;
import org.xuhao.client.model.Transfer;
import org.xuhao.client.model.WindowRow;
import org.xuhao.hall.Command;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.AccountRole;

/** A day of a hall, lived by programs whose whole knowledge of it is the OpenAPI file. */
@NullMarked
class GeneratedClientTest {
  /** A made-up one with a right check digit. */
  private static final String IDENTITY = "11010519491231002X";

  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private MadeClient visitor;
  private MadeClient clerk;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    visitor = new MadeClient(hall);
    clerk = new MadeClient(hall);
  }

  @AfterEach
  void close() {
    visitor.close();
    clerk.close();
    hall.close();
  }

  private Taken take(Take take, String key) throws ApiException {
    return new TicketsApi(visitor).takeTicket(take, key);
  }

  /** The last part of the address on the ticket. */
  private static String token(Taken taken) {
    return taken.getLink().substring(taken.getLink().lastIndexOf('/') + 1);
  }

  @Test
  void aVisitorTakesANumberOnceHoweverOftenItIsAskedFor() throws ApiException {
    var board = new BoardApi(visitor).getBoard();
    assertEquals("haixi", board.getCode());
    assertTrue(
        board.getServices().stream()
            .anyMatch(of -> of.getCode().equals("RS") && of.getTaking() && of.getWaiting() == 0));
    assertEquals(6, new BoardApi(visitor).getWaits().size());
    assertEquals(List.of(), new CasesApi(visitor).getSlots("RS", "2026-01-05"));
    new CasesApi(visitor).getGuide();
    new CasesApi(visitor).getElsewhere("RS");

    Taken taken = take(new Take().service("RS"), "panel-1");
    assertEquals("A001", taken.getNumber());
    assertEquals(taken, take(new Take().service("RS"), "panel-1"));
    visitor.refused(409, "REQUEST-REUSED", () -> take(new Take().service("YB"), "panel-1"));
    assertEquals("A002", take(new Take().service("RS").addItemsItem("YB"), "panel-2").getNumber());

    Ticket ticket = new TicketsApi(visitor).getLinkedTicket(token(taken));
    assertEquals(Ticket.StateEnum.WAITING, ticket.getState());
    assertEquals(0, ticket.getAhead());
    Ticket second = new TicketsApi(visitor).getTicket("A002");
    assertEquals(1, second.getAhead());
    assertEquals(List.of("YB"), second.getItems());
  }

  @Test
  void whatIsMissingIsToldRatedAndBroughtLater() throws ApiException {
    Taken taken = take(new Take().service("RS").identity(IDENTITY), "one");
    var windows = new WindowsApi(clerk);
    clerk.refused(401, "NOT-SIGNED-IN", () -> windows.callNext(3, null, NOTHING));
    assertEquals("c12", clerk.signIn(Staff.of(AccountRole.CLERK)).getClerk());
    windows.openWindow(3, "open", NOTHING);
    Done called = windows.callNext(3, "call", NOTHING);
    assertEquals(taken.getNumber(), called.getNumber());
    assertEquals(called, windows.callNext(3, "call", NOTHING));
    clerk.refused(409, "RECALL-TOO-SOON", () -> windows.recall(3, null, NOTHING));
    windows.startVisit(3, null, NOTHING);
    assertEquals("A001", windows.getDesk(3).getNumber());

    var missing =
        new Finish()
            .outcome(Finish.OutcomeEnum.AWAITING_MATERIALS)
            .missing(List.of("照片"))
            .checked(List.of("身份证"));
    Done finished = windows.finishVisit(3, "finish", missing);
    CaseFile file = new CasesApi(visitor).getCase(requireNonNull(finished.getNotice()));
    assertEquals(CaseFile.StateEnum.AWAITING, file.getState());
    assertEquals(List.of("照片"), file.getMissing());

    var five = new Rating().level(5).channel(Rating.ChannelEnum.PHONE).link(token(taken));
    int visit = requireNonNull(finished.getRating());
    var rated = new WindowsApi(visitor).rateVisit(visit, five, "rate");
    assertEquals(5, rated.getLevel());
    visitor.refused(
        409, "ALREADY-RATED", () -> new WindowsApi(visitor).rateVisit(visit, five, "again"));

    Taken again = take(new Take().service("RS")._case(finished.getNotice()), "two");
    assertEquals(3, again.getKeptFor());
    assertFalse(again.getNumber().equals(taken.getNumber()));
  }

  @Test
  void aClerkSetsAsideSendsOnAndLetsGo() throws ApiException {
    String answered = take("GA", 1);
    String sentOn = take("GA", 2);
    String absent = take("GA", 3);
    clerk.signIn(Staff.of(AccountRole.CLERK));
    var windows = new WindowsApi(clerk);
    assertEquals("c12", windows.signIn(5, new SignIn().clerk("c12"), null).getClerk());
    assertEquals(answered, windows.callNext(5, null, NOTHING).getNumber());
    var reason = new Reason().reason("去复印");
    assertEquals(Done.BecameEnum.HELD, windows.hold(5, null, reason).getBecame());
    assertEquals(List.of(answered), windows.getWindow(5).getHeld());
    assertEquals("去复印", windows.getDesk(5).getHeld().getFirst().getReason());
    assertEquals(answered, windows.callBack(5, null, new CallBack()).getNumber());
    windows.finishVisit(5, null, new Finish().outcome(Finish.OutcomeEnum.CONSULTED));

    LiveHall.letAPressBeAnother();
    assertEquals(sentOn, windows.callNext(5, null, NOTHING).getNumber());
    var done = windows.transfer(5, new Transfer().service("SC"), null);
    assertEquals("SC", requireNonNull(done.getTo()).getService());
    LiveHall.letAPressBeAnother();
    assertEquals(absent, windows.callNext(5, null, NOTHING).getNumber());
    assertEquals(1, windows.markNoShow(5, null, NOTHING).getNoShows());
    assertEquals("午饭", windows.pause(5, null, new Reason().reason("午饭")).getPauseReason());
    windows.reopen(5, null, NOTHING);
    windows.signOut(5, null, NOTHING);
    assertEquals(WindowRow.FaceEnum.CLOSED, windows.getWindow(5).getFace());
  }

  private String take(String service, int n) throws ApiException {
    return take(new Take().service(service), service + "-" + n).getNumber();
  }

  @Test
  void theServiceDeskHelpsWhoeverWaits() throws ApiException {
    String first = take("RS", 1);
    String second = take("RS", 2);
    String third = take("YB", 3);
    visitor.signIn(Staff.of(AccountRole.SERVICE_DESK));
    var tickets = new TicketsApi(visitor);
    var because = new Because().reason("行动不便");
    assertEquals("行动不便", tickets.expediteTicket(second, because, null).getReason());
    var to = new RedirectTicketRequest().service("BDC");
    assertEquals("BDC", tickets.redirectTicket(third, to, null).getService());
    tickets.joinTickets(first, new JoinTicketsRequest().other(third), null);
    assertEquals(List.of("BDC"), tickets.getTicket(first).getItems());
    var gone = tickets.abandonTicket(second, because, null);
    assertEquals(Moved.BecameEnum.GONE, gone.getBecame());
    hall.report(first, Command.PrintResult.CONFIRMED, null);
    assertTrue(tickets.reprintTicket(first, null, NOTHING).getPrinting());
    assertEquals(List.of(), new CasesApi(visitor).findCases(new Identity().identity(IDENTITY)));
    visitor.refused(404, "NO-SUCH-TICKET", () -> tickets.getTicket("Z999"));
  }

  @Test
  void whoeverBooksComesOrGivesTheSlotBack() throws IOException, JournalTrouble, ApiException {
    close();
    hall = LiveHall.open(folder.resolve("booked"), DispenserPageTest.bookable());
    visitor = new MadeClient(hall);
    clerk = new MadeClient(hall);
    visitor.signIn(Staff.of(AccountRole.SERVICE_DESK));
    var cases = new CasesApi(visitor);
    String soon = DispenserPageTest.nextSlot(hall);
    var zone = hall.hall().plan().zone();
    var inFourDays = OffsetDateTime.parse(soon).atZoneSameInstant(zone).toLocalDate().plusDays(4);
    Slot slot = cases.getSlots("RS", inFourDays.toString()).getFirst();
    var wish =
        new Appointment()
            .service("RS")
            .identity(IDENTITY)
            .slot(slot.getSlot().toInstant().toString());
    Made made = cases.bookAppointment(wish, "book");
    assertEquals(made, cases.bookAppointment(wish, "book"));
    assertEquals(slot.getEnds(), cases.getAppointment(made.getBooking()).getEnds());
    assertEquals(
        slot.getLeft() - 1, cases.getSlots("RS", inFourDays.toString()).getFirst().getLeft());
    var back = cases.cancelAppointment(made.getBooking(), null, NOTHING);
    assertEquals(made.getBooking(), back.getBooking());

    clerk.signIn(Staff.of(AccountRole.DISTRICT));
    var outside = new OutsideAppointment().service("RS").slot(soon).visitor("x");
    String booking = new CasesApi(clerk).importAppointment(outside, "import").getBooking();
    assertEquals("A001", cases.checkIn(booking, "here", new Arrived()).getNumber());
    assertEquals(Booked.StateEnum.ARRIVED, cases.getAppointment(booking).getState());
    visitor.refused(409, "TICKET-EXISTS", () -> cases.checkIn(booking, "again", new Arrived()));
  }

  @Test
  void whatDoesNotFitTheFileIsRefusedAndSaid() throws ApiException {
    var nine = new Rating().level(9);
    var windows = new WindowsApi(visitor);
    Problem problem = visitor.refused(400, "BAD-REQUEST", () -> windows.rateVisit(1, nine, null));
    assertTrue(requireNonNull(problem.getDetail()).contains("level"), problem.getDetail());
    visitor.refused(409, "NO-SUCH-SERVICE", () -> take(new Take().service("nix"), "nix"));
    clerk.signIn(Staff.of(AccountRole.CLERK));
    clerk.setRequestInterceptor(request -> request.header("origin", "http://elsewhere.test"));
    clerk.refused(403, "CROSS-SITE", () -> new WindowsApi(clerk).openWindow(3, "there", NOTHING));
  }

  @Test
  void anAnswerThatIsNotAsTheFileSaysIsNotBelieved() throws JsonProcessingException {
    var made = new TypeReference<Noted>() {};
    var strict = visitor.getObjectMapper();
    assertTrue(strict.readValue("{\"done\":true}", made).getDone());
    String more = "{\"done\":true,\"more\":1}";
    assertThrows(JsonProcessingException.class, () -> strict.readValue(more, made));
    for (String lie : List.of("{}", "{\"done\":\"true\"}", "{\"done\":true,\"at\":null}"))
      assertThrows(AssertionError.class, () -> strict.readValue(lie, made), lie);
  }
}
