package org.xuhao.app.sound;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.app.settings.Settings.VoiceZone;
import org.xuhao.board.Board;
import org.xuhao.voice.Announcement;
import org.xuhao.voice.Announcer;
import org.xuhao.voice.Announcer.Moment;
import org.xuhao.voice.Announcer.Output;
import org.xuhao.voice.Announcer.Result;
import org.xuhao.voice.Calls;
import org.xuhao.web.VoiceHooks;

/**
 * Speaks in each zone what its {@link Announcer} wants, and shows it meanwhile. A zone without a
 * sound is a fault; its texts are shown and the hall goes on. On the publisher's event loop.
 */
public final class Speakers implements VoiceHooks {
  private static final Logger LOG = LoggerFactory.getLogger(Speakers.class);

  /** What the loudspeakers need of the appliance. From one event loop. */
  public interface Surroundings {
    Moment moment();

    /** {@code subject} cannot be heard, for {@code why}. */
    void silent(String subject, String why);

    void heard(String subject);

    void announced(String zone, Result result);
  }

  /** A zone that is ill is tried again this often, without being heard. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Context context;
  private final Surroundings around;
  private final Voice voice;
  private final Runnable shown;
  private final List<Zone> zones = new ArrayList<>();
  private @Nullable Board board;

  /**
   * Loudspeakers of all zones, still silent.
   *
   * @param context the publisher's
   * @param shown told whenever {@link #said} is another
   */
  public Speakers(
      Vertx vertx, Context context, Surroundings around, Voice voice, Path data, Runnable shown) {
    this.vertx = vertx;
    this.context = context;
    this.around = around;
    this.voice = voice;
    this.shown = shown;
    for (VoiceZone zone : voice.zones())
      zones.add(new Zone(zone, new Loudspeaker(voice, zone.card(), work(data, zone))));
  }

  private static Path work(Path data, VoiceZone zone) {
    return data.resolve("voice").resolve(zone.name());
  }

  /**
   * Tries every zone, and from then on those that are ill; what {@code now} shows was called before
   * and is not said.
   */
  public void begin(Board now) {
    if (board == null) board = now;
    for (Zone zone : zones) zone.tryOut();
    vertx.setPeriodic(
        TRY_AGAIN.toMillis(), id -> zones.stream().filter(zone -> zone.ill).forEach(Zone::tryOut));
  }

  /** The board is another one now; on the publisher's event loop. */
  public void board(Board now) {
    Board before = board;
    board = now;
    if (before != null) for (Zone zone : zones) zone.hears(before, now);
  }

  @Override
  public List<Said> said() {
    return zones.stream().map(zone -> zone.said).toList();
  }

  @Override
  public boolean say(String name, String zh, String en) {
    List<Zone> those =
        zones.stream().filter(z -> name.isEmpty() || z.zone.name().equals(name)).toList();
    context.runOnContext(go -> those.forEach(zone -> zone.notice(zh, en)));
    return !those.isEmpty();
  }

  /** Ends what is being said. */
  public void close() {
    for (Zone zone : zones) zone.loudspeaker.close();
  }

  /** One part of the hall with its loudspeakers. */
  private final class Zone {
    private final VoiceZone zone;
    private final Loudspeaker loudspeaker;
    private Announcer announcer = Announcer.quiet(voice.rules());
    private @Nullable Long timer;
    private boolean busy;
    private boolean ill;
    private volatile Said said;

    Zone(VoiceZone zone, Loudspeaker loudspeaker) {
      this.zone = zone;
      this.loudspeaker = loudspeaker;
      said = new Said(zone.name(), "", "");
    }

    void hears(Board before, Board now) {
      Calls calls = Calls.between(before, now, Set.copyOf(zone.windows()));
      calls.over().forEach(ticket -> take(announcer.over(ticket, around.moment())));
      for (Board.Called call : calls.made()) {
        var what = Announcement.call(call.ticket(), call.window(), call.at(), voice.languages());
        take(announcer.asked(what, around.moment()));
      }
    }

    void notice(String zh, String en) {
      var what = Announcement.notice(zh, en, around.moment().wall(), voice.languages());
      take(announcer.asked(what, around.moment()));
    }

    private void take(Announcer.Step step) {
      announcer = step.next();
      for (Output output : step.outputs())
        switch (output) {
          case Output.Speak(var what) -> {
            show(what.zh(), what.en());
            speak(what);
          }
          case Output.Show(var what) -> show(what.zh(), what.en());
          case Output.Hide hide -> show("", "");
          case Output.Told(var result) -> around.announced(zone.name(), result);
        }
      wake();
    }

    private void wake() {
      if (timer != null) vertx.cancelTimer(timer);
      timer = null;
      announcer
          .wakeAt()
          .ifPresent(at -> {
            long ms = Duration.between(around.moment().steady(), at).toMillis() + 1;
            timer = vertx.setTimer(Math.max(1, ms), id -> take(announcer.tick(around.moment())));
          });
    }

    private void show(String zh, String en) {
      said = new Said(zone.name(), zh, en);
      shown.run();
    }

    private void speak(Announcement what) {
      busy = true;
      vertx
          .executeBlocking(
              () -> {
                loudspeaker.say(what);
                return true;
              },
              false)
          .onComplete(done -> {
            busy = false;
            if (done.succeeded()) well();
            else ill(String.valueOf(done.cause().getMessage()));
            take(announcer.spoken(done.succeeded(), around.moment()));
          });
    }

    /** Never while it speaks: one card, one voice. */
    void tryOut() {
      if (busy) return;
      vertx
          .executeBlocking(
              () -> {
                loudspeaker.tryOut();
                return true;
              },
              false)
          .onSuccess(done -> well())
          .onFailure(why -> ill(String.valueOf(why.getMessage())));
    }

    private void well() {
      ill = false;
      around.heard(subject());
    }

    private void ill(String why) {
      if (!ill) LOG.debug("Zone {} cannot be heard: {}", zone.name(), why);
      ill = true;
      around.silent(subject(), why);
    }

    private String subject() {
      return "voice " + zone.name();
    }
  }
}
