package org.xuhao.web;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.web.MadeClient.NOTHING;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.client.ApiException;
import org.xuhao.client.api.AccountsApi;
import org.xuhao.client.api.BoardApi;
import org.xuhao.client.api.DevicesApi;
import org.xuhao.client.api.MachineApi;
import org.xuhao.client.api.ManagerApi;
import org.xuhao.client.api.SetupApi;
import org.xuhao.client.api.TicketsApi;
import org.xuhao.client.api.WindowsApi;
import org.xuhao.client.model.Account;
import org.xuhao.client.model.AccountChange;
import org.xuhao.client.model.Agreement;
import org.xuhao.client.model.Because;
import org.xuhao.client.model.Declined;
import org.xuhao.client.model.ManagerView;
import org.xuhao.client.model.ManagerViewAlertsInner;
import org.xuhao.client.model.NewAccount;
import org.xuhao.client.model.Services;
import org.xuhao.client.model.SetupDraft;
import org.xuhao.client.model.SetupDraftEditsInner;
import org.xuhao.client.model.SetupDraftEditsInnerPathInner;
import org.xuhao.client.model.Take;
import org.xuhao.fault.FaultCode;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.AccountRole;

/**
 * The office of a hall, manager and administrator, by programs that know the OpenAPI file alone.
 */
@NullMarked
class GeneratedOfficeTest {
  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private MadeClient person;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    person = new MadeClient(hall);
  }

  @AfterEach
  void close() {
    person.close();
    hall.close();
  }

  /** Eight wait for window 3, longer than they should; window 2 is free. */
  private void aPeak() throws ApiException {
    var served = new ArrayList<Pace.Served>();
    for (String service : List.of("RS", "BDC"))
      for (int n = 0; n < 8; n++)
        served.add(new Pace.Served(new ServiceCode(service), Duration.ofMinutes(10)));
    hall.pace.set(hall.pace.get().remembering(served));
    var windows = new WindowsApi(person);
    windows.openWindow(2, null, NOTHING);
    windows.openWindow(3, null, NOTHING);
    var tickets = new TicketsApi(person);
    for (int n = 0; n < 9; n++) tickets.takeTicket(new Take().service("RS"), "peak-" + n);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    hall.later.addAndGet(Duration.ofMinutes(35).toNanos());
  }

  private ManagerView viewWith(Predicate<ManagerView> wanted) throws ApiException {
    var manager = new ManagerApi(person);
    long end = System.nanoTime() + LiveHall.PATIENCE.toNanos();
    for (ManagerView seen = manager.getManagerView(); ; seen = manager.getManagerView()) {
      if (wanted.test(seen)) return seen;
      assertTrue(System.nanoTime() < end, seen.toString());
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean hasMoves(ManagerViewAlertsInner alert) {
    return "wait-RS".equals(alert.getId()) && !requireNonNull(alert.getMoves()).isEmpty();
  }

  @Test
  void aManagerSeesTheHallAndMakesAProposedMove() throws ApiException {
    person.signIn(Staff.of(AccountRole.MANAGER));
    aPeak();
    ManagerView seen =
        viewWith(v -> v.getAlerts().stream().anyMatch(GeneratedOfficeTest::hasMoves));
    assertEquals(8, requireNonNull(seen.getFigures()).getWaiting());
    var manager = new ManagerApi(person);
    var move = new Agreement().move("SERVE-2-RS").minutes(30);
    assertTrue(manager.agreeToMove("wait-RS", move, "agree").getDone());
    ManagerView after =
        viewWith(v -> v.getTables() == ManagerView.TablesEnum.OK && !v.getMoves().isEmpty());
    assertEquals("manager", after.getMoves().getFirst().getBy());
    person.refused(
        404,
        "NO-SUCH-ALERT",
        () -> manager.declineAlert("wait-YB", new Declined().reason("无"), null));

    String today = hall.hall().day().orElseThrow().toString();
    var day = manager.getDayFigures(today);
    assertEquals(9, day.getAll().getTaken());
    String table = manager.exportDayFigures(today, "services");
    assertTrue(table.contains("社会保险"), table);
    assertEquals(List.of(), manager.getDistrict().getHalls());
    assertEquals(List.of(), manager.getLoans().getProposed());
    person.refused(400, "BAD-REQUEST", () -> manager.getDayFigures("2026-13-45"));
  }

  @Test
  void aManagerSetsWhatIsServed() throws ApiException {
    person.signIn(Staff.of(AccountRole.MANAGER));
    var board = new BoardApi(person);
    var why = new Because().reason("系统维护");
    assertFalse(board.stopTaking("YB", why, null).getTaking());
    assertTrue(board.getBoard().getServices().stream().anyMatch(row -> row.getClosedWhy() != null));
    assertTrue(board.allowTaking("YB", why, null).getTaking());
    var windows = new WindowsApi(person);
    windows.openWindow(2, null, NOTHING);
    var set = windows.setServices(2, new Services().addServicesItem("RS"), null);
    assertEquals(List.of("RS"), set.getServices());
    assertEquals(List.of("RS"), windows.getWindow(2).getServices());
  }

  @Test
  void anAdministratorKeepsAccounts() throws ApiException {
    var accounts = new AccountsApi(person);
    assertFalse(accounts.getSession().getSignedIn());
    person.signIn(Staff.of(AccountRole.ADMINISTRATOR));
    var fresh =
        new NewAccount()
            .name("wang")
            .addRolesItem(NewAccount.RolesEnum.CLERK)
            .clerk("c77")
            .password("床前明月光, 7 行");
    assertTrue(accounts.addAccount(fresh).getDone());
    assertTrue(accounts.changeAccount("wang", new AccountChange().locked(true)).getDone());
    Account wang =
        accounts.getAccounts().stream()
            .filter(one -> one.getName().equals("wang"))
            .findFirst()
            .orElseThrow();
    assertTrue(wang.getLocked());
    assertEquals("c77", wang.getClerk());
    assertTrue(accounts.removeAccount("wang", NOTHING).getDone());
    person.refused(404, "NO-SUCH-ACCOUNT", () -> accounts.removeAccount("wang", NOTHING));
    person.refused(403, "NOT-YOUR-ROLE", () -> new ManagerApi(person).getManagerView());
    assertTrue(accounts.endSession(NOTHING).getDone());
    assertTrue(accounts.endSession(NOTHING).getDone());
    assertFalse(accounts.getSession().getSignedIn());
  }

  @Test
  void anAdministratorReadsAndTriesSettings() throws ApiException {
    person.signIn(Staff.of(AccountRole.ADMINISTRATOR));
    var setup = new SetupApi(person);
    var now = setup.getSetup();
    assertTrue(now.getKeys().stream().anyMatch(key -> key.getName().equals("name")));
    var path =
        List.of(
            new SetupDraftEditsInnerPathInner("hall"), new SetupDraftEditsInnerPathInner("name"));
    var edit = new SetupDraftEditsInner().path(path).value("海西州政务服务大厅");
    var draft = setup.draftSetup(new SetupDraft().text(now.getText()).addEditsItem(edit));
    assertEquals("海西州政务服务大厅", draft.getChanges().getFirst().getAfter());
    var bad = setup.draftSetup(new SetupDraft().text("hall: [\n"));
    assertFalse(bad.getGood());
    assertFalse(bad.getErrors().isEmpty());
    assertTrue(setup.getTableTemplate().contains("RS"), "a table to be filled in");
  }

  @Test
  void theMachineSaysHowItIs() throws ApiException {
    var machine = new MachineApi(person);
    assertEquals(Map.of("journal", "ok"), machine.getHealth().getParts());
    assertTrue(machine.getMetrics().contains("xuhao_test"));
    assertEquals(new Assets().text("openapi.yaml"), machine.getDescription());
    var devices = new DevicesApi(person);
    assertEquals(FaultCode.values().length, devices.getFaultCodes().size());
    assertEquals(List.of(), devices.getFaults());
    assertEquals(List.of(), devices.getDevices());
    assertEquals(List.of(), devices.getLines());
    assertEquals(6, requireNonNull(devices.beginPairing(NOTHING).getCode()).length());
    person.refused(401, "NOT-SIGNED-IN", () -> devices.setNewRoll("printer"));
  }
}
