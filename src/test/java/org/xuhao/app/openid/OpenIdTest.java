package org.xuhao.app.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xuhao.app.HallFile;
import org.xuhao.app.HallProcess;

/** Signing in at a real hall by a real provider over HTTP: the way there, back, and every lie. */
class OpenIdTest {
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static SmallProvider provider;
  private static HallProcess hall;

  @BeforeAll
  static void open() throws Exception {
    provider = new SmallProvider();
    Files.writeString(folder.resolve("openid-secret"), SmallProvider.SECRET + "\n");
    Path file = HallFile.write(folder, 1, "");
    String openId =
        "http: {host: 127.0.0.1, openId: {issuer: \"%s\", client: %s, secretFile: openid-secret}}"
            .formatted(provider.issuer(), SmallProvider.CLIENT);
    Files.writeString(file, Files.readString(file).replace("http: {host: 127.0.0.1}", openId));
    hall = HallProcess.open(file);
  }

  @AfterAll
  static void close() throws Exception {
    hall.close();
    provider.close();
  }

  @BeforeEach
  void honest() {
    provider.lie = SmallProvider.Lie.NONE;
    provider.name = "Everybody";
  }

  @Test
  void whoeverTheProviderKnowsIsSignedInAndGoesWhereSheWanted() throws Exception {
    assertTrue(hall.http().get("/api/session").json().getBoolean("openId"));
    var way = begin("/sign-in/openid?to=%2Fclerk%2F1");
    HttpResponse<String> entered = back(way);
    assertEquals("/clerk/1", location(entered));
    String cookie = session(entered);
    assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);
    JsonObject told = asking("/api/session", cookie);
    assertEquals("everybody", told.getString("name"), "as names of accounts are written here");
    String trail = trail();
    assertTrue(trail.contains("sign-in\teverybody\t127.0.0.1\tOpenID"), trail);
  }

  @Test
  void anotherAddressIsNoPlaceToGoTo() throws Exception {
    for (String to : new String[] {"https://example.org", "//example.org", "/\\example.org", "x"})
      assertEquals(
          "/sign-in", location(back(begin("/sign-in/openid?to=" + to.replace("\\", "%5C")))), to);
  }

  @ParameterizedTest
  @EnumSource(
      value = SmallProvider.Lie.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "REFUSES", "SILENT"})
  void aWordThatIsNotTheProvidersLetsNobodyIn(SmallProvider.Lie lie) throws Exception {
    provider.lie = lie;
    refused("openid-wrong", back(begin("/sign-in/openid")));
  }

  @Test
  void aProviderThatRefusesOrIsGoneIsSaid() throws Exception {
    provider.lie = SmallProvider.Lie.REFUSES;
    refused("openid-refused", back(begin("/sign-in/openid")));
    provider.lie = SmallProvider.Lie.SILENT;
    refused("openid-wrong", get("/sign-in/openid", ""));
  }

  @Test
  void aWayBackCountsOnceAndInItsOwnBrowserOnly() throws Exception {
    Way way = begin("/sign-in/openid");
    refused("openid-over", get(way.back(), ""));
    refused("openid-over", get(way.back(), "xuhao-openid=another"));
    assertEquals("/sign-in", location(back(way)));
    refused("openid-over", back(way));
  }

  @Test
  void aCodeThatWasUsedLetsNobodyIn() throws Exception {
    Way used = begin("/sign-in/openid");
    back(used);
    Way other = begin("/sign-in/openid");
    String code = used.back().replaceAll(".*code=([^&]*).*", "$1");
    String stolen = other.back().replaceAll("code=[^&]*", "code=" + code);
    refused("openid-wrong", get(stolen, other.cookie()));
  }

  @Test
  void nobodyWithoutAnAccountAndNobodyLocked() throws Exception {
    provider.name = "stranger";
    refused("openid-nobody", back(begin("/sign-in/openid")));
    add("wanglei");
    change("wanglei", new JsonObject().put("locked", true));
    provider.name = "wanglei";
    refused("openid-locked", back(begin("/sign-in/openid")));
  }

  @Test
  void aFirstPasswordIsVoidOnceItsOwnerCameByTheProvider() throws Exception {
    add("lihua");
    provider.name = "lihua";
    JsonObject told = asking("/api/session", session(back(begin("/sign-in/openid"))));
    assertFalse(told.containsKey("temporary"), told.encode());
    var typed = new JsonObject().put("name", "lihua").put("password", "first-of-two-7");
    assertEquals(401, hall.http().post("/api/session", typed).status());
  }

  @Test
  void whatIsNoRequestIsToldSo() throws Exception {
    for (String path : new String[] {"/sign-in/openid?to=%zz", "/sign-in/openid/back?state=%zz"}) {
      String answer = raw(path, "127.0.0.1");
      assertTrue(answer.matches("HTTP/1.1 (303|400) .*"), answer);
    }
    String odd = raw("/sign-in/openid", "[::z]");
    assertTrue(odd.startsWith("HTTP/1.1 303") || odd.startsWith("HTTP/1.1 400"), odd);
  }

  /** The first line of the answer; browsers' libraries send no such things. */
  private static String raw(String path, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), hall.http().port())) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }

  /** Who keeps accounts elsewhere is no part of what a start needs. */
  @Test
  void aHallStartsWithoutTheFilesOfItsProvider(@TempDir Path other) throws Exception {
    Path file = HallFile.write(other, 1, "");
    String openId =
        "{issuer: \"%s\", client: x, secretFile: none, trust: none.pem}"
            .formatted(provider.issuer());
    String http = "http: {host: 127.0.0.1}";
    String with = "http: {host: 127.0.0.1, openId: %s}".formatted(openId);
    Files.writeString(file, Files.readString(file).replace(http, with));
    try (var alone = HallProcess.open(file)) {
      alone.http().take("RS", "one").is(201);
      URI begin = URI.create("http://127.0.0.1:" + alone.http().port() + "/sign-in/openid");
      refused("openid-wrong", send(HttpRequest.newBuilder(begin)));
      assertTrue(alone.said().contains("none.pem"), alone.said());
    }
  }

  private record Way(String back, String cookie) {}

  /** To the provider, whose page sends the browser back at once. */
  private static Way begin(String path) throws Exception {
    HttpResponse<String> there = get(path, "");
    String provided = location(there);
    assertTrue(provided.startsWith(provider.issuer() + "/authorize?"), provided);
    String cookie = cookie(there, "xuhao-openid");
    assertTrue(cookie.contains("SameSite=Lax") && cookie.contains("HTTPOnly"), cookie);
    String back = location(send(HttpRequest.newBuilder(URI.create(provided))));
    URI home = URI.create(back);
    return new Way(home.getRawPath() + "?" + home.getRawQuery(), cookie.replaceAll(";.*", ""));
  }

  private static HttpResponse<String> back(Way way) throws Exception {
    return get(way.back(), way.cookie());
  }

  private static void refused(String why, HttpResponse<String> answer) {
    assertEquals("/sign-in?why=" + why, location(answer));
    assertFalse(answer.headers().map().toString().contains("xuhao-session="), answer.toString());
  }

  private static String session(HttpResponse<String> answer) {
    return cookie(answer, "xuhao-session");
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("set-cookie").stream()
        .filter(one -> one.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("none: " + answer.statusCode());
  }

  private static HttpResponse<String> get(String path, String cookie) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(origin() + path));
    if (!cookie.isEmpty()) request.header("Cookie", cookie);
    return send(request);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return BROWSER.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject asking(String path, String cookie) throws Exception {
    return new JsonObject(get(path, cookie.replaceAll(";.*", "")).body());
  }

  private static String origin() {
    return "http://127.0.0.1:" + hall.http().port();
  }

  private static void add(String name) throws IOException {
    var account =
        new JsonObject()
            .put("name", name)
            .put("roles", new JsonArray().add("CLERK"))
            .put("password", "first-of-two-7");
    hall.http().keyed("/api/accounts", account, UUID.randomUUID().toString()).is(200);
  }

  private static void change(String name, JsonObject change) throws IOException {
    hall.http().keyed("/api/accounts/" + name, change, UUID.randomUUID().toString()).is(200);
  }

  private static String trail() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(one -> one.toString().contains("trail")).toList())
        if (Files.isRegularFile(file)) all.append(Files.readString(file));
    }
    return all.toString();
  }
}
