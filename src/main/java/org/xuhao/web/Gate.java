package org.xuhao.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.web.account.AccountRole;
import org.xuhao.web.account.Door.Person;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.account.Networks;
import org.xuhao.web.account.Permission;
import org.xuhao.web.account.Permission.Place;
import org.xuhao.web.account.Permission.Trace;
import org.xuhao.web.account.Permissions;
import org.xuhao.web.account.RateLimit;
import org.xuhao.web.account.SessionCookie;
import org.xuhao.web.account.Trail;

/**
 * Stands before every operation and lets through whom the table of permissions names. Runs on the
 * server's event loop.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** What may be asked with a password that somebody else knows. */
  private static final Set<String> BEFORE_OWN_PASSWORD =
      Set.of("getSession", "beginSession", "endSession", "changePassword");

  private final Entrance entrance;
  private final LongSupplier elapsed;
  private final RateLimit limit = new RateLimit();

  Gate(Entrance entrance, LongSupplier elapsed) {
    this.entrance = entrance;
    this.elapsed = elapsed;
  }

  /** Goes before what the operations themselves do; to be called before they are bound. */
  void guard(RouterBuilder routes) {
    for (OpenAPIRoute route : routes.getRoutes()) {
      String operation = route.getOperation().getOperationId();
      Optional<Permission> permission = Permissions.of(operation);
      if (permission.isEmpty())
        LOG.error("{} is not in the table of permissions: nobody may", operation);
      route.addHandler(ctx -> pass(ctx, permission));
    }
  }

  private void pass(RoutingContext ctx, Optional<Permission> permission) {
    HttpServerRequest request = ctx.request();
    String address = address(request);
    if (!isTrusted(request) && !limit.allows(Networks.network(address), elapsed.getAsLong())) {
      Problem.TOO_MANY.send(request);
      return;
    }
    if (permission.isEmpty()) {
      Problem.NOT_YOUR_ROLE.send(request);
      return;
    }
    Optional<Person> person = SessionCookie.secret(ctx).flatMap(entrance.door()::of);
    Optional<AccountRole> acts = person.flatMap(one -> permission.get().acts(one.account()));
    Optional<Problem> no = whyNot(request, permission.get(), person, acts);
    if (no.isPresent() && !isOpen(request, permission.get())) {
      no.get().send(request);
      return;
    }
    var caller =
        new Caller(Networks.network(address), person, no.isPresent() ? Optional.empty() : acts);
    caller.keep(ctx);
    if (permission.get().trace() == Trace.TRAIL) writeFirst(ctx, permission.get(), caller);
    else ctx.next();
  }

  /** Why the account of this browser cannot do it. */
  private static Optional<Problem> whyNot(
      HttpServerRequest request,
      Permission permission,
      Optional<Person> person,
      Optional<AccountRole> acts) {
    if (person.isEmpty())
      return Optional.of(
          permission.open().contains(Place.DISPENSER) && isCommand(request)
              ? Problem.NOT_A_DISPENSER
              : Problem.NOT_SIGNED_IN);
    if (person.get().account().temporary() && !BEFORE_OWN_PASSWORD.contains(permission.operation()))
      return Optional.of(Problem.PASSWORD_TEMPORARY);
    if (acts.isEmpty()) return Optional.of(Problem.NOT_YOUR_ROLE);
    if (isCommand(request) && !saysWhereFrom(request))
      return Optional.of(Problem.CROSS_SITE.because("send origin, as browsers do"));
    return Optional.empty();
  }

  private static boolean isCommand(HttpServerRequest request) {
    return !HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method());
  }

  /** {@link Site#guard} has compared it with this host already. */
  private static boolean saysWhereFrom(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN) != null;
  }

  private boolean isOpen(HttpServerRequest request, Permission permission) {
    if (permission.open().contains(Place.ANYWHERE)) return true;
    if (isForwarded(request)) return false;
    String address = address(request);
    if (permission.open().contains(Place.DISPENSER) && entrance.dispensers().hold(address))
      return true;
    return permission.open().contains(Place.WATCHER) && entrance.watchers().hold(address);
  }

  private boolean isTrusted(HttpServerRequest request) {
    String address = address(request);
    return !isForwarded(request)
        && (entrance.dispensers().hold(address) || entrance.watchers().hold(address));
  }

  /** A proxy on this machine makes everybody look like the machine itself. */
  static boolean isForwarded(HttpServerRequest request) {
    return request.getHeader("x-forwarded-for") != null || request.getHeader("forwarded") != null;
  }

  private static String address(HttpServerRequest request) {
    SocketAddress other = request.remoteAddress();
    String address = other == null ? null : other.hostAddress();
    return address == null ? "" : address;
  }

  /** Whether this is an administrator who sets the hall up: files are larger than commands. */
  boolean setsUp(RoutingContext ctx) {
    String path = ctx.request().path();
    return path != null
        && path.startsWith("/api/setup/")
        && SessionCookie.secret(ctx)
            .flatMap(entrance.door()::of)
            .filter(one -> one.account().roles().contains(AccountRole.ADMINISTRATOR))
            .isPresent();
  }

  private void writeFirst(RoutingContext ctx, Permission permission, Caller caller) {
    String who = caller.account().map(one -> one.name()).orElse("");
    String path = String.valueOf(ctx.request().path());
    var line = new Trail.Line(permission.operation(), who, caller.address(), path);
    ctx.vertx()
        .executeBlocking(() -> {
          entrance.door().trail().write(line);
          return line;
        })
        .onSuccess(written -> ctx.next())
        .onFailure(why -> {
          if (!(why instanceof IOException)) ctx.fail(why);
          else unwritable(ctx, why);
        });
  }

  static void unwritable(RoutingContext ctx, Throwable why) {
    LOG.warn("Accounts or their trail cannot be written: {}", why.toString());
    Problem.ACCOUNTS_UNWRITABLE.send(ctx.request());
  }
}
