package org.xuhao.web.account;

import java.time.Instant;

/**
 * One browser that is signed in.
 *
 * @param hash SHA-256 of its secret; the secret is in its cookie and nowhere else
 * @param account the name of the account
 * @param until when it ends, however busy it is
 */
public record Session(String hash, String account, Instant until) {
  public Session {
    if (!hash.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("no SHA-256: " + hash);
  }
}
