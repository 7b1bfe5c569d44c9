package org.xuhao.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xuhao.forecast.Wait;
import org.xuhao.hall.Ask;
import org.xuhao.hall.BookingEvent.Settled;
import org.xuhao.hall.Bookings;
import org.xuhao.hall.Command;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.BookingId;
import org.xuhao.hall.value.By;
import org.xuhao.loop.Answer;
import org.xuhao.report.DistrictReports;
import org.xuhao.store.DistrictStore;
import org.xuhao.store.StoreDown;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.district.EditionCard;
import org.xuhao.web.district.EditionCard.State;
import org.xuhao.web.district.Elsewhere;
import org.xuhao.web.district.HallCard;
import org.xuhao.web.district.LoadReport;
import org.xuhao.web.district.LoadReport.ServiceLoad;
import org.xuhao.web.district.LoanHooks;

/** The district of Li Cang as a test wants it heard. */
final class TestDistrict implements DistrictHooks {
  private static final Wait USUAL = new Wait(Duration.ofMinutes(3), Duration.ofMinutes(8));

  private static final HallCard OWN = card("licang", "李沧区政务服务中心", "Li Cang centre", 0, 50, 40);

  private final Map<String, Heard> heard = new LinkedHashMap<>();
  private final List<HallCard> others = new ArrayList<>();
  volatile boolean reached = true;

  /** What was last wished for in another hall, and what comes of it. */
  final AtomicReference<Elsewhere.@Nullable Wish> wished = new AtomicReference<>();

  final AtomicReference<Elsewhere.Outcome> outcome =
      new AtomicReference<>(new Elsewhere.Outcome.Silent());

  private final AtomicReference<@Nullable LiveHall> journal = new AtomicReference<>();

  /** From now on wishes and what comes of them are on the disk of {@code hall}. */
  void journalIn(LiveHall hall) {
    journal.set(hall);
  }

  @Override
  public Elsewhere elsewhere() {
    return new Elsewhere() {
      @Override
      public CompletionStage<Outcome> take(Wish wish) {
        wished.set(wish);
        LiveHall hall = journal.get();
        if (hall == null) return CompletableFuture.completedFuture(outcome.get());
        return CompletableFuture.supplyAsync(() -> journalled(hall, wish));
      }

      @Override
      public CompletionStage<Return> giveBack(BookingId booking) {
        LiveHall hall = Objects.requireNonNull(journal.get(), "a journal");
        return hall.ask(settle(booking, Settled.GIVEN_BACK, null, null))
            .thenApply(answer -> Return.BACK);
      }
    };
  }

  /** As the link does it: the wish first, then what came of it; the same again has the same end. */
  private Elsewhere.Outcome journalled(LiveHall hall, Elsewhere.Wish wish) {
    var asked =
        new Command.AskReservation(wish.booking(), wish.hall().id(), wish.service(), wish.file());
    Answer answer = LiveHall.done(hall.ask(new Ask(wish.request(), wish.by(), asked)));
    if (answer instanceof Answer.Refused(Refusal why)) return new Elsewhere.Outcome.Unasked(why);
    Bookings.Asked before = hall.hall().bookings().askedAs(wish.booking()).orElseThrow();
    if (before.settled() != null) return told(before);
    var settled =
        switch (outcome.get()) {
          case Elsewhere.Outcome.Kept(Instant until) ->
              settle(wish.booking(), Settled.KEPT, null, until);
          case Elsewhere.Outcome.Refused(String code) ->
              settle(wish.booking(), Settled.REFUSED, code, null);
          default -> settle(wish.booking(), Settled.SILENT, null, null);
        };
    LiveHall.done(hall.ask(settled));
    return told(hall.hall().bookings().askedAs(wish.booking()).orElseThrow());
  }

  private static Ask settle(
      BookingId booking, Settled how, @Nullable String code, @Nullable Instant until) {
    var by = new By(By.Role.LINK, "district", "link");
    var command = new Command.SettleReservation(booking, how, code, until);
    return new Ask("settle/" + booking + "/" + how, by, command);
  }

  private static Elsewhere.Outcome told(Bookings.Asked asked) {
    return switch (asked.settled()) {
      case KEPT -> new Elsewhere.Outcome.Kept(asked.until());
      case REFUSED -> new Elsewhere.Outcome.Refused(String.valueOf(asked.refusal()));
      case SILENT, GIVEN_BACK -> new Elsewhere.Outcome.Silent();
      case null -> new Elsewhere.Outcome.Silent();
    };
  }

  /** Clerks between halls; none unless a test has some. */
  volatile LoanHooks loans = LoanHooks.NONE;

  /** The district's tables; empty: this hall is not its office. */
  volatile Optional<Tables> tables = Optional.empty();

  @Override
  public LoanHooks loans() {
    return loans;
  }

  /** Tables that are open. */
  static Tables tables(DistrictStore store) {
    return new Tables() {
      @Override
      public DistrictReports reports() {
        return new DistrictReports(store, DistrictReports.Known.NOTHING);
      }

      @Override
      public void settle(String hall) throws StoreDown {
        store.settle(hall);
      }
    };
  }

  @Override
  public Optional<Tables> tables() {
    return tables;
  }

  static HallCard card(String id, String name, String nameEn, int minutes, int x, int y) {
    var place = Optional.of(new HallCard.Place(x, y));
    return new HallCard(id, name, nameEn, minutes, Optional.empty(), place);
  }

  /** A hall where {@code waiting} people wait for social insurance, heard of so long ago. */
  TestDistrict with(HallCard card, int waiting, Duration longest, Duration age, Duration skew) {
    others.add(card);
    heard.put(card.id(), new Heard(report(card, waiting, longest, USUAL), age, skew));
    return this;
  }

  /** A hall that is heard of now, where whoever came would wait so long; nobody has yet. */
  TestDistrict crowded(HallCard card, Wait range) {
    others.add(card);
    LoadReport report = report(card, 600, Duration.ofMinutes(4), range);
    heard.put(card.id(), new Heard(report, Duration.ofSeconds(2), Duration.ZERO));
    return this;
  }

  /** One that was not heard of. */
  TestDistrict with(HallCard card) {
    others.add(card);
    return this;
  }

  private static LoadReport report(HallCard card, int waiting, Duration longest, Wait range) {
    var windows = List.of(3, 5);
    var busy =
        new ServiceLoad(
            "RS", "社会保险", "Social insurance", true, waiting, longest, 2, range, null, windows);
    var closed =
        new ServiceLoad("SC", "企业登记", "Business", false, 0, null, 0, null, null, List.of());
    return new LoadReport(
        card.id(),
        card.name(),
        card.nameEn(),
        "test",
        "00000000000000b2",
        true,
        List.of(busy, closed, few(card)),
        new LoadReport.Windows(6, 4, 3),
        4,
        1,
        List.of("PAPER-LOW"),
        List.of(3),
        null,
        Instant.parse("2026-11-24T02:00:00Z"));
  }

  /** What few halls do; all but one are of a release that does not tell at which windows. */
  private static ServiceLoad few(HallCard card) {
    var range = new Wait(Duration.ofMinutes(3), Duration.ofMinutes(8));
    return card.id().equals("licun")
        ? new ServiceLoad("GZ", "公证", "Notary", true, 0, null, 1, range, null, List.of(3, 4))
        : new ServiceLoad("XM", "项目审批", "Projects", true, 0, null, 2, null);
  }

  @Override
  public Optional<Standing> district() {
    return Optional.of(new Standing("licang", "李沧区", "Li Cang", reached, OWN));
  }

  @Override
  public List<HallCard> others() {
    return others;
  }

  @Override
  public @Nullable Heard heard(String hall) {
    return heard.get(hall);
  }

  @Override
  public List<EditionCard> editions() {
    var from = Instant.parse("2026-11-30T16:00:00Z");
    return List.of(
        new EditionCard("people", 3, Instant.parse("2026-11-24T01:00:00Z"), State.COUNTS),
        new EditionCard("people", 2, from, State.REPLACED),
        new EditionCard("services", 7, from, State.WAITS));
  }

  @Override
  public Optional<LoadReport> own() {
    return Optional.of(report(OWN, 5, Duration.ofMinutes(6), USUAL));
  }

  /** Four halls: a busy one, one without news, one that is cut off, one never heard of. */
  static TestDistrict ofFive() {
    Duration none = Duration.ZERO;
    return new TestDistrict()
        .with(
            card("licun", "李村街道便民服务中心", "Li Cun street", 12, 20, 30),
            58,
            Duration.ofMinutes(41),
            Duration.ofSeconds(4),
            none)
        .with(
            card("shiyuan", "世园街道便民服务中心", "Shi Yuan street", 20, 80, 20),
            3,
            Duration.ofMinutes(5),
            Duration.ofSeconds(35),
            Duration.ofMinutes(-7))
        .with(
            card("cangkou", "沧口街道便民服务中心", "Cang Kou street", 25, 15, 80),
            9,
            Duration.ofMinutes(12),
            Duration.ofMinutes(12),
            none)
        .with(card("jiushui", "九水街道便民服务中心", "Jiu Shui street", 30, 70, 85));
  }
}
