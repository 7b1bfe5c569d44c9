package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Permission;
import org.xuhao.web.account.Permission.Place;
import org.xuhao.web.account.Permissions;

/** The table of permissions is the whole truth: every route, asked by all, from everywhere. */
class PermissionsTest {
  @TempDir Path folder;

  /** One operation of the OpenAPI file, as it is asked. */
  private record Route(String operation, String method, String path) {}

  @Test
  void theTableHasEveryOperationOfTheFileAndNoOther() {
    Set<String> file = routes().stream().map(Route::operation).collect(Collectors.toSet());
    Set<String> table =
        Permissions.all().stream().map(Permission::operation).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(file), new TreeSet<>(table));
    assertEquals(Optional.empty(), Permissions.of("unheardOf"));
  }

  @Test
  void everyRouteLetsThroughWhomTheTableNamesAndNobodyElse() throws IOException, JournalTrouble {
    try (var hall = LiveHall.open(folder)) {
      Map<AccountRole, String> cookies = new HashMap<>();
      for (AccountRole role : AccountRole.values())
        cookies.put(role, Staff.cookie(hall, Staff.of(role)));
      String tablet = Tablet.paired(hall, "rating-tablet", 3).cookie();
      var odd = new ArrayList<String>();
      for (Route route : routes()) {
        Permission permission = Permissions.of(route.operation()).orElseThrow();
        // These end the session that asks, or never end themselves.
        if (Set.of("endSession", "followBoard").contains(route.operation())) continue;
        // All come from one address, whose requests are limited before the table is asked.
        hall.later.addAndGet(Duration.ofSeconds(1).toNanos());
        boolean local = !permission.open().isEmpty();
        boolean anywhere = permission.open().contains(Place.ANYWHERE);
        ask(odd, hall, route, "nobody here", null, false, local);
        ask(odd, hall, route, "nobody elsewhere", null, true, anywhere);
        ask(odd, hall, route, "a paired tablet elsewhere", tablet, true, anywhere);
        for (AccountRole role : AccountRole.values()) {
          boolean may = anywhere || permission.roles().contains(role);
          ask(odd, hall, route, role + " elsewhere", cookies.get(role), true, may);
        }
      }
      assertEquals(List.of(), odd);
    }
  }

  /** Elsewhere is behind a proxy, where this machine's own address says nothing. */
  private static void ask(
      List<String> odd,
      LiveHall hall,
      Route route,
      String who,
      @Nullable String cookie,
      boolean elsewhere,
      boolean may) {
    HttpRequest.Builder request = HttpRequest.newBuilder(hall.at(route.path()));
    if (elsewhere) request.header("x-forwarded-for", "203.0.113.7");
    if (cookie != null) request.header("cookie", cookie).header("origin", hall.at("").toString());
    request.header("content-type", "application/json");
    if (route.method().equals("get")) request.GET();
    else request.POST(BodyPublishers.ofString(body(route.operation())));
    Client.Told told = Client.sendAs(request);
    boolean refused = REFUSED.stream().anyMatch(told.text()::contains);
    if (refused == may)
      odd.add(route.operation() + " by " + who + ": " + told.response().statusCode());
  }

  private static final List<String> REFUSED =
      List.of("\"NOT-SIGNED-IN\"", "\"NOT-A-DISPENSER\"", "\"NOT-YOUR-ROLE\"");

  /** What fits the file and changes nothing that later routes need. */
  private static String body(String operation) {
    return switch (operation) {
      case "takeTicket" -> "{\"service\":\"NO\"}";
      case "grantPriority" -> "{\"class\":\"NONE\"}";
      case "expediteTicket", "abandonTicket", "stopTaking", "allowTaking" -> "{\"reason\":\"x\"}";
      case "redirectTicket" -> "{\"service\":\"NO\"}";
      case "joinTickets" -> "{\"other\":\"A999\"}";
      case "declineAlert", "declineLoan" -> "{\"reason\":\"x\"}";
      case "agreeToMove" -> "{\"move\":\"x\"}";
      case "moveClerk" -> "{\"to\":4}";
      case "takeElsewhere" -> "{\"hall\":\"none\",\"service\":\"NO\"}";
      case "takeElsewhereByLink", "giveBackByLink" -> "{\"hall\":\"none\"}";
      case "findOffers" -> "{\"case\":\"none\"}";
      case "findOfCard" -> "{\"card\":\"none\"}";
      case "findCases" -> "{\"identity\":\"370214195001011234\"}";
      case "checkMaterials" -> "{\"materials\":[\"x\"]}";
      case "mergeCases" -> "{\"with\":\"none\"}";
      case "bookAppointment" ->
          "{\"service\":\"NO\",\"slot\":\"2026-01-05T09:00:00Z\",\"identity\":\"3702141950\"}";
      case "importAppointment" ->
          "{\"service\":\"NO\",\"slot\":\"2026-01-05T09:00:00Z\",\"visitor\":\"x\"}";
      case "callTicket" -> "{\"number\":\"A999\",\"reason\":\"x\"}";
      case "transfer" -> "{\"service\":\"NO\"}";
      case "setServices" -> "{\"services\":[]}";
      case "signIn" -> "{\"clerk\":\"c12\"}";
      case "rateVisit" -> "{\"level\":5}";
      case "announce" -> "{\"text\":\"x\",\"zone\":\"nowhere\"}";
      case "tryDevice" -> "{\"device\":\"none\"}";
      case "renumberPad" -> "{\"from\":0}";
      case "pairDevice" -> "{\"code\":\"000000\",\"kind\":\"rating-tablet\",\"window\":4}";
      case "pingPaired" -> "{\"shows\":\"x\"}";
      case "commandSimulation" -> "{\"do\":\"paperOut\"}";
      case "beginSession" -> "{\"name\":\"nobody\",\"password\":\"x\"}";
      case "changePassword" -> "{\"old\":\"x\",\"password\":\"x\"}";
      case "makeAdministrator" -> "{\"code\":\"x\",\"name\":\"x\",\"password\":\"x\"}";
      case "addAccount" -> "{\"name\":\"x\",\"roles\":[],\"password\":\"x\"}";
      case "changeAccount" -> "{\"locked\":true}";
      default -> setupBody(operation);
    };
  }

  private static String setupBody(String operation) {
    return switch (operation) {
      case "draftSetup", "drawTicket" -> "{\"text\":\"x\"}";
      case "writeSetup" -> "{\"text\":\"x\",\"base\":\"x\",\"why\":\"x\"}";
      case "readTable" -> "{\"text\":\"x\",\"content\":\"x\"}";
      default -> "{}";
    };
  }

  private static List<Route> routes() {
    var routes = new ArrayList<Route>();
    JsonObject paths = file().getJsonObject("paths");
    for (String path : paths.fieldNames())
      for (String method : paths.getJsonObject(path).fieldNames()) {
        String operation = paths.getJsonObject(path).getJsonObject(method).getString("operationId");
        routes.add(new Route(operation, method, real(path)));
      }
    return routes;
  }

  private static String real(String path) {
    return path.replace("{window}", "3")
        .replace("{service}", "NO")
        .replace("{date}", "2026-01-05")
        .replace("{from}", "2026-01-05")
        .replace("{to}", "2026-01-05")
        .replace("{loan}", "LC7-a-b-RS")
        .replace("{visit}", "999")
        .replace("{table}", "hours")
        .replace("{alert}", "wait-RS")
        .replace("paired/{device}", "paired/64")
        .replaceAll("\\{[a-z]+}", "x");
  }

  @SuppressWarnings("unchecked") // the root of the file is a map with text keys
  private static JsonObject file() {
    var yaml = new Load(LoadSettings.builder().build());
    var map = (Map<String, Object>) yaml.loadFromString(new Assets().text("openapi.yaml"));
    return new JsonObject(new JsonObject(map).encode());
  }
}
