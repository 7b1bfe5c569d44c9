package org.xuhao.app.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who else may say who somebody is.
 *
 * @param issuer the provider's address, as it names itself
 * @param client under what name the hall is known there
 * @param secret file with the secret it was given there; empty: it has none, and PKCE is its proof
 * @param claim what the provider says of somebody that is the account's name here
 * @param trust PEM of whom to trust beside those that Java trusts; empty: nobody
 */
public record OpenId(
    String issuer, String client, Optional<Path> secret, String claim, Optional<Path> trust) {
  /** What most providers call a person's short name. Source: OpenID Connect Core, 5.1. */
  public static final String CLAIM = "preferred_username";
}
