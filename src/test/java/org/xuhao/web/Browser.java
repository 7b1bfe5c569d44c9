package org.xuhao.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real Chromium, driven over the wire by the WebDriver protocol (W3C). */
final class Browser implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern STARTED = Pattern.compile("successfully on port (\\d+)");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process driver;
  private final Path profile;
  private final String session;

  Browser() throws IOException {
    profile = Files.createTempDirectory("xuhao-browser");
    driver =
        new ProcessBuilder(DRIVER.toString(), "--port=0")
            .redirectErrorStream(true)
            .directory(profile.toFile())
            .start();
    String base = "http://127.0.0.1:" + port() + "/session";
    JsonArray args =
        new JsonArray()
            .add("--headless")
            .add("--no-sandbox")
            .add("--disable-gpu")
            .add("--disable-quic")
            .add("--no-first-run")
            .add("--disable-background-networking")
            .add("--disable-component-update")
            .add("--disable-sync")
            .add("--hide-scrollbars")
            .add("--user-data-dir=" + profile.resolve("profile"));
    var wanted =
        new JsonObject()
            .put("goog:chromeOptions", new JsonObject().put("args", args))
            .put("goog:loggingPrefs", new JsonObject().put("browser", "ALL"));
    var asked = new JsonObject().put("alwaysMatch", wanted);
    JsonObject made =
        send("POST", base, new JsonObject().put("capabilities", asked)).getJsonObject("value");
    session = base + "/" + made.getString("sessionId");
  }

  static boolean isThere() {
    return Files.isExecutable(DRIVER);
  }

  /** The driver says on which port it listens; it picks a free one. */
  private String port() throws IOException {
    var lines = driver.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) return started.group(1);
    }
    throw new IOException("chromedriver did not start");
  }

  void size(int width, int height) {
    JsonObject metrics =
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false);
    post(
        "/goog/cdp/execute",
        new JsonObject().put("cmd", "Emulation.setDeviceMetricsOverride").put("params", metrics));
  }

  void open(URI address) {
    post("/url", new JsonObject().put("url", address.toString()));
  }

  /** Has the cookie of somebody who may do everything there, as if it had signed in. */
  void signIn(LiveHall hall) {
    signIn(hall.at("/sign-in"), hall.everybodysCookie());
  }

  /** The same of any hall; {@code page}: its page with an icon, so that none is missed. */
  void signIn(URI page, String session) {
    String[] cookie = session.split("=", 2);
    open(page);
    var json =
        new JsonObject()
            .put("name", cookie[0])
            .put("value", cookie[1])
            .put("path", "/")
            .put("httpOnly", true)
            .put("sameSite", "Strict");
    post("/cookie", new JsonObject().put("cookie", json));
  }

  /** Opens another window beside the ones that are open, and goes on in it; gives its name. */
  String another() {
    String name =
        post("/window/new", new JsonObject().put("type", "window"))
            .getJsonObject("value")
            .getString("handle");
    use(name);
    return name;
  }

  /** The window in use. */
  String window() {
    try {
      return send("GET", session + "/window", null).getString("value");
    } catch (IOException e) {
      throw new AssertionError("window", e);
    }
  }

  /** Goes on in that window; the others stay open. */
  void use(String window) {
    post("/window", new JsonObject().put("handle", window));
  }

  /** Closes the window in use and goes on in {@code next}. */
  void leave(String next) {
    try {
      send("DELETE", session + "/window", null);
    } catch (IOException e) {
      throw new AssertionError("window", e);
    }
    use(next);
  }

  /** What {@code script} returns; it stands in a function. */
  Object script(String script) {
    return post(
            "/execute/sync", new JsonObject().put("script", script).put("args", new JsonArray()))
        .getValue("value");
  }

  String text(String selector) {
    return String.valueOf(
        script("return document.querySelector('" + selector + "')?.innerText ?? ''"));
  }

  void click(String selector) {
    script("document.querySelector('" + selector + "').click()");
  }

  /** Presses a key as a keyboard does; {@code key} as WebDriver names it. */
  void press(String key) {
    var down = new JsonObject().put("type", "keyDown").put("value", key);
    var up = new JsonObject().put("type", "keyUp").put("value", key);
    var keyboard =
        new JsonObject()
            .put("type", "key")
            .put("id", "keyboard")
            .put("actions", new JsonArray().add(down).add(up));
    post("/actions", new JsonObject().put("actions", new JsonArray().add(keyboard)));
  }

  /** Waits until {@code condition}, an expression, is true. */
  void await(String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(script("return Boolean(" + condition + ")"))) {
      if (System.nanoTime() > end)
        throw new AssertionError(condition + " never came true; the page says: " + text("body"));
      LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
    }
  }

  /** Waits until what is asked elsewhere is {@code wanted}. */
  void await(Supplier<?> asked, Object wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Object seen = asked.get(); !wanted.equals(seen); seen = asked.get()) {
      if (System.nanoTime() > end)
        throw new AssertionError(wanted + " never came, but " + seen + "; " + text("body"));
      LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
    }
  }

  /** The browser knows nobody any more. */
  void deleteCookies() {
    try {
      send("DELETE", session + "/cookie", null);
    } catch (IOException e) {
      throw new AssertionError("cookies", e);
    }
  }

  /** Every page that is opened from now on runs {@code script} before its own. */
  void before(String script) {
    var params = new JsonObject().put("source", script);
    post(
        "/goog/cdp/execute",
        new JsonObject().put("cmd", "Page.addScriptToEvaluateOnNewDocument").put("params", params));
  }

  /** What the console said since it was asked last: scripts that failed, policies broken. */
  JsonArray log() {
    return post("/se/log", new JsonObject().put("type", "browser")).getJsonArray("value");
  }

  void picture(Path file) throws IOException {
    String picture = send("GET", session + "/screenshot", null).getString("value");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture));
  }

  private JsonObject post(String path, JsonObject body) {
    try {
      return send("POST", session + path, body);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private JsonObject send(String method, String address, @Nullable JsonObject body)
      throws IOException {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body.encode());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .method(method, publisher)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IOException(answer.body());
      return new JsonObject(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      send("DELETE", session, null);
    } finally {
      driver.destroy();
      try (var files = Files.walk(profile)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
