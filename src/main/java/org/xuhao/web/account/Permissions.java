package org.xuhao.web.account;

import static org.xuhao.web.account.AccountRole.ADMINISTRATOR;
import static org.xuhao.web.account.AccountRole.CLERK;
import static org.xuhao.web.account.AccountRole.DISTRICT;
import static org.xuhao.web.account.AccountRole.MANAGER;
import static org.xuhao.web.account.AccountRole.SERVICE_DESK;
import static org.xuhao.web.account.Permission.Place.ANYWHERE;
import static org.xuhao.web.account.Permission.Place.DISPENSER;
import static org.xuhao.web.account.Permission.Place.WATCHER;
import static org.xuhao.web.account.Permission.Trace.ITSELF;
import static org.xuhao.web.account.Permission.Trace.JOURNAL;
import static org.xuhao.web.account.Permission.Trace.NONE;
import static org.xuhao.web.account.Permission.Trace.TRAIL;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.xuhao.web.account.Permission.Place;
import org.xuhao.web.account.Permission.Trace;

/**
 * The one table of who may do what. An operation that stands in the OpenAPI file and not here is
 * refused to everybody; a test holds the two together.
 */
public final class Permissions {
  private static final Set<Place> ACCOUNT = Set.of();
  private static final Set<Place> ANYBODY = Set.of(ANYWHERE);
  private static final Set<Place> AT_DISPENSER = Set.of(DISPENSER);
  private static final Set<Place> WATCHING = Set.of(WATCHER);

  private static final AccountRole[] ALL = AccountRole.values();
  private static final AccountRole[] NO_ACCOUNT = {};

  private static final List<Permission> TABLE = new ArrayList<>();

  static {
    // Visitors, at the dispenser, on their phones and before the displays.
    row("takeTicket", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("getTicket", AT_DISPENSER, NONE, SERVICE_DESK, CLERK, MANAGER);
    row("reprintTicket", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("checkInAgain", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("findOffers", AT_DISPENSER, NONE, SERVICE_DESK, CLERK);
    row("findOfCard", AT_DISPENSER, NONE, NO_ACCOUNT);
    row("checkIn", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("getAppointment", AT_DISPENSER, NONE, SERVICE_DESK, CLERK);
    row("cancelAppointment", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("takeElsewhere", AT_DISPENSER, JOURNAL, SERVICE_DESK);
    row("getElsewhere", ANYBODY, NONE, ALL);
    row("getElsewhereOfLink", ANYBODY, NONE, ALL);
    row("takeElsewhereByLink", ANYBODY, JOURNAL, ALL); // with the token of a ticket's link
    row("giveBackByLink", ANYBODY, JOURNAL, ALL); // with the same
    row("getWaits", ANYBODY, NONE, ALL);
    row("getSlots", ANYBODY, NONE, ALL);
    row("getRemoteServices", ANYBODY, NONE, ALL);
    row("bookTalk", ANYBODY, JOURNAL, NO_ACCOUNT); // whoever sits there is a visitor
    row("getTalk", ANYBODY, NONE, ALL); // with the token of its address
    row("cancelTalk", ANYBODY, JOURNAL, NO_ACCOUNT); // with the same
    row("getCase", ANYBODY, NONE, ALL);
    row("getLinkedTicket", ANYBODY, NONE, ALL);
    row("rateVisit", ANYBODY, JOURNAL, NO_ACCOUNT); // of the window's device or a link
    row("getBoard", ANYBODY, NONE, ALL);
    row("followBoard", ANYBODY, NONE, ALL);
    row("getWindow", ANYBODY, NONE, ALL);
    row("getGuide", ANYBODY, NONE, ALL);

    // The service desk. Source of these and those of windows: rules of the hall, section 2.
    row("grantPriority", ACCOUNT, JOURNAL, SERVICE_DESK, MANAGER);
    row("expediteTicket", ACCOUNT, JOURNAL, SERVICE_DESK, MANAGER);
    row("redirectTicket", ACCOUNT, JOURNAL, SERVICE_DESK, MANAGER);
    row("joinTickets", ACCOUNT, JOURNAL, SERVICE_DESK, MANAGER);
    row("abandonTicket", ACCOUNT, JOURNAL, SERVICE_DESK, CLERK);
    row("findCases", ACCOUNT, TRAIL, SERVICE_DESK, CLERK);
    row("checkMaterials", ACCOUNT, JOURNAL, SERVICE_DESK, CLERK);
    row("completeCase", ACCOUNT, JOURNAL, SERVICE_DESK, CLERK);
    row("mergeCases", ACCOUNT, JOURNAL, SERVICE_DESK, CLERK);
    row("bookAppointment", ACCOUNT, JOURNAL, SERVICE_DESK);
    row("importAppointment", ACCOUNT, JOURNAL, DISTRICT);
    row("announce", ACCOUNT, TRAIL, SERVICE_DESK, MANAGER);

    // Windows.
    row("getDesk", ACCOUNT, NONE, CLERK, MANAGER);
    for (String key :
        List.of(
            "callNext",
            "recall",
            "startVisit",
            "reachStage",
            "finishVisit",
            "markNoShow",
            "hold",
            "callBack",
            "signIn",
            "signOut")) row(key, ACCOUNT, JOURNAL, CLERK);
    row("transfer", ACCOUNT, JOURNAL, CLERK, SERVICE_DESK);
    row("releaseHold", ACCOUNT, JOURNAL, CLERK, SERVICE_DESK, MANAGER);
    for (String key : List.of("callTicket", "pause", "reopen", "openWindow", "closeWindow"))
      row(key, ACCOUNT, JOURNAL, CLERK, MANAGER);
    for (String key : List.of("setServices", "stopTaking", "allowTaking", "moveClerk"))
      row(key, ACCOUNT, JOURNAL, MANAGER);
    row("agreeToMove", ACCOUNT, JOURNAL, MANAGER);
    row("declineAlert", ACCOUNT, TRAIL, MANAGER);
    row("getManagerView", ACCOUNT, NONE, MANAGER, DISTRICT);
    row("getDistrict", ACCOUNT, NONE, MANAGER, DISTRICT);
    row("getLoans", ACCOUNT, NONE, MANAGER, DISTRICT);
    row("agreeToLoan", ACCOUNT, TRAIL, DISTRICT);
    row("declineLoan", ACCOUNT, TRAIL, DISTRICT);
    row("settleHistory", ACCOUNT, TRAIL, DISTRICT);
    row("getDistrictDays", ACCOUNT, NONE, MANAGER, DISTRICT);
    row("exportDistrictDays", ACCOUNT, TRAIL, MANAGER, DISTRICT);
    row("getDayFigures", ACCOUNT, NONE, MANAGER, DISTRICT);
    row("exportDayFigures", ACCOUNT, TRAIL, MANAGER, DISTRICT);

    // Devices and the machine.
    row("getFaults", Set.of(DISPENSER, WATCHER), NONE, ALL);
    row("getFaultCodes", ANYBODY, NONE, ALL);
    row("getDevices", WATCHING, NONE, SERVICE_DESK, MANAGER, DISTRICT, ADMINISTRATOR);
    row("getLines", WATCHING, NONE, SERVICE_DESK, MANAGER, DISTRICT, ADMINISTRATOR);
    row("getMetrics", WATCHING, NONE, MANAGER, DISTRICT, ADMINISTRATOR);
    row("previewTicket", ACCOUNT, NONE, SERVICE_DESK, MANAGER, ADMINISTRATOR);
    row("setNewRoll", ACCOUNT, TRAIL, SERVICE_DESK, MANAGER, ADMINISTRATOR);
    row("giveKey", ACCOUNT, TRAIL, MANAGER, ADMINISTRATOR);
    row("renumberPad", ACCOUNT, TRAIL, MANAGER, ADMINISTRATOR);
    row("tryDevice", ACCOUNT, TRAIL, SERVICE_DESK, MANAGER, ADMINISTRATOR);
    row("pairDevice", ACCOUNT, TRAIL, MANAGER, ADMINISTRATOR);
    row("unpairDevice", ACCOUNT, TRAIL, MANAGER, ADMINISTRATOR);
    row("beginPairing", ANYBODY, NONE, ALL);
    row("getPairedSelf", ANYBODY, NONE, ALL);
    row("pingPaired", ANYBODY, NONE, ALL);
    row("getSimulation", WATCHING, NONE, ALL);
    row("commandSimulation", WATCHING, NONE, ADMINISTRATOR);
    row("getHealth", ANYBODY, NONE, ALL);
    row("getDescription", ANYBODY, NONE, ALL);

    // The hall's file.
    row("getSetup", ACCOUNT, NONE, ADMINISTRATOR);
    row("draftSetup", ACCOUNT, NONE, ADMINISTRATOR);
    row("drawTicket", ACCOUNT, NONE, ADMINISTRATOR);
    row("writeSetup", ACCOUNT, TRAIL, ADMINISTRATOR);
    row("getEdition", ACCOUNT, NONE, ADMINISTRATOR);
    row("readTable", ACCOUNT, NONE, ADMINISTRATOR);
    row("getTableTemplate", ACCOUNT, NONE, ADMINISTRATOR);

    // Accounts.
    row("getSession", ANYBODY, NONE, ALL);
    row("beginSession", ANYBODY, ITSELF, ALL);
    row("endSession", ANYBODY, ITSELF, ALL);
    row("makeAdministrator", ANYBODY, ITSELF, ALL); // with the one-time code
    row("changePassword", ACCOUNT, ITSELF, ALL);
    row("getAccounts", ACCOUNT, NONE, ADMINISTRATOR);
    row("addAccount", ACCOUNT, ITSELF, ADMINISTRATOR);
    row("changeAccount", ACCOUNT, ITSELF, ADMINISTRATOR);
    row("removeAccount", ACCOUNT, ITSELF, ADMINISTRATOR);
  }

  private static final Map<String, Permission> BY_OPERATION = byOperation();

  private Permissions() {}

  private static void row(String operation, Set<Place> open, Trace trace, AccountRole... roles) {
    TABLE.add(new Permission(operation, open, trace, List.of(roles)));
  }

  private static Map<String, Permission> byOperation() {
    var all = new TreeMap<String, Permission>();
    for (Permission one : TABLE)
      if (all.put(one.operation(), one) != null)
        throw new IllegalStateException(one.operation() + " stands twice");
    return all;
  }

  /** Who may do {@code operation}; empty: it is not in the table and nobody may. */
  public static Optional<Permission> of(String operation) {
    return Optional.ofNullable(BY_OPERATION.get(operation));
  }

  /** Every row. */
  public static Collection<Permission> all() {
    return List.copyOf(TABLE);
  }
}
