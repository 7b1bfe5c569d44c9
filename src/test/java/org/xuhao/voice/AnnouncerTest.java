package org.xuhao.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xuhao.hall.Plan.Hours;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.voice.Announcer.Moment;
import org.xuhao.voice.Announcer.Output;

/** Who speaks when. Times are seconds after nine o'clock. */
class AnnouncerTest {
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final List<Language> BOTH = List.of(Language.MANDARIN, Language.ENGLISH);

  private final List<String> heard = new ArrayList<>();
  private Announcer announcer = announcer(1, List.of());

  private static Announcer announcer(int times, List<Hours> quiet) {
    return Announcer.quiet(new Rules(times, Duration.ofSeconds(10), quiet, ZoneOffset.UTC));
  }

  private static TicketNumber ticket(String number) {
    return TicketNumber.parse(number).orElseThrow();
  }

  private static Moment at(int seconds) {
    return new Moment(NINE.plusSeconds(seconds), NINE.plusSeconds(seconds));
  }

  private void take(int seconds, Announcer.Step step) {
    announcer = step.next();
    for (Output output : step.outputs())
      heard.add(
          seconds
              + switch (output) {
                case Output.Speak(var what) -> " speaks " + name(what);
                case Output.Show(var what) -> " shows " + name(what);
                case Output.Hide hide -> " hides";
                case Output.Told(var result) -> " " + result;
              });
  }

  private static String name(Announcement what) {
    return what.ticket() == null ? what.zh() : what.ticket() + ">" + what.window();
  }

  private AnnouncerTest calls(int seconds, String number, int window) {
    var call = Announcement.call(ticket(number), new WindowId(window), NINE, BOTH);
    take(seconds, announcer.asked(call, at(seconds)));
    return this;
  }

  private AnnouncerTest notice(int seconds, String text) {
    var notice = Announcement.notice(text, "", NINE, BOTH);
    take(seconds, announcer.asked(notice, at(seconds)));
    return this;
  }

  private AnnouncerTest ends(int seconds) {
    take(seconds, announcer.spoken(true, at(seconds)));
    return this;
  }

  private AnnouncerTest tick(int seconds) {
    take(seconds, announcer.tick(at(seconds)));
    return this;
  }

  private void heard(String... all) {
    assertEquals(List.of(all), heard);
  }

  @Test
  void oneCallNeverCutsOffAnother() {
    calls(0, "A001", 3).calls(1, "A002", 4).tick(2).ends(5).ends(9);
    heard("0 speaks A001>3", "5 SPOKEN", "5 hides", "5 speaks A002>4", "9 SPOKEN", "9 hides");
  }

  @Test
  void aCallIsRepeatedByRuleUntilSomebodyComes() {
    announcer = announcer(3, List.of());
    calls(0, "A001", 3).ends(4);
    assertEquals(at(14).steady(), announcer.wakeAt().orElseThrow());
    tick(13).tick(14).ends(18);
    take(20, announcer.over(ticket("A001"), at(20)));
    tick(28).tick(60);
    heard("0 speaks A001>3", "4 SPOKEN", "4 hides", "14 speaks A001>3", "18 SPOKEN", "18 hides");
    assertTrue(announcer.wakeAt().isEmpty());
  }

  @Test
  void whoComesWhileItIsSaidHearsItToTheEndAndNotAgain() {
    announcer = announcer(3, List.of());
    calls(0, "A001", 3);
    take(2, announcer.over(ticket("A001"), at(2)));
    ends(4).tick(60);
    heard("0 speaks A001>3", "4 SPOKEN", "4 hides");
  }

  @Test
  void aNewCallGoesBeforeARepeatAndBothBeforeANotice() {
    announcer = announcer(2, List.of());
    calls(0, "A001", 3).notice(1, "大厅提前下班").ends(4);
    calls(5, "A002", 4).ends(8).ends(20).tick(20).ends(24).tick(24);
    heard(
        "0 speaks A001>3",
        "4 SPOKEN",
        "4 hides",
        "4 speaks 大厅提前下班",
        "8 SPOKEN",
        "8 hides",
        "8 speaks A002>4",
        "20 SPOKEN",
        "20 hides",
        "20 speaks A001>3",
        "24 SPOKEN",
        "24 hides");
  }

  @Test
  void aRecallStandsForTheCallThatWasNotSaidYet() {
    calls(0, "A001", 3).calls(1, "A002", 4).calls(2, "A002", 5).ends(4).ends(8);
    heard("0 speaks A001>3", "4 SPOKEN", "4 hides", "4 speaks A002>5", "8 SPOKEN", "8 hides");
  }

  @Test
  void inQuietHoursItIsShownAndNotSpoken() {
    announcer = announcer(1, List.of(new Hours(LocalTime.of(8, 0), LocalTime.of(9, 0, 5))));
    calls(0, "A001", 3).calls(1, "A002", 4).tick(7).tick(8).ends(12);
    heard("0 QUIET", "0 shows A001>3", "8 hides", "8 speaks A002>4", "12 SPOKEN", "12 hides");
  }

  @Test
  void quietHoursMayGoOverMidnight() {
    var night = new Hours(LocalTime.of(20, 0), LocalTime.of(7, 0));
    var rules = new Rules(1, Duration.ZERO, List.of(night), ZoneOffset.UTC);
    assertTrue(rules.isQuiet(Instant.parse("2026-01-05T23:00:00Z")));
    assertTrue(rules.isQuiet(Instant.parse("2026-01-05T06:59:59Z")));
    assertTrue(!rules.isQuiet(Instant.parse("2026-01-05T07:00:00Z")));
  }

  @Test
  void whatCouldNotBeSpokenIsShownAndTheHallGoesOn() {
    calls(0, "A001", 3).calls(1, "A002", 4);
    take(2, announcer.spoken(false, at(2)));
    tick(9).tick(10).ends(14);
    heard(
        "0 speaks A001>3",
        "2 FAILED",
        "2 shows A001>3",
        "10 hides",
        "10 speaks A002>4",
        "14 SPOKEN",
        "14 hides");
  }

  @Test
  void oldNewsIsDroppedAndSo() {
    calls(0, "A001", 3).calls(1, "A002", 4).ends(200).tick(201);
    heard("0 speaks A001>3", "200 SPOKEN", "200 hides", "200 DROPPED");
  }

  /** Whatever comes: at most one is under way, and each that began ends before another begins. */
  @Test
  void nothingIsEverCutOffWhateverComes() {
    var chance = new Random(20260105);
    announcer = announcer(3, List.of(new Hours(LocalTime.of(9, 10), LocalTime.of(9, 20))));
    int second = 0;
    boolean speaking = false;
    for (int step = 0; step < 5_000; step++) {
      second += chance.nextInt(4);
      heard.clear();
      switch (chance.nextInt(5)) {
        case 0 -> calls(second, "A%03d".formatted(1 + chance.nextInt(40)), 1 + chance.nextInt(9));
        case 1 -> notice(second, "通知" + step);
        case 2 ->
            take(second, announcer.over(new TicketNumber("A", 1 + chance.nextInt(40)), at(second)));
        case 3 -> {
          if (speaking) take(second, announcer.spoken(chance.nextInt(9) > 0, at(second)));
        }
        default -> tick(second);
      }
      for (String one : heard) {
        if (one.contains(" speaks ")) {
          assertTrue(!speaking, "cut off at step " + step + ": " + heard);
          speaking = true;
        }
        if (one.endsWith("SPOKEN") || one.endsWith("FAILED")) speaking = false;
      }
      assertTrue(announcer.waiting().size() <= Announcer.WAITING_MAX);
    }
    assertTrue(second > 3_000, "played " + second + " s");
  }

  @Test
  void numbersAreReadSignBySignAndWindowsAsPeopleSayThem() {
    assertEquals("请，A 零 四 七 号，到 十二 号窗口", Language.MANDARIN.call("A047", 12));
    assertEquals("Number A 0 4 7, window 12, please", Language.ENGLISH.call("A047", 12));
    assertEquals(
        "A 0 4 7 → 12", Language.other("ug", "ug", "{number} → {window}").call("A047", 12));
    for (var one : List.of("1 一", "10 十", "20 二十", "31 三十一", "100 一百", "105 一百零五", "110 一百一十"))
      assertEquals(
          one.substring(one.indexOf(' ') + 1),
          Language.chinese(Integer.parseInt(one.substring(0, one.indexOf(' ')))));
  }
}
