package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Door.Person;

/**
 * Who sent a request that the gate let through.
 *
 * @param address of the other end; of IPv6 the network, since a machine has many in it
 * @param person who is signed in there
 * @param acts the role in which that account may do this; empty: it is done without an account
 */
record Caller(String address, Optional<Person> person, Optional<AccountRole> acts) {
  private static final String KEY = "xuhao.caller";

  static Caller of(RoutingContext ctx) {
    Caller caller = ctx.get(KEY);
    return requireNonNull(caller, "a request that came by the gate");
  }

  void keep(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  /** The account that acts. */
  Optional<Account> account() {
    return acts.isEmpty() ? Optional.empty() : person.map(Person::account);
  }

  /** Who asks a command of the hall; {@code route}: where nobody is signed in. */
  By by(By route) {
    Optional<Account> account = account();
    if (account.isEmpty()) return route;
    By.Role role =
        switch (acts.orElseThrow()) {
          case CLERK -> By.Role.CLERK;
          case SERVICE_DESK -> By.Role.DESK;
          case MANAGER -> By.Role.MANAGER;
          case DISTRICT, ADMINISTRATOR -> route.role();
        };
    return new By(role, account.get().name(), route.place());
  }

  /**
   * Whose window it is: a clerk signs in under the own number only, and presses no keys of a window
   * where another one sits. A manager may do both. Empty: this one may do {@code operation} there.
   *
   * @param there who is signed in at the window
   */
  Optional<Problem> refuses(RoutingContext ctx, String operation, @Nullable ClerkId there) {
    Optional<Account> account = account();
    if (account.isEmpty() || account.get().is(AccountRole.MANAGER)) return Optional.empty();
    if (!acts.equals(Optional.of(AccountRole.CLERK))) return Optional.empty();
    String own = account.get().clerk();
    if (operation.equals("signIn")) {
      boolean mine = Reading.body(ctx).getString("clerk").equals(own);
      return mine ? Optional.empty() : Optional.of(Problem.NOT_YOUR_NUMBER);
    }
    boolean free = there == null || there.id().equals(own);
    return free ? Optional.empty() : Optional.of(Problem.WINDOW_OF_ANOTHER);
  }
}
