package org.xuhao.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.keys.DistrictKey;
import org.xuhao.app.keys.VisitorKeys;
import org.xuhao.app.settings.Settings;
import org.xuhao.hall.Event;
import org.xuhao.loop.Published;

/**
 * Has visitors forgotten in time, on a thread of its own: at a start what fell due meanwhile, and
 * when a day opens. Nobody waits for it.
 */
final class VisitorKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(VisitorKeeper.class);

  /** When it failed, 10 min later again: a disk that is read only is seldom mended sooner. */
  private static final long AGAIN_S = 600;

  private final VisitorKeys keys;
  private final Optional<DistrictKey> district;
  private final Supplier<LocalDate> today;
  private final Care care;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("visitors").factory());

  /** Takes up the keys of the hall in {@code data}; nothing is destroyed yet. */
  static VisitorKeeper open(Path data, Settings settings, Care care) throws NotStarted {
    ZoneId zone = settings.plan().zone();
    Supplier<LocalDate> today = () -> LocalDate.ofInstant(care.time().wall(), zone);
    var keys = new VisitorKeys(data.resolve("keys"), settings.visitorDays());
    Waiting.file(() -> keys.load(today.get()));
    care.measure(keys);
    Optional<Path> file = settings.district().flatMap(Settings.District::visitorKey);
    Optional<DistrictKey> district =
        file.isEmpty()
            ? Optional.empty()
            : Optional.of(Waiting.file(() -> DistrictKey.read(file.get())));
    return new VisitorKeeper(keys, district, today, care);
  }

  private VisitorKeeper(
      VisitorKeys keys, Optional<DistrictKey> district, Supplier<LocalDate> today, Care care) {
    this.keys = keys;
    this.district = district;
    this.today = today;
    this.care = care;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The hashes of a visitor, the district's before this hall's own. On any thread. */
  List<String> hashes(String identity) {
    List<String> own = keys.hashes(identity);
    return district
        .map(key -> Stream.concat(key.hashes(identity).stream(), own.stream()).toList())
        .orElse(own);
  }

  /** Begins once the hall issues. */
  void begin() {
    later(0);
  }

  /** On the thread of the hall's writer, after each batch. */
  void published(Published news) {
    for (var entry : news.entries())
      for (Event event : entry.events()) if (event instanceof Event.DayOpened) later(0);
  }

  private void later(long seconds) {
    try {
      var due = thread.schedule(this::forget, seconds, TimeUnit.SECONDS);
      LOG.debug("Visitors' keys are looked at in {} s", due.getDelay(TimeUnit.SECONDS));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Visitors' keys are looked at when the hall starts again", stopping);
    }
  }

  private void forget() {
    try {
      LocalDate date = today.get();
      keys.load(date);
      for (YearMonth month : keys.destroyDue(date))
        LOG.info("Destroyed the key of the visitors of {}: they are forgotten", month);
      care.forgotten();
    } catch (IOException e) {
      care.unforgotten(String.valueOf(e.getMessage()));
      later(AGAIN_S);
    } catch (RuntimeException ours) {
      // Our mistake. The hall goes on; a fault on the page and the log tell of it.
      LOG.error("Forgetting visitors failed", ours);
      care.unforgotten(ours.toString());
    }
  }

  void close() {
    // What is half destroyed is finished by the next start.
    thread.shutdown();
  }
}
