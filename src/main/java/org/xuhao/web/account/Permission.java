package org.xuhao.web.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask for one operation of the OpenAPI file.
 *
 * @param open from where it may be asked without an account
 * @param roles accounts that may; who has several of them acts in the first
 */
public record Permission(String operation, Set<Place> open, Trace trace, List<AccountRole> roles) {

  /** From where somebody asks who has no account. */
  public enum Place {
    /** Wherever the port is reached from: visitors and their phones, displays. */
    ANYWHERE,
    /** The machine itself and the networks of {@code http.dispensers}. */
    DISPENSER,
    /** The machine itself and the networks of {@code http.watchers}: programs that watch it. */
    WATCHER
  }

  /** Where it is written down who did it. */
  public enum Trace {
    /** Nothing changes, or a device says that it lives. */
    NONE,
    /** The event in the journal names the account. */
    JOURNAL,
    /** A line in the trail, before it is done. */
    TRAIL,
    /** The operation writes its own lines, since they say what came of it. */
    ITSELF
  }

  public Permission {
    open = Set.copyOf(open);
    roles = List.copyOf(roles);
  }

  /** The first of its roles that {@code account} has. */
  public Optional<AccountRole> acts(Account account) {
    return roles.stream().filter(account.roles()::contains).findFirst();
  }
}
