package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.journal.JournalTrouble;

/** Requests that no page of ours would send: each is answered or closed, none is a 500. */
class HostileHttpTest {
  @TempDir static Path folder;
  private static LiveHall hall;
  private static Client api;

  @BeforeAll
  static void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
  }

  @AfterAll
  static void close() {
    hall.close();
  }

  @Test
  void whatIsNotJsonIsToldSo() {
    for (String body :
        List.of("{", "nothing", "{\"service\":\"RS\"", "[".repeat(5000), "\"\\uD800"))
      api.send(api.raw("/api/tickets", "application/json", body)).refused(400, "BAD-JSON");
    for (String body : List.of("[]", "null", "7", "\"RS\""))
      api.send(api.raw("/api/tickets", "application/json", body)).refused(400, "BAD-REQUEST");
    String head = "POST /api/tickets HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";
    String notUtf8 = "{\"service\":\"\u00ff\u00fe\"}";
    String length = "connection: close\r\ncontent-length: " + notUtf8.length() + "\r\n\r\n";
    String answer = raw(bytes(head + length + notUtf8));
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
  }

  @Test
  void aBodyOfAnotherTypeIsNotRead() {
    String body = "{\"service\":\"RS\"}";
    for (String type :
        List.of("text/plain", "application/jsonx", "application/x-www-form-urlencoded"))
      api.send(api.raw("/api/tickets", type, body)).refused(415, "WRONG-CONTENT-TYPE");
    api.send(api.raw("/api/tickets", "application/json; charset=UTF-8", body)).is(201);
  }

  @Test
  void aBodyBeyondTheBoundIsRefused() {
    String body = "{\"service\":\"" + "x".repeat(Bounds.BODY_MAX) + "\"}";
    api.send(api.raw("/api/tickets", "application/json", body)).refused(413, "BODY-TOO-LARGE");
    String chunked =
        raw(
            bytes(
                "POST /api/tickets HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                    + "transfer-encoding: chunked\r\n\r\n"
                    + ("800\r\n" + "y".repeat(0x800) + "\r\n").repeat(12)));
    assertTrue(chunked.startsWith("HTTP/1.1 413"), chunked);
  }

  @Test
  void headsBeyondTheBoundAreRefused() {
    String line = raw(bytes("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nhost: x\r\n\r\n"));
    assertTrue(line.startsWith("HTTP/1.0 414"), line);
    String head =
        raw(bytes("GET /health HTTP/1.1\r\nhost: x\r\nx-more: " + "b".repeat(20_000) + "\r\n\r\n"));
    assertTrue(head.contains(" 431 "), head);
    assertTrue(head.contains("HEADERS-TOO-LARGE"), head);
  }

  @Test
  void rubbishIsAnsweredOrClosed() {
    for (String rubbish :
        List.of(
            "\u0000\u0001\u0002\u0003\r\n\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n",
            "POST /api/tickets HTTP/1.1\r\ncontent-length: -5\r\n\r\n",
            "POST /api/tickets HTTP/1.1\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")) {
      String answer = raw(bytes(rubbish));
      assertTrue(
          answer.isEmpty() || answer.matches("(?s)HTTP/[0-9.]+ (4..|501) .*"),
          rubbish + " → " + answer);
    }
    api.get("/health").is(200);
  }

  @Test
  void noPathLeadsOutOfThePages() {
    for (String path :
        List.of(
            "/../../etc/passwd",
            "/assets/../../etc/passwd",
            "/assets/x/..%2f..%2fetc%2fpasswd",
            "/assets/x/%2e%2e%2fWebServer.class",
            "/assets/x/display.html",
            "/t/..%2f..%2fx",
            "/%ff%fe",
            "/%zz",
            "/api/tickets/%zz",
            "/api/tickets/%ff",
            "/api/links/%00",
            "/clerk/%zz",
            "//evil.example/x")) {
      String answer =
          raw(bytes("GET " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"));
      String status = answer.lines().findFirst().orElse("");
      boolean page = path.startsWith("/t/") || path.startsWith("/clerk/");
      assertTrue(
          status.contains(" 40") || (page && status.contains(" 200")), path + " → " + answer);
      assertFalse(answer.contains("root:") || answer.contains("\tat "), path + " → " + answer);
    }
  }

  @Test
  void commandsOfOtherSitesAreNotTaken() {
    String head = "POST /api/windows/3/open HTTP/1.1\r\nhost: hall.local\r\nconnection: close\r\n";
    for (String sign :
        List.of("origin: http://evil.example", "origin: null", "sec-fetch-site: cross-site"))
      assertTrue(raw(bytes(head + sign + "\r\n\r\n")).startsWith("HTTP/1.1 403"), sign);
    String cookie = "cookie: " + hall.everybodysCookie() + "\r\n";
    String own = raw(bytes(head + cookie + "origin: http://hall.local\r\n\r\n"));
    assertTrue(own.startsWith("HTTP/1.1 200"), own);
    String bare = raw(bytes(head + cookie + "\r\n"));
    assertTrue(bare.startsWith("HTTP/1.1 403") && bare.contains("CROSS-SITE"), bare);
  }

  @Test
  void pagesAreKeptUnderAPolicyAndAskedForAnew() {
    var page = api.get("/display").is(200);
    assertTrue(page.header("content-security-policy").startsWith("default-src 'self'"));
    assertEquals("no-cache", page.header("cache-control"));
    assertFalse(page.text().contains("style="), "no inline style");
    api.get("/display", "if-none-match", page.header("etag")).is(304);
    String part = page.text().replaceAll("(?s).*href=\"(/assets/[^\"]+css)\".*", "$1");
    assertTrue(api.get(part).is(200).header("cache-control").contains("immutable"));
    var packed = api.get("/display", "accept-encoding", "gzip");
    assertEquals("gzip", packed.header("content-encoding"));
    assertTrue(api.get("/nowhere", "accept", "text/html").is(404).text().contains("没有这个地址"));
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedForLong() {
    long start = System.nanoTime();
    String answer =
        raw(
            bytes(
                "POST /api/tickets HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                    + "content-length: 16\r\n\r\n{\"ser"));
    assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
    long took = (System.nanoTime() - start) / 1_000_000;
    assertTrue(took >= Bounds.REQUEST_MS - 500, took + " ms");
  }

  @Test
  void nothingOfThisIsTakenForANumber() {
    var before = hall.hall().at();
    api.post("/api/tickets", Map.of("service", "")).is(400);
    assertEquals(before, hall.hall().at());
  }

  /** Sends {@code bytes} and reads until the server closes or has nothing more to say. */
  private static String raw(byte[] bytes) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), hall.port())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      var answer = new StringBuilder();
      var in = socket.getInputStream();
      byte[] part = new byte[8192];
      for (int n = in.read(part); n > 0; n = in.read(part)) {
        answer.append(new String(part, 0, n, StandardCharsets.UTF_8));
        if (answer.indexOf("\r\n\r\n") > 0 && !answer.toString().startsWith("HTTP/1.1 2")) break;
      }
      return answer.toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
