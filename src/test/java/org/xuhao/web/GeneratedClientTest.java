package org.xuhao.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.xuhao.client.model.CaseFile;
import org.xuhao.client.model.Done;
import org.xuhao.client.model.Finish;
import org.xuhao.client.model.Rating;
import org.xuhao.client.model.Take;
import org.xuhao.client.model.Taken;
import org.xuhao.client.model.Ticket;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.AccountRole;

/** A day of a hall, lived by programs whose whole knowledge of it is the OpenAPI file. */
@NullMarked
class GeneratedClientTest {
  /** The body of a command that says nothing more than its address. */
  private static final Object NOTHING = Map.of();

  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private MadeClient visitor;
  private MadeClient clerk;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder, TestPlan.atNoon());
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
    Taken taken = take(new Take().service("RS").identity("11010519491231002X"), "one");
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
}
