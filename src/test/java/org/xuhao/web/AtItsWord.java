package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.xuhao.client.ApiClient;

/**
 * Takes the OpenAPI file at its word when it reads an answer into what the generator made of the
 * file: an answer with a field that the file does not have, without one that it requires, or of
 * another type than it says, fails the test.
 */
final class AtItsWord extends ObjectMapper {
  AtItsWord() {
    super(ApiClient.createDefaultObjectMapper());
    enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Override
  @SuppressWarnings("unchecked") // T is String where its type says so
  public <T> T readValue(String text, TypeReference<T> type) throws JsonProcessingException {
    // The generator would read CSV as JSON, too; no JSON of the API is a text alone.
    return type.getType() == String.class ? (T) text : readValue(text, constructType(type));
  }

  /** Reads it, and writes it again to see that nothing was lost or made up. */
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // so Jackson has it
  public <T> T readValue(String text, JavaType type) throws JsonProcessingException {
    T told = super.readValue(text, type);
    JsonNode again = valueToTree(told);
    assertTrue(
        readTree(text).equals(AtItsWord::difference, again),
        () -> type + " was " + text + " and is " + again);
    return told;
  }

  private static int difference(JsonNode said, JsonNode again) {
    if (said.equals(again)) return 0;
    if (said.isNumber() && again.isNumber())
      return said.decimalValue().compareTo(again.decimalValue());
    boolean texts = said.isTextual() && again.isTextual();
    return texts && isSameTime(said.asText(), again.asText()) ? 0 : 1;
  }

  /** Whether both are one time, which may be written in more than one way. */
  private static boolean isSameTime(String said, String again) {
    try {
      return OffsetDateTime.parse(said).isEqual(OffsetDateTime.parse(again));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
