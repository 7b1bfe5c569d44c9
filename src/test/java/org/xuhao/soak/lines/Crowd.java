package org.xuhao.soak.lines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.xuhao.app.Http;

/**
 * Visitors who take tickets and rate, clerks who press keys, one clerk at a page. Who was not
 * answered asks again with the same request until it is.
 */
final class Crowd {
  private static final List<String> SERVICES = List.of("RS", "GA", "BD");
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int REFUSED = 409;
  private static final int NOT_NOW = 503;

  /** Somebody and how long he rests between two acts, in milliseconds, at least and at most. */
  private final class Person {
    private final Prank.Act act;
    private final long least;
    private final long most;
    private long nextNanos;

    Person(long least, long most, Prank.Act act) {
      this.least = least;
      this.most = most;
      this.act = act;
    }

    void step(long nowNanos) throws Exception {
      if (nowNanos < nextNanos) return;
      act.go();
      nextNanos = nowNanos + chance.nextLong(least, most) * 1_000_000;
    }
  }

  private final HallOfLines hall;
  private final Diary diary;
  private final Supplier<Http> http;
  private final Random chance;
  private final List<Person> people = new ArrayList<>();
  private final boolean[] pauses = new boolean[LinesFile.WINDOWS + 1];
  private String asking = "";
  private String service = "";
  private int taken;

  Crowd(HallOfLines hall, Diary diary, Supplier<Http> http, long seed) {
    this.hall = hall;
    this.diary = diary;
    this.http = http;
    chance = new Random(seed);
    people.add(new Person(500, 2_500, this::take));
    LinesFile.CALL_PADS.forEach((window, pad) ->
        people.add(new Person(1_500, 7_000, () -> press(window, pad, drawn(window)))));
    LinesFile.RATING_PADS.forEach(
        (window, pad) -> people.add(new Person(1_000, 6_000, () -> rate(window, pad))));
    people.add(new Person(2_000, 7_000, this::atPage));
  }

  void step(long nowNanos) throws Exception {
    for (Person person : people) person.step(nowNanos);
  }

  /** Takes a ticket, or asks again for the one that was not answered. */
  private void take() {
    if (asking.isEmpty()) {
      asking = "soak-" + taken++;
      service = SERVICES.get(chance.nextInt(SERVICES.size()));
    }
    try {
      Http.Told told = http.get().take(service, asking);
      switch (told.status()) {
        case CREATED -> diary.told(asking, told.number());
        case REFUSED -> diary.refused();
        case NOT_NOW -> {
          return;
        }
        default -> diary.violation("a ticket was answered " + told.status() + " " + told.text());
      }
      asking = "";
    } catch (IOException notThere) {
      // The hall is starting again: the same request goes out once more.
    }
  }

  /** Takes tickets until none is left without an answer. */
  boolean isAnswered() {
    if (!asking.isEmpty()) take();
    return asking.isEmpty();
  }

  private Key drawn(int window) {
    if (pauses[window] && chance.nextInt(3) > 0) return Key.PAUSE;
    int draw = chance.nextInt(100);
    if (draw < 45) return Key.CALL;
    if (draw < 75) return Key.END;
    return draw < 88 ? Key.RECALL : draw < 94 ? Key.NO_SHOW : Key.PAUSE;
  }

  /** Presses one key, and writes it down before. */
  void press(int window, String pad, Key key) throws Exception {
    if (key == Key.PAUSE) pauses[window] = !pauses[window];
    diary.pressed(pad, key);
    hall.press(window, key);
  }

  private void rate(int window, String pad) throws Exception {
    diary.pressed(pad, Key.RATE);
    if (window == LinesFile.BOX_WINDOW || window == LinesFile.FOOT_WINDOW)
      hall.press(window, Key.RATE);
    else hall.rate(window);
  }

  private void atPage() {
    String verb = List.of("call", "call", "finish", "recall").get(chance.nextInt(4));
    try {
      int status = http.get().post("/api/windows/" + LinesFile.PAGE_WINDOW + "/" + verb).status();
      if (status != OK && status != REFUSED && status != NOT_NOW)
        diary.violation(verb + " at a page was answered " + status);
    } catch (IOException notThere) {
      // A clerk looks at the page and presses again.
    }
  }
}
