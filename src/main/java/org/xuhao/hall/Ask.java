package org.xuhao.hall;

import org.xuhao.hall.value.By;

/**
 * A command with its request id and who asks.
 *
 * @param request names this request for 48 hours; asked again it gets the first answer again
 */
public record Ask(String request, By by, Command command) {

  /** Longest request id, in characters: room for a UUID and an account name. */
  public static final int REQUEST_MAX = 128;

  public Ask {
    if (request.isEmpty() || request.length() > REQUEST_MAX)
      throw new IllegalArgumentException("request id of " + request.length() + " characters");
  }
}
