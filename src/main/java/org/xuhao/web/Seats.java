package org.xuhao.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;

/**
 * Whose window it is: a clerk signs in under the own number only, and presses no keys of a window
 * where another one sits. A manager may do both.
 */
final class Seats {
  private Seats() {}

  /** Why the caller may not do this at the window; {@code there}: who is signed in at it. */
  static Optional<Problem> refuses(RoutingContext ctx, String operation, @Nullable ClerkId there) {
    Caller caller = Caller.of(ctx);
    Optional<Account> account = caller.account();
    if (account.isEmpty() || account.get().is(AccountRole.MANAGER)) return Optional.empty();
    if (!caller.acts().equals(Optional.of(AccountRole.CLERK))) return Optional.empty();
    String own = account.get().clerk();
    if (operation.equals("signIn")) {
      boolean mine = Reading.body(ctx).getString("clerk").equals(own);
      return mine ? Optional.empty() : Optional.of(Problem.NOT_YOUR_NUMBER);
    }
    boolean free = there == null || there.id().equals(own);
    return free ? Optional.empty() : Optional.of(Problem.WINDOW_OF_ANOTHER);
  }
}
