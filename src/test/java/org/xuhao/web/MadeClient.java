package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.util.Map;
import org.xuhao.client.ApiClient;
import org.xuhao.client.ApiException;
import org.xuhao.client.api.AccountsApi;
import org.xuhao.client.model.Entry;
import org.xuhao.client.model.Problem;
import org.xuhao.client.model.Session;

/**
 * Somebody's program: the client that each build makes anew from openapi.yaml, with the cookies of
 * one browser. It takes the file {@link AtItsWord}.
 */
final class MadeClient extends ApiClient implements AutoCloseable {
  /** The body of a command that says no more than its address; without one null would be sent. */
  static final Object NOTHING = Map.of();

  /** A call of the client that shall be refused. */
  interface Call {
    Object make() throws ApiException;
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  private final ObjectMapper strict = new AtItsWord();

  /** Nobody's yet, in a browser of its own. */
  MadeClient(LiveHall hall) {
    String origin = hall.at("").toString();
    updateBaseUri(origin);
    setReadTimeout(LiveHall.PATIENCE);
    setRequestInterceptor(request -> request.header("origin", origin));
  }

  /** One for all parts of the API, which would each make one of their own. */
  @Override
  public HttpClient getHttpClient() {
    return http;
  }

  @Override
  public ObjectMapper getObjectMapper() {
    return strict;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Signs {@code name} of the {@link Staff} in. */
  Session signIn(String name) throws ApiException {
    var entry = new Entry().name(name).password(Staff.PASSWORD);
    return new AccountsApi(this).beginSession(entry);
  }

  /** What a refused call is answered: a problem document with this status and code. */
  Problem refused(int status, String code, Call call) {
    var refused = assertThrows(ApiException.class, call::make);
    assertEquals(status, refused.getCode(), refused.getMessage());
    String type = refused.getResponseHeaders().firstValue("content-type").orElse("");
    assertEquals("application/problem+json", type);
    try {
      var problem =
          getObjectMapper().readValue(refused.getResponseBody(), new TypeReference<Problem>() {});
      assertEquals(code, problem.getCode());
      assertEquals(status, problem.getStatus());
      return problem;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
