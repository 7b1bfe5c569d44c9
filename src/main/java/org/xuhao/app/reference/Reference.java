package org.xuhao.app.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.DistrictSeal;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Command;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.link.Edition;
import org.xuhao.link.Editions;
import org.xuhao.loop.Answer;
import org.xuhao.loop.HallClock;
import org.xuhao.web.account.Account;
import org.xuhao.web.district.EditionCard;
import org.xuhao.web.district.EditionCard.State;
import org.xuhao.web.guide.Guide;

/**
 * The editions that this hall holds, and those of them that count now. Of a kind the one with the
 * highest number counts whose time has come. One that cannot be read is refused and told; the one
 * before it goes on to count, and so it does when the district is away. Safe from any thread.
 */
public final class Reference implements Editions.Taker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reference.class);

  /** Nobody sees whether an edition counts a second sooner. */
  private static final long LOOK_EVERY_MS = 1_000;

  /** The kinds of editions, as they are called. */
  public static final List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::word).toList();

  private static final By DISTRICT = new By(By.Role.LINK, "district", "link");

  private final Base base;
  private final EditionFolder folder;
  private final Optional<DistrictSeal> seal;
  private final OpenFaults faults;
  private final HallClock clock;
  private final Map<Kind, NavigableMap<Long, Edition>> held = new EnumMap<>(Kind.class);

  /** What counts; behind what is held until the hall has taken it. */
  private final Map<Kind, Edition> counting = new EnumMap<>(Kind.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("district-editions").factory());

  private volatile Map<String, Account> signIns = Map.of();
  private volatile Set<ClerkId> people = Set.of();
  private volatile Guide guide;
  private volatile Consumer<String> changed = name -> {};
  private volatile @Nullable Asking asking;

  /** What the hall's journal names since this start. */
  private final Map<Kind, Edition> journaled = new EnumMap<>(Kind.class);

  /** Asked of the hall, which has not answered yet. */
  private final Set<Kind> underWay = EnumSet.noneOf(Kind.class);

  /** Where the hall's loop is asked, and under which name of this start. */
  private record Asking(Function<Ask, ? extends CompletionStage<Answer>> ask, String incarnation) {}

  private Reference(
      Base base,
      EditionFolder folder,
      Optional<DistrictSeal> seal,
      OpenFaults faults,
      HallClock clock) {
    this.base = base;
    guide = base.guide();
    this.folder = folder;
    this.seal = seal;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Takes up what lies in {@code folder}; what counts now counts at once.
   *
   * @param base what the hall's own file says, which holds where the district says nothing
   * @param seal empty: nobody signs in here who has no account of the hall
   */
  public static Reference open(
      Base base, Path folder, Optional<DistrictSeal> seal, OpenFaults faults, HallClock clock)
      throws IOException {
    var reference = new Reference(base, new EditionFolder(folder), seal, faults, clock);
    for (Edition edition : reference.folder.load(reference::refuse)) reference.keep(edition);
    for (Kind kind : Kind.values())
      reference.due(kind).ifPresent(edition -> reference.count(kind, edition));
    return reference;
  }

  /** The hall's plan with what counts now. */
  public synchronized Plan plan() {
    return plan(Kind.PEOPLE, counting.get(Kind.PEOPLE));
  }

  /** With what counts now, but of this kind {@code edition}. */
  private Plan plan(Kind kind, @Nullable Edition edition) {
    Edition people = kind == Kind.PEOPLE ? edition : counting.get(Kind.PEOPLE);
    Edition services = kind == Kind.SERVICES ? edition : counting.get(Kind.SERVICES);
    return base.under(
        people == null ? Collections.emptySortedMap() : PeopleText.parse(people.body()),
        services == null ? Collections.emptySortedMap() : ServicesText.parse(services.body()));
  }

  /** What the services of the hall are called and ask for, as it counts now. */
  public Guide guide() {
    return guide;
  }

  /** The account of a district's clerk with this name. */
  public Optional<Account> account(String name) {
    return Optional.ofNullable(signIns.get(name));
  }

  /** Whether the district's list names this clerk: elsewhere too it is the same person. */
  public boolean names(ClerkId clerk) {
    return people.contains(clerk);
  }

  private NavigableMap<Long, Edition> held(Kind kind) {
    return held.computeIfAbsent(kind, none -> new TreeMap<>());
  }

  /** The one of the highest number, also where it does not count yet. */
  synchronized Optional<Edition> newest(Kind kind) {
    return Optional.ofNullable(held(kind).lastEntry()).map(Map.Entry::getValue);
  }

  /** Those of a higher number, in their order. */
  synchronized List<Edition> after(Kind kind, long number) {
    return List.copyOf(held(kind).tailMap(number, false).values());
  }

  /** The one that counts, then those that may still come to count. */
  synchronized List<Edition> ahead(Kind kind) {
    Edition counts = counting.get(kind);
    return List.copyOf(
        counts == null ? held(kind).values() : held(kind).tailMap(counts.number(), true).values());
  }

  /**
   * Those whose time has not come and never will, since one that was published later counts; none
   * where what they say was published again, or a later one waits: then somebody saw to it.
   */
  synchronized List<Edition> replaced(Kind kind) {
    Edition counts = counting.get(kind);
    if (counts == null) return List.of();
    Instant now = clock.wall();
    if (ahead(kind).stream().skip(1).anyMatch(one -> one.from().isAfter(now))) return List.of();
    return held(kind).headMap(counts.number()).values().stream()
        .filter(one -> one.from().isAfter(now) && !one.body().equals(counts.body()))
        .toList();
  }

  /** Whether it is in force, also where the clock went back since. */
  synchronized boolean counts(Kind kind, Edition edition) {
    return edition.equals(counting.get(kind));
  }

  /** What counts, what waits and what waited in vain, as pages show it. */
  public synchronized List<EditionCard> cards() {
    var all = new ArrayList<EditionCard>();
    for (Kind kind : Kind.values()) {
      for (Edition one : ahead(kind))
        all.add(card(one, counts(kind, one) ? State.COUNTS : State.WAITS));
      for (Edition one : replaced(kind)) all.add(card(one, State.REPLACED));
    }
    return all;
  }

  private static EditionCard card(Edition of, State state) {
    return new EditionCard(of.kind(), of.number(), of.from(), state);
  }

  /** Numbers of the editions that count, by kind. */
  public synchronized Map<String, Long> counting() {
    var numbers = new TreeMap<String, Long>();
    counting.forEach((kind, edition) -> numbers.put(kind.word(), edition.number()));
    return numbers;
  }

  /**
   * Lets the hall take what comes to count from now on, and first writes down what counts.
   *
   * @param incarnation of its journal
   * @param changed told of accounts whose password or state is another one: who came in by the
   *     former has to come in anew
   */
  public void follow(
      Function<Ask, ? extends CompletionStage<Answer>> ask,
      String incarnation,
      Consumer<String> changed) {
    this.changed = changed;
    asking = new Asking(ask, incarnation);
    synchronized (this) {
      Plan plan = plan();
      for (Kind kind : Kind.values()) {
        Edition counts = counting.get(kind);
        if (counts != null && kind.isOfPlan()) ask(kind, counts, plan);
      }
    }
    var unused =
        timer.scheduleWithFixedDelay(
            this::lookAgain, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void take(Edition edition) throws IOException {
    Optional<Kind> kind = Kind.of(edition.kind());
    if (kind.isEmpty() || !isOurs(kind.get())) return;
    NavigableMap<Long, Edition> known = held(kind.get());
    Edition same = known.get(edition.number());
    Edition counts = counting.get(kind.get());
    if (same != null && !same.equals(edition)) {
      refuse(edition.kind(), "two editions bear the number " + edition.number());
      return;
    }
    // The office sends its newest again where the district's newest cannot be read.
    if (same != null && known.lastKey() == edition.number())
      faults.clear(FaultCode.EDITION_DAMAGED, edition.kind());
    if (same != null || (counts != null && edition.number() < counts.number())) return;
    if (!isReadable(kind.get(), edition)) return;
    folder.save(edition);
    keep(edition);
    LOG.info(
        "Edition {} of {} is here; it counts from {}",
        edition.number(),
        edition.kind(),
        edition.from());
    if (known.lastKey() == edition.number())
      faults.clear(FaultCode.EDITION_DAMAGED, edition.kind());
    look();
  }

  /** Who has no key of the district takes no sign-ins: there are no windows to sign in at. */
  private boolean isOurs(Kind kind) {
    return kind != Kind.CREDENTIALS || seal.isPresent();
  }

  @Override
  public void damaged(String kind) {
    if (Kind.of(kind).isPresent()) refuse(kind, "it is not as it was written");
  }

  private void refuse(String kind, String why) {
    LOG.warn("An edition of {} is refused: {}", kind, why);
    faults.raise(new Fault(FaultCode.EDITION_DAMAGED, kind, why, clock.wall()));
  }

  private boolean isReadable(Kind kind, Edition edition) {
    try {
      switch (kind) {
        case PEOPLE -> LOG.debug("{} clerks", PeopleText.parse(edition.body()).size());
        case SERVICES -> LOG.debug("{} services", ServicesText.parse(edition.body()).size());
        case CREDENTIALS -> LOG.debug("{} accounts", accounts(edition).size());
      }
      return true;
    } catch (IllegalArgumentException e) {
      refuse(kind.word(), "number " + edition.number() + ": " + e.getMessage());
      return false;
    }
  }

  private Map<String, Account> accounts(Edition edition) {
    return SignIns.parse(SignIns.open(edition, seal.orElseThrow()));
  }

  private void keep(Edition edition) {
    Kind kind = Kind.of(edition.kind()).filter(this::isOurs).orElse(null);
    if (kind == null || !isReadable(kind, edition)) return;
    held(kind).put(edition.number(), edition);
  }

  /** The one that ought to count now. */
  private Optional<Edition> due(Kind kind) {
    Instant now = clock.wall();
    return held(kind).descendingMap().values().stream()
        .filter(edition -> !edition.from().isAfter(now))
        .findFirst();
  }

  private void lookAgain() {
    try {
      look();
    } catch (RuntimeException ours) {
      // The executor would keep an error of ours to itself and never look again.
      LOG.error("What counts from now on is not looked for: an error of ours", ours);
    }
  }

  private synchronized void look() {
    for (Kind kind : Kind.values()) {
      Edition due = due(kind).orElse(null);
      Edition counts = counting.get(kind);
      // A clock that went back takes nothing back: what counted once is what people know.
      if (counts != null && (due == null || due.number() < counts.number())) due = counts;
      if (due == null) continue;
      if (!kind.isOfPlan()) count(kind, due);
      // One after the other: each says the whole plan, with what counts of the other kinds.
      else if (underWay.isEmpty() && !due.equals(journaled.get(kind)))
        ask(kind, due, plan(kind, due));
    }
  }

  private void ask(Kind kind, Edition edition, Plan plan) {
    Asking now = asking;
    if (now == null || !underWay.add(kind)) return;
    var take = new Command.TakeEdition(edition.kind(), edition.number(), edition.hash(), plan);
    String request = "edition/" + edition.kind() + "/" + edition.number();
    now.ask()
        .apply(new Ask(request + "/" + now.incarnation(), DISTRICT, take))
        .whenCompleteAsync(
            (answer, broken) -> asked(kind, edition, answer instanceof Answer.Accepted), timer);
  }

  /** Not taken: the hall is busy or its disk is full; the next look asks again. */
  private synchronized void asked(Kind kind, Edition edition, boolean taken) {
    underWay.remove(kind);
    if (!taken) return;
    journaled.put(kind, edition);
    count(kind, edition);
  }

  private void count(Kind kind, Edition edition) {
    boolean before = edition.equals(counting.put(kind, edition));
    if (before) return;
    LOG.info("Edition {} of {} counts", edition.number(), edition.kind());
    if (kind == Kind.CREDENTIALS) signInBy(accounts(edition));
    if (kind == Kind.PEOPLE) people = Set.copyOf(PeopleText.parse(edition.body()).keySet());
    if (kind == Kind.SERVICES) guide = base.guided(ServicesText.parse(edition.body()));
    forgetBefore(kind, edition);
  }

  private void signInBy(Map<String, Account> now) {
    Map<String, Account> before = signIns;
    signIns = now;
    before.forEach((name, account) -> {
      if (!account.equals(now.get(name))) changed.accept(name);
    });
  }

  /**
   * The one before stays too: it counts again if a disk loses the last. And so does one that was
   * replaced before its time, for as long as somebody may miss it.
   */
  private void forgetBefore(Kind kind, Edition counts) {
    NavigableMap<Long, Edition> known = held(kind);
    Long kept = known.lowerKey(counts.number());
    if (kept == null) return;
    for (Edition old : new ArrayList<>(known.headMap(kept).values())) {
      if (old.from().isAfter(clock.wall())) continue;
      try {
        folder.remove(old);
        known.remove(old.number());
      } catch (IOException e) {
        LOG.info("Edition {} of {} stays on the disk", old.number(), old.kind(), e);
      }
    }
  }

  @Override
  public void close() {
    List<Runnable> left = timer.shutdownNow();
    LOG.debug("{} looks are left", left.size());
  }
}
