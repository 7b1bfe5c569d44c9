package org.xuhao.web.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How people and machines come in.
 *
 * @param dispensers from where tickets are taken without an account
 * @param watchers from where the hall is watched without an account
 * @param shown accounts that the sign-in page names with their passwords; none but in the
 *     demonstration
 * @param openId who else may say who somebody is; empty: nobody
 */
public record Entrance(
    Door door,
    Networks dispensers,
    Networks watchers,
    List<Shown> shown,
    Optional<OpenIdProvider> openId) {

  /** An account of the demonstration. */
  public record Shown(String name, String password, Set<AccountRole> roles) {
    public Shown {
      roles = Set.copyOf(roles);
    }
  }

  public Entrance {
    shown = List.copyOf(shown);
  }
}
