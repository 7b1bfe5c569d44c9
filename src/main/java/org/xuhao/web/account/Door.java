package org.xuhao.web.account;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.web.account.Outcome.Why;

/**
 * Lets people in and out, and writes down who came. All but {@link #of}, {@link #accounts} and what
 * tells of its state hashes or writes to the disk, and belongs on a worker thread.
 */
public final class Door {
  /** 256 bits: nobody guesses it, so a plain hash of it is enough to know it by. */
  private static final int SECRET_BYTES = 32;

  /** What slowdown and trail call the one-time code; no account can have this name. */
  private static final String CODE = "(code)";

  /** Told of each try; bound to the meters. */
  public interface Figures {
    /** {@code result}: in, wrong, slowed, locked, code-wrong or nobody. */
    void tried(String result);
  }

  /**
   * What a door needs of the rest.
   *
   * @param elapsed nanoseconds that never go back, whatever the clock on the wall does
   */
  public record Surroundings(
      AccountStore store,
      Trail trail,
      Passwords passwords,
      SecureRandom chance,
      InstantSource wall,
      LongSupplier elapsed,
      Figures figures) {}

  /** Somebody who is signed in. */
  public record Person(Account account, Session session) {}

  private final Surroundings with;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Slowdown slowdown = new Slowdown();
  private final FailureLines failures;
  private volatile @Nullable String firstCode;
  private volatile Function<String, Optional<Account>> elsewhere = name -> Optional.empty();

  /** With the accounts and sessions that were kept; without an administrator a code is drawn. */
  public Door(Surroundings with) throws IOException {
    this.with = with;
    accounts = new Accounts(with.store());
    sessions = new Sessions(with.store(), now());
    failures = new FailureLines(with.trail());
    if (!accounts.hasAdministrator()) firstCode = OneTimeCode.draw(with.chance());
  }

  private long now() {
    return with.elapsed().getAsLong();
  }

  /** The code that makes the first administrator; empty: there is one. */
  public Optional<String> firstCode() {
    return accounts.hasAdministrator() ? Optional.empty() : Optional.ofNullable(firstCode);
  }

  /** All accounts, by name. */
  public List<Account> accounts() {
    return accounts.list();
  }

  /** How many browsers are signed in. */
  public int sessions() {
    return sessions.count();
  }

  /**
   * Lets people in besides whose accounts are kept elsewhere: they are changed there alone. One of
   * this hall stands before another of its name.
   */
  public void alsoLetIn(Function<String, Optional<Account>> accounts) {
    elsewhere = accounts;
  }

  private Optional<Account> find(String name) {
    return accounts.find(name).or(() -> elsewhere.apply(name));
  }

  private boolean isOurs(Account account) {
    return accounts.find(account.name()).isPresent();
  }

  /** An account that is kept elsewhere is another one: whoever came in by it comes in anew. */
  public void changedElsewhere(String name) throws IOException {
    if (accounts.find(name).isEmpty()) sessions.end(one -> one.account().equals(name));
  }

  /** The trail, for whoever has something to write. */
  public Trail trail() {
    return with.trail();
  }

  /** Whose browser has this secret; it counts as used. From any thread, at once. */
  public Optional<Person> of(String secret) {
    String hash = Sha.of(secret);
    Optional<Account> account =
        sessions.accountOf(hash).flatMap(this::find).filter(one -> !one.locked());
    return account.flatMap(one ->
        sessions
            .use(hash, with.wall().instant(), now(), one.is(AccountRole.ADMINISTRATOR))
            .map(session -> new Person(one, session)));
  }

  /** How long nobody may try with this name or from this address. From any thread, at once. */
  public Duration slowed(String name, String address) {
    Duration left = slowdown.left("name " + known(name), now());
    Duration there = slowdown.left("address " + address, now());
    return left.compareTo(there) > 0 ? left : there;
  }

  private static String known(String typed) {
    return typed.equals(CODE) ? CODE : Account.named(typed).orElse("-");
  }

  /**
   * Compares a password and begins a session.
   *
   * @param before the secret of the session that this browser had; empty: none
   */
  public Outcome signIn(String typed, String password, String address, String before)
      throws IOException {
    Duration slowed = slowed(typed, address);
    if (slowed.isPositive()) return slowed(slowed);
    Optional<Account> account = Account.named(typed).flatMap(this::find);
    if (!isRight(account, password)) return failed(known(typed), address);
    Account one = account.orElseThrow();
    slowdown.right("name " + one.name());
    slowdown.right("address " + address);
    boolean old = with.passwords().isOld(one.password());
    Account renewed =
        old && isOurs(one) ? one.with(with.passwords().hash(password), one.temporary()) : one;
    return letIn(renewed, isOurs(one) ? "" : "district", address, before);
  }

  /**
   * Begins a session for whom an OpenID provider calls {@code claimed}, if that is the name of an
   * account. A first password, which two people know, is void from then on.
   *
   * @param before the secret of the session that this browser had; empty: none
   */
  public Outcome signInBy(String claimed, String address, String before) throws IOException {
    Optional<String> name = Account.named(claimed);
    Optional<Account> account = name.flatMap(this::find);
    if (account.isEmpty()) {
      with.figures().tried("nobody");
      with.trail().write(new Trail.Line("sign-in-nobody", name.orElse("-"), address, "OpenID"));
      return Outcome.No.of(Why.NOBODY);
    }
    Account one = account.get();
    boolean first = one.temporary() && isOurs(one);
    return letIn(first ? one.with(Passwords.NONE, false) : one, "OpenID", address, before);
  }

  private Outcome letIn(Account one, String how, String address, String before) throws IOException {
    if (one.locked()) {
      with.figures().tried("locked");
      with.trail().write(new Trail.Line("sign-in-locked", one.name(), address, how));
      return Outcome.No.of(Why.LOCKED);
    }
    with.trail().write(new Trail.Line("sign-in", one.name(), address, how));
    Account in = isOurs(one) ? one.signedIn(with.wall().instant(), one.password()) : one;
    if (isOurs(in)) accounts.put(in);
    with.figures().tried("in");
    return enter(in, before);
  }

  private boolean isRight(Optional<Account> account, String password) {
    if (account.isPresent()) return with.passwords().matches(password, account.get().password());
    with.passwords().pretend(password);
    return false;
  }

  private Outcome failed(String name, String address) throws IOException {
    slowdown.failed("name " + name, now());
    int times = slowdown.failed("address " + address, now());
    with.figures().tried("wrong");
    failures.write(name, address, times, now());
    return Outcome.No.of(Why.WRONG);
  }

  /** Turned away before anything is compared, and counted. */
  public Outcome.No slowed(Duration left) {
    with.figures().tried("slowed");
    return new Outcome.No(Why.SLOWED, left);
  }

  private Outcome enter(Account account, String before) throws IOException {
    byte[] drawn = new byte[SECRET_BYTES];
    with.chance().nextBytes(drawn);
    String secret = HexFormat.of().formatHex(drawn);
    Instant until = with.wall().instant().plus(Sessions.LASTS);
    sessions.begin(new Session(Sha.of(secret), account.name(), until), Sha.of(before), now());
    return new Outcome.In(account, secret);
  }

  /** Ends the session of this browser. */
  public void signOut(Person person, String address) throws IOException {
    sessions.end(one -> one.hash().equals(person.session().hash()));
    with.trail().write(new Trail.Line("sign-out", person.account().name(), address, ""));
  }

  /** A person's own new password; all other browsers of the account are signed out. */
  public Outcome changePassword(Person person, String old, String fresh, String address)
      throws IOException {
    Account one = find(person.account().name()).orElseThrow();
    if (!isOurs(one)) return Outcome.No.of(Why.ELSEWHERE);
    Duration slowed = slowed(one.name(), address);
    if (slowed.isPositive()) return slowed(slowed);
    if (!with.passwords().matches(old, one.password())) return failed(one.name(), address);
    if (!Passwords.isGood(fresh, one.name()) || fresh.equals(old)) return Outcome.No.of(Why.WEAK);
    with.trail().write(new Trail.Line("password", one.name(), address, "by its owner"));
    Account now = one.with(with.passwords().hash(fresh), false);
    accounts.put(now);
    sessions.end(session -> session.account().equals(one.name()));
    return enter(now, "");
  }

  /**
   * Makes an administrator, or gives one a new password, for whoever has the code from the console
   * of the machine.
   */
  public Outcome makeAdministrator(String code, String typed, String password, String address)
      throws IOException {
    Duration slowed = slowed(CODE, address);
    if (slowed.isPositive()) return slowed(slowed);
    String first = firstCode().map(OneTimeCode::hash).orElse("");
    String hash = OneTimeCode.hash(code);
    boolean recovers = hash.equals(with.store().recoveryCode());
    if (!hash.equals(first) && !recovers) {
      failed(CODE, address);
      return Outcome.No.of(Why.CODE_WRONG);
    }
    Optional<String> name = Account.named(typed);
    if (name.isEmpty()) return Outcome.No.of(Why.NAME);
    if (!Passwords.isGood(password, name.get())) return Outcome.No.of(Why.WEAK);
    with.trail().write(new Trail.Line("administrator", name.get(), address, "with the code"));
    accounts.put(administrator(name.get(), with.passwords().hash(password)));
    sessions.end(session -> session.account().equals(name.get()));
    firstCode = null;
    if (recovers) with.store().forgetRecoveryCode();
    slowdown.right("name " + CODE);
    return enter(accounts.find(name.get()).orElseThrow(), "");
  }

  /** One that was there keeps what else it was for. */
  private Account administrator(String name, String kept) {
    Instant at = with.wall().instant();
    var roles = EnumSet.of(AccountRole.ADMINISTRATOR);
    Optional<Account> before = accounts.find(name);
    before.ifPresent(one -> roles.addAll(one.roles()));
    String clerk = before.map(Account::clerk).orElse(null);
    return new Account(name, roles, clerk, false, false, kept, at, at);
  }

  /** A new account, whose password must be changed at its first sign-in. */
  public Outcome add(
      Person by,
      String typed,
      Set<AccountRole> roles,
      @Nullable String clerk,
      String password,
      String address)
      throws IOException {
    Optional<String> name = Account.named(typed).filter(one -> find(one).isEmpty());
    if (name.isEmpty()) return Outcome.No.of(Why.NAME);
    if (accounts.isFull()) return Outcome.No.of(Why.FULL);
    if (!Passwords.isGood(password, name.get())) return Outcome.No.of(Why.WEAK);
    tell("account-added", by, address, name.get() + " " + roles + " clerk " + clerk);
    String kept = with.passwords().hash(password);
    Instant at = with.wall().instant();
    accounts.put(new Account(name.get(), roles, clerk, false, true, kept, at, null));
    return new Outcome.Done();
  }

  /** Adds accounts that were lost here and kept elsewhere; a name that is known stays as it is. */
  public void takeBack(List<Account> lost) throws IOException {
    for (Account one : lost) {
      if (accounts.find(one.name()).isPresent() || accounts.isFull()) continue;
      with.trail().write(new Trail.Line("account-restored", "", "", one.name()));
      accounts.put(one);
    }
  }

  /** What is to be changed of an account; null: nothing. */
  public record Change(
      @Nullable Set<AccountRole> roles,
      @Nullable String clerk,
      @Nullable Boolean locked,
      @Nullable String password) {}

  /** Changes an account; whoever is signed in with it must sign in again. */
  public Outcome change(Person by, String name, Change change, String address) throws IOException {
    Optional<Account> found = accounts.find(name);
    if (found.isEmpty()) return Outcome.No.of(Why.NOBODY);
    Account one = found.get();
    if (change.roles() != null || change.clerk() != null)
      one = one.as(change.roles() == null ? one.roles() : change.roles(), clerk(change, one));
    if (change.locked() != null) one = one.locked(change.locked());
    if (accounts.wouldBeLast(name, Optional.of(one))) return Outcome.No.of(Why.LAST);
    String password = change.password();
    if (password != null) {
      if (!Passwords.isGood(password, name)) return Outcome.No.of(Why.WEAK);
      one = one.with(with.passwords().hash(password), true);
      slowdown.right("name " + name);
    }
    String detail =
        "%s %s clerk %s%s%s"
            .formatted(
                name,
                one.roles(),
                one.clerk(),
                one.locked() ? " locked" : "",
                password == null ? "" : " new password");
    tell("account-changed", by, address, detail);
    accounts.put(one);
    sessions.end(session -> session.account().equals(name));
    return new Outcome.Done();
  }

  /** An empty id takes it away. */
  private static @Nullable String clerk(Change change, Account one) {
    String id = change.clerk();
    if (id == null) return one.clerk();
    return id.isEmpty() ? null : id;
  }

  /** Removes an account; what it did stays in journal and trail. */
  public Outcome remove(Person by, String name, String address) throws IOException {
    if (accounts.find(name).isEmpty()) return Outcome.No.of(Why.NOBODY);
    if (accounts.wouldBeLast(name, Optional.empty())) return Outcome.No.of(Why.LAST);
    tell("account-removed", by, address, name);
    accounts.remove(name);
    sessions.end(session -> session.account().equals(name));
    return new Outcome.Done();
  }

  private void tell(String what, Person by, String address, String detail) throws IOException {
    with.trail().write(new Trail.Line(what, by.account().name(), address, detail));
  }
}
