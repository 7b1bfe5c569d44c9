package org.xuhao.app.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider in which one person is signed in already; it can be told to lie. */
final class SmallProvider implements AutoCloseable {
  static final String CLIENT = "haixi-hall";
  static final String SECRET = "a secret of 32 signs, for the test";

  /** What it does wrong. */
  enum Lie {
    NONE,
    OTHER_NONCE,
    OTHER_AUDIENCE,
    OTHER_ISSUER,
    OVER,
    OTHER_KEY,
    NO_SIGNATURE,
    SIGNED_WITH_SECRET,
    NO_NAME,
    REFUSES,
    SILENT
  }

  private final RSAKey key = key();
  private final RSAKey other = key();
  private final HttpServer server;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  /** Whom it calls so who comes. */
  volatile String name = "";

  volatile Lie lie = Lie.NONE;

  SmallProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/.well-known/openid-configuration", exchange -> say(exchange, itself()));
    server.createContext(
        "/keys", exchange -> say(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String itself() {
    return new JsonObject()
        .put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("jwks_uri", issuer() + "/keys")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
        .encode();
  }

  private void say(HttpExchange exchange, String text) throws IOException {
    if (lie == Lie.SILENT) {
      exchange.close();
      return;
    }
    answer(exchange, 200, text);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = words(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String what = lie == Lie.REFUSES ? "error=access_denied" : "code=" + code;
    String to = asked.get("redirect_uri") + "?" + what + "&state=" + asked.get("state");
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> sent = words(body);
    Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
    String proof = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (asked == null || !isRight(asked, sent, proof)) {
      answer(exchange, 400, new JsonObject().put("error", "invalid_grant").encode());
      return;
    }
    String signed = signed(asked);
    String told =
        new JsonObject()
            .put("access_token", "of no use here")
            .put("token_type", "Bearer")
            .put("id_token", signed)
            .encode();
    say(exchange, told);
  }

  private static boolean isRight(
      Map<String, String> asked, Map<String, String> sent, String proof) {
    String pair = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return proof.equals(basic)
        && "S256".equals(asked.get("code_challenge_method"))
        && challenge(sent.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))
        && Objects.equals(sent.get("redirect_uri"), asked.get("redirect_uri"))
        && CLIENT.equals(asked.get("client_id"));
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(Map<String, String> asked) throws IOException {
    Instant now = Instant.now();
    Instant until = lie == Lie.OVER ? now.minusSeconds(600) : now.plusSeconds(300);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(lie == Lie.OTHER_ISSUER ? "https://id.example.org" : issuer())
            .subject("4711")
            .audience(lie == Lie.OTHER_AUDIENCE ? "another-hall" : CLIENT)
            .issueTime(Date.from(now.minusSeconds(lie == Lie.OVER ? 900 : 1)))
            .expirationTime(Date.from(until))
            .claim("nonce", lie == Lie.OTHER_NONCE ? "another" : asked.get("nonce"));
    if (lie != Lie.NO_NAME) claims.claim("preferred_username", name);
    if (lie == Lie.NO_SIGNATURE) return new PlainJWT(claims.build()).serialize();
    boolean mac = lie == Lie.SIGNED_WITH_SECRET;
    JWSAlgorithm by = mac ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256;
    try {
      JWSSigner signer =
          mac ? new MACSigner(SECRET) : new RSASSASigner(lie == Lie.OTHER_KEY ? other : key);
      var signed = new SignedJWT(new JWSHeader.Builder(by).keyID("one").build(), claims.build());
      signed.sign(signer);
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, String> words(String query) {
    var words = new TreeMap<String, String>();
    for (String word : query.split("&", -1)) {
      String[] part = word.split("=", 2);
      words.put(part[0], URLDecoder.decode(part.length > 1 ? part[1] : "", StandardCharsets.UTF_8));
    }
    return words;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
