package org.xuhao.web;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xuhao.web.account.Account;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Door;
import org.xuhao.web.account.Door.Person;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Outcome;
import org.xuhao.web.account.SessionCookie;
import org.xuhao.web.account.Sessions;

/** Signing in and out, and what an administrator does to accounts. */
final class AccountApi {
  /**
   * How long somebody may wait until the password is hashed, ns: an answer must be there within
   * {@link Bounds#REQUEST_MS}. Whoever would wait longer is refused, and the page asks again.
   */
  private static final long WAITS_MAX = 6_000_000_000L;

  /** One password, before the first was seen, ns; the ADR has what was measured. */
  private static final long FIRST_TAKES = 1_000_000_000L;

  private final Entrance entrance;
  private final Door door;
  private final WorkerExecutor worker;
  private final LongSupplier elapsed;
  private int waiting;
  private long latestTook = FIRST_TAKES;

  AccountApi(Vertx vertx, Entrance entrance, LongSupplier elapsed) {
    this.elapsed = elapsed;
    this.entrance = entrance;
    door = entrance.door();
    worker = vertx.createSharedWorkerExecutor("xuhao-door", 1);
  }

  void bind(RouterBuilder routes) {
    on(routes, "getSession", ctx -> Asking.json(ctx, session(Caller.of(ctx).person())));
    on(routes, "beginSession", this::begin);
    on(routes, "endSession", this::end);
    on(routes, "makeAdministrator", this::makeAdministrator);
    on(routes, "changePassword", this::changePassword);
    on(routes, "getAccounts", this::accounts);
    on(routes, "addAccount", this::add);
    on(routes, "changeAccount", this::change);
    on(routes, "removeAccount", this::remove);
  }

  private static void on(RouterBuilder routes, String operation, Consumer<RoutingContext> act) {
    requireNonNull(routes.getRoute(operation), operation).addHandler(act::accept);
  }

  private JsonObject session(Optional<Person> person) {
    var told = new JsonObject().put("signedIn", person.isPresent());
    person.ifPresent(one -> tell(told, one.account()));
    if (door.firstCode().isPresent()) told.put("first", true);
    if (entrance.openId().isPresent()) told.put("openId", true);
    var shown = new JsonArray();
    for (Entrance.Shown one : entrance.shown())
      shown.add(
          new JsonObject()
              .put("name", one.name())
              .put("password", one.password())
              .put("roles", roles(one.roles())));
    return shown.isEmpty() ? told : told.put("demo", shown);
  }

  private static void tell(JsonObject told, Account account) {
    told.put("name", account.name()).put("roles", roles(account.roles()));
    if (account.clerk() != null) told.put("clerk", account.clerk());
    if (account.temporary()) told.put("temporary", true);
  }

  private static JsonArray roles(Set<AccountRole> roles) {
    var names = new JsonArray();
    roles.stream().sorted().forEach(role -> names.add(role.name()));
    return names;
  }

  private void begin(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    String name = body.getString("name");
    String address = Caller.of(ctx).address();
    // Before it queues: whoever is slowed down costs nothing and keeps nobody waiting.
    Duration slowed = door.slowed(name, address);
    if (slowed.isPositive()) {
      no(ctx, door.slowed(slowed));
      return;
    }
    String before = SessionCookie.secret(ctx).orElse("");
    atDoor(ctx, () -> door.signIn(name, body.getString("password"), address, before));
  }

  private void end(RoutingContext ctx) {
    Optional<Person> person = Caller.of(ctx).person();
    String address = Caller.of(ctx).address();
    SessionCookie.keep(ctx, "", Duration.ZERO);
    if (person.isEmpty()) answer(ctx, new Outcome.Done());
    else
      atDoor(
          ctx,
          () -> {
            door.signOut(person.get(), address);
            return new Outcome.Done();
          });
  }

  private void makeAdministrator(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    String address = Caller.of(ctx).address();
    atDoor(
        ctx,
        () ->
            door.makeAdministrator(
                body.getString("code"),
                body.getString("name"),
                body.getString("password"),
                address));
  }

  private void changePassword(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    Person person = person(ctx);
    String address = Caller.of(ctx).address();
    atDoor(
        ctx,
        () ->
            door.changePassword(
                person, body.getString("old"), body.getString("password"), address));
  }

  private static Person person(RoutingContext ctx) {
    return Caller.of(ctx).person().orElseThrow();
  }

  private void accounts(RoutingContext ctx) {
    var told = new JsonArray();
    for (Account one : door.accounts()) {
      var json = new JsonObject();
      tell(json, one);
      json.put("locked", one.locked()).put("since", one.since().toString());
      if (one.signedIn() != null) json.put("signedIn", one.signedIn().toString());
      told.add(json);
    }
    Asking.json(ctx, told);
  }

  private void add(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    Person by = person(ctx);
    String address = Caller.of(ctx).address();
    atDoor(
        ctx,
        () ->
            door.add(
                by,
                body.getString("name"),
                requireNonNull(rolesIn(body), "roles"),
                body.getString("clerk"),
                body.getString("password"),
                address));
  }

  private void change(RoutingContext ctx) {
    JsonObject body = Reading.body(ctx);
    Person by = person(ctx);
    String address = Caller.of(ctx).address();
    var change =
        new Door.Change(
            rolesIn(body),
            body.getString("clerk"),
            body.getBoolean("locked"),
            body.getString("password"));
    withName(ctx, name -> atDoor(ctx, () -> door.change(by, name, change, address)));
  }

  private void remove(RoutingContext ctx) {
    Person by = person(ctx);
    String address = Caller.of(ctx).address();
    withName(ctx, name -> atDoor(ctx, () -> door.remove(by, name, address)));
  }

  private static void withName(RoutingContext ctx, Consumer<String> then) {
    Account.named(Reading.path(ctx, "account"))
        .ifPresentOrElse(then, () -> Problem.NO_SUCH_ACCOUNT.send(ctx.request()));
  }

  private static @Nullable Set<AccountRole> rolesIn(JsonObject body) {
    if (!body.containsKey("roles")) return null;
    var roles = EnumSet.noneOf(AccountRole.class);
    for (Object role : body.getJsonArray("roles")) roles.add(AccountRole.valueOf(role.toString()));
    return roles;
  }

  private interface Asked {
    Outcome ask() throws IOException;
  }

  /** One after the other on a thread of their own; at the bound it is refused and said. */
  private void atDoor(RoutingContext ctx, Asked asked) {
    if (waiting * latestTook >= WAITS_MAX) {
      Problem.HALL_BUSY.send(ctx.request());
      return;
    }
    waiting++;
    var began = new AtomicLong();
    worker
        .executeBlocking(() -> {
          began.set(elapsed.getAsLong());
          return asked.ask();
        })
        .onComplete(done -> {
          waiting--;
          // A sign-out between two passwords says little of the next password.
          latestTook = Math.max(elapsed.getAsLong() - began.get(), latestTook - latestTook / 8);
          if (ctx.response().ended() || ctx.response().closed()) return;
          if (done.succeeded()) answer(ctx, requireNonNull(done.result()));
          else if (done.cause() instanceof IOException why) Gate.unwritable(ctx, why);
          else ctx.fail(done.cause());
        });
  }

  private void answer(RoutingContext ctx, Outcome outcome) {
    switch (outcome) {
      case Outcome.In(var account, var secret) -> {
        SessionCookie.keep(ctx, secret, Sessions.LASTS);
        var told = new JsonObject().put("signedIn", true);
        tell(told, account);
        Asking.json(ctx, told);
      }
      case Outcome.Done() -> Asking.json(ctx, new JsonObject().put("done", true));
      case Outcome.No no -> no(ctx, no);
    }
  }

  private static void no(RoutingContext ctx, Outcome.No no) {
    if (no.left().isPositive())
      ctx.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(no.left().toSeconds() + 1));
    Problem problem =
        switch (no.why()) {
          case WRONG -> Problem.SIGN_IN_WRONG;
          case CODE_WRONG -> Problem.CODE_WRONG;
          case SLOWED -> Problem.SIGN_IN_SLOWED;
          case LOCKED -> Problem.ACCOUNT_LOCKED;
          case WEAK -> Problem.PASSWORD_WEAK;
          case NAME -> Problem.NAME_UNFIT;
          case NOBODY -> Problem.NO_SUCH_ACCOUNT;
          case LAST -> Problem.LAST_ADMINISTRATOR;
          case ELSEWHERE -> Problem.ACCOUNT_ELSEWHERE;
          case FULL -> Problem.ACCOUNTS_FULL;
        };
    problem.send(ctx.request());
  }
}
