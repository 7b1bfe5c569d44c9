package org.xuhao.web.account;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One person who may sign in.
 *
 * @param name what the person types, as {@link #named} writes it
 * @param clerk the clerk of {@code hall.yaml} or staff number that signs in at windows; null: none
 * @param locked an administrator let it in no more
 * @param temporary somebody else knows the password: it must be changed before anything else
 * @param password as {@link Passwords} wrote it
 * @param signedIn when it was let in last; null: never
 */
public record Account(
    String name,
    Set<AccountRole> roles,
    @Nullable String clerk,
    boolean locked,
    boolean temporary,
    String password,
    Instant since,
    @Nullable Instant signedIn) {

  /** Letters of any script: names of people and staff numbers. */
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,31}";

  /** What a clerk's id may be, as in the OpenAPI file. */
  private static final String CLERK = "[A-Za-z0-9_-]{1,32}";

  public Account {
    if (!name.matches(NAME)) throw new IllegalArgumentException("no name: " + name);
    if (clerk != null && !clerk.matches(CLERK)) throw new IllegalArgumentException(clerk);
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
  }

  /**
   * One way to write a name, whatever keyboard it was typed on: full-width letters are plain ones,
   * capitals small. Empty: it can be nobody's.
   */
  public static Optional<String> named(String typed) {
    if (typed.length() > 64) return Optional.empty();
    String name =
        Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return name.matches(NAME) ? Optional.of(name) : Optional.empty();
  }

  /** Whether it has this role. */
  public boolean is(AccountRole role) {
    return roles.contains(role);
  }

  Account signedIn(Instant at, String hash) {
    return new Account(name, roles, clerk, locked, temporary, hash, since, at);
  }

  Account with(String hash, boolean byAnother) {
    return new Account(name, roles, clerk, locked, byAnother, hash, since, signedIn);
  }

  Account locked(boolean now) {
    return new Account(name, roles, clerk, now, temporary, password, since, signedIn);
  }

  Account as(Set<AccountRole> now, @Nullable String id) {
    var all = now.isEmpty() ? EnumSet.noneOf(AccountRole.class) : EnumSet.copyOf(now);
    return new Account(name, all, id, locked, temporary, password, since, signedIn);
  }
}
