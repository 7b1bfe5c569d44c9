package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.WindowId;
import org.xuhao.journal.JournalTrouble;
import org.xuhao.web.account.RateLimit;

/** Signing in over real HTTP: who comes in, who does not, and what is written down of both. */
class AccountApiTest {
  private static final String ADMIN = "administrator";
  private static final String FRESH = "床前的明月 2026";

  @TempDir Path folder;
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  private Client.Told post(String cookie, String path, Map<String, Object> body) {
    return Client.sendAs(api.signed(api.raw(path, "application/json", Json.encode(body)), cookie));
  }

  private Client.Told get(String cookie, String path) {
    return Client.sendAs(HttpRequest.newBuilder(hall.at(path)).header("cookie", cookie).GET());
  }

  private boolean isIn(String cookie) {
    return get(cookie, "/api/session").is(200).json().getBoolean("signedIn");
  }

  private String trail() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder.resolve("data").resolve("trail"))) {
      for (Path file : files.sorted().toList()) text.append(Files.readString(file));
    }
    return text.toString();
  }

  @Test
  void aClerkSignsInWorksUnderTheOwnNameAndSignsOut() throws IOException {
    Client.Told in = Staff.signIn(hall, " ＣＬＥＲＫ ", Staff.PASSWORD).is(200);
    assertEquals(List.of("CLERK"), in.json().getJsonArray("roles").getList());
    String set = in.header("set-cookie");
    assertTrue(set.contains("HTTPOnly") && set.contains("SameSite=Strict"), set);
    assertTrue(set.contains("Path=/;") && set.contains("Max-Age=43200"), set);
    String cookie = Staff.cookie(in);
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    post(cookie, "/api/windows/3/call", Map.of()).is(200);
    By by = hall.journalled.getLast().by();
    assertEquals("clerk", by.who());
    assertEquals(By.Role.CLERK, by.role());
    post(cookie, "/api/session/end", Map.of()).is(200);
    assertFalse(isIn(cookie));
    post(cookie, "/api/windows/3/recall", Map.of()).refused(401, "NOT-SIGNED-IN");
    String lines = trail();
    assertTrue(lines.contains("\tsign-in\tclerk\t127.0.0.1\t"), lines);
    assertTrue(lines.contains("\tsign-out\tclerk\t"), lines);
  }

  @Test
  void eachSignInGivesAnotherSecretAndTheOneBeforeIsWorthNothing() throws IOException {
    String first = Staff.cookie(hall, "manager");
    var again =
        api.raw(
                "/api/session",
                "application/json",
                Json.encode(Map.of("name", "manager", "password", Staff.PASSWORD)))
            .header("cookie", first);
    String second = Staff.cookie(Client.sendAs(again).is(200));
    assertFalse(first.equals(second));
    assertFalse(isIn(first));
    assertTrue(isIn(second));
    String kept = Files.readString(folder.resolve("keys").resolve("sessions-2.live"));
    assertFalse(kept.contains(second.substring(second.indexOf('=') + 1)), "the secret is on disk");
  }

  @Test
  void aPowerCutSignsNobodyOutAndTimeDoes() {
    String clerk = Staff.cookie(hall, "clerk");
    String admin = Staff.cookie(hall, ADMIN);
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    assertTrue(isIn(clerk));
    assertTrue(isIn(admin));
    sleep(Duration.ofMinutes(31));
    assertFalse(isIn(admin), "an administrator's page that nobody uses stays open");
    assertTrue(isIn(clerk));
    for (int n = 0; n < 4; n++) {
      sleep(Duration.ofMinutes(170));
      assertTrue(isIn(clerk), "after " + n);
    }
    sleep(Duration.ofMinutes(20));
    assertFalse(isIn(clerk), "longer than a working day");
  }

  private void sleep(Duration time) {
    hall.slept.addAndGet(time.toNanos());
  }

  @Test
  void wrongPasswordsAreSlowedDownAndWrittenDown() throws IOException {
    for (int n = 0; n < 3; n++)
      Staff.signIn(hall, "clerk", "wrong" + n).refused(401, "SIGN-IN-WRONG");
    Staff.signIn(hall, "nobody", "wrong").refused(401, "SIGN-IN-WRONG");
    Client.Told slowed = Staff.signIn(hall, "clerk", Staff.PASSWORD);
    slowed.refused(429, "SIGN-IN-SLOWED");
    assertTrue(Integer.parseInt(slowed.header("retry-after")) <= 2, slowed.header("retry-after"));
    sleep(Duration.ofSeconds(2));
    Staff.signIn(hall, "clerk", "wrong").refused(401, "SIGN-IN-WRONG");
    sleep(Duration.ofMillis(1_500));
    Staff.signIn(hall, "clerk", Staff.PASSWORD).refused(429, "SIGN-IN-SLOWED");
    sleep(Duration.ofSeconds(1));
    Staff.signIn(hall, "clerk", Staff.PASSWORD).is(200);
    Staff.signIn(hall, "clerk", "wrong").refused(401, "SIGN-IN-WRONG");
    String lines = trail();
    assertTrue(lines.contains("\tsign-in-failed\tclerk\t127.0.0.1\tfailure 1 there"), lines);
    assertFalse(lines.contains("wrong0") || lines.contains(Staff.PASSWORD), "a password is there");
    assertTrue(hall.signs.containsAll(List.of("sign-in wrong", "sign-in slowed", "sign-in in")));
  }

  @Test
  void anAdministratorMakesAnAccountWhosePasswordMustBeChangedFirst() throws IOException {
    String admin = Staff.cookie(hall, ADMIN);
    var made = Map.<String, Object>of("name", "王芳", "roles", List.of("CLERK"), "clerk", "c7");
    post(admin, "/api/accounts", with(made, "12345678")).refused(409, "PASSWORD-WEAK");
    var good = with(made, FRESH);
    post(admin, "/api/accounts", good).is(200);
    post(admin, "/api/accounts", good).refused(409, "ACCOUNT-NAME-UNFIT");
    Client.Told in = Staff.signIn(hall, "王芳", FRESH).is(200);
    assertTrue(in.json().getBoolean("temporary"));
    String cookie = Staff.cookie(in);
    post(cookie, "/api/windows/3/open", Map.of()).refused(403, "PASSWORD-TEMPORARY");
    var same = Map.<String, Object>of("old", FRESH, "password", FRESH);
    post(cookie, "/api/session/password", same).refused(409, "PASSWORD-WEAK");
    var own = Map.<String, Object>of("old", FRESH, "password", Staff.PASSWORD);
    String fresh = Staff.cookie(post(cookie, "/api/session/password", own).is(200));
    assertFalse(isIn(cookie));
    post(fresh, "/api/windows/3/open", Map.of()).is(200);
    assertTrue(trail().contains("\taccount-added\tadministrator\t127.0.0.1\t王芳 [CLERK] clerk c7"));
  }

  private static Map<String, Object> with(Map<String, Object> made, String password) {
    var all = new TreeMap<>(made);
    all.put("password", password);
    return all;
  }

  @Test
  void whoIsLockedOrChangedIsOutAtOnceAndTheLastAdministratorStays() {
    String admin = Staff.cookie(hall, ADMIN);
    String desk = Staff.cookie(hall, "service-desk");
    post(admin, "/api/accounts/service-desk", Map.of("locked", true)).is(200);
    assertFalse(isIn(desk));
    Staff.signIn(hall, "service-desk", Staff.PASSWORD).refused(403, "ACCOUNT-LOCKED");
    post(admin, "/api/accounts/service-desk", Map.of("locked", false)).is(200);
    post(admin, "/api/accounts/service-desk/remove", Map.of()).is(200);
    Staff.signIn(hall, "service-desk", Staff.PASSWORD).refused(401, "SIGN-IN-WRONG");
    post(admin, "/api/accounts/everybody/remove", Map.of()).is(200);
    post(admin, "/api/accounts/" + ADMIN, Map.of("locked", true))
        .refused(409, "LAST-ADMINISTRATOR");
    post(admin, "/api/accounts/" + ADMIN, Map.of("roles", List.of("CLERK")))
        .refused(409, "LAST-ADMINISTRATOR");
    post(admin, "/api/accounts/" + ADMIN + "/remove", Map.of()).refused(409, "LAST-ADMINISTRATOR");
    post(admin, "/api/accounts/nobody", Map.of("locked", true)).refused(404, "NO-SUCH-ACCOUNT");
    assertEquals(4, get(admin, "/api/accounts").is(200).array().size());
  }

  @Test
  void aClerkSignsInUnderTheOwnNumberAndPressesNoKeysOfAnother() {
    String clerk = Staff.cookie(hall, "clerk");
    post(clerk, "/api/windows/5/sign-in", Map.of("clerk", "c99")).refused(403, "NOT-YOUR-NUMBER");
    post(clerk, "/api/windows/5/sign-in", Map.of("clerk", "c12")).is(200);
    post(clerk, "/api/windows/5/pause", Map.of()).is(200);
    api.post("/api/windows/3/sign-in", Map.of("clerk", "c99")).is(200);
    post(clerk, "/api/windows/3/pause", Map.of()).refused(403, "WINDOW-OF-ANOTHER");
    String manager = Staff.cookie(hall, "manager");
    post(manager, "/api/windows/3/pause", Map.of("reason", "会议")).is(200);
    assertEquals(By.Role.MANAGER, hall.journalled.getLast().by().role());
    assertEquals("c99", String.valueOf(hall.hall().window(new WindowId(3)).clerk()));
  }

  @Test
  void anAddressThatAsksTooMuchIsToldToWait() {
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(hall.at("/api/fault-codes")).header("x-forwarded-for", "1.2.3.4");
    Client.Told told = Client.sendAs(asked.copy().GET());
    for (int n = 0; n < RateLimit.AT_ONCE * 10 && told.response().statusCode() == 200; n++)
      told = Client.sendAs(asked.copy().GET());
    told.refused(429, "TOO-MANY-REQUESTS");
    assertEquals("1", told.header("retry-after"));
    api.get("/api/fault-codes").is(200);
  }

  @Test
  void theFirstAdministratorNeedsTheCodeOfTheMachine() throws IOException, JournalTrouble {
    hall.close();
    Path bare = folder.resolve("bare");
    hall = LiveHall.openBare(bare);
    api = new Client(hall);
    assertTrue(api.get("/api/session").is(200).json().getBoolean("first"));
    String code = hall.door().firstCode().orElseThrow();
    first("AAAA-BBBB-CCCC", "chief", FRESH).refused(401, "ADMINISTRATOR-CODE-WRONG");
    first(code, "no name!", FRESH).refused(409, "ACCOUNT-NAME-UNFIT");
    first(code, "chief", "chief123").refused(409, "PASSWORD-WEAK");
    String cookie = Staff.cookie(first(code.replace('-', ' '), "chief", FRESH).is(200));
    assertEquals(1, get(cookie, "/api/accounts").is(200).array().size());
    first(code, "other", FRESH).refused(401, "ADMINISTRATOR-CODE-WRONG");
    assertFalse(api.get("/api/session").is(200).json().containsKey("first"));
  }

  private Client.Told first(String code, String name, String password) {
    var body = Map.of("code", code, "name", name, "password", password);
    return Client.sendAs(api.raw("/api/administrator", "application/json", Json.encode(body)));
  }
}
