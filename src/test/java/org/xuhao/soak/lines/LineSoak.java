package org.xuhao.soak.lines;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays the real appliance on bad lines for minutes, lets all become well, and says what is not as
 * it must be. A seed gives the same troubles and the same people; what meets what is the machine's.
 */
public final class LineSoak {

  /** Between two looks at who does what: short against every trouble and every press. */
  private static final long LOOK_NANOS = 20_000_000;

  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  /** The longest way back: a pause of a silent device, a picture drawn anew, a quiet line. */
  private static final Duration WELL_WITHIN = Duration.ofMinutes(2);

  /** Whoever presses on a line that is well sees it within this. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  private final Course course;
  private final PrintStream out;
  private final HallOfLines hall;
  private final Lives lives;
  private final Diary diary = new Diary();
  private final Papers papers;
  private final Crowd crowd;
  private final CardHolders cards;
  private final List<Tablet> tablets;
  private final List<Station> stations;
  private final Map<Prank.Kind, Integer> pranks = new TreeMap<>();
  private final Path folder;

  private LineSoak(Course course, Path folder, PrintStream out) throws Exception {
    this.course = course;
    this.folder = folder;
    this.out = out;
    hall = new HallOfLines(folder, course);
    lives = new Lives(hall.file());
    papers = new Papers();
    crowd = new Crowd(hall, diary, lives::http, course.seed());
    cards = new CardHolders(hall, diary, lives::http, course.seed());
    tablets =
        List.of(
            new Tablet(lives::http, 1, "rating-tablet", 5),
            new Tablet(lives::http, 2, "counter-screen", LinesFile.PAGE_WINDOW));
    stations = new ArrayList<>(hall.stations());
    for (Tablet tablet : tablets)
      stations.add(tablet.station(course, course.seed() + stations.size()));
  }

  /**
   * {@code --lines MINUTES [--seed S]}, 0 for the brief one of the tests; ends with 1 when
   * something is not as it must be.
   */
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var options = new TreeMap<String, Long>();
    for (int i = 0; i + 1 < args.length; i += 2) options.put(args[i], Long.valueOf(args[i + 1]));
    Long seed = options.get("--seed");
    Long minutes = options.get("--lines");
    if (minutes == null || options.size() > (seed == null ? 1 : 2)) {
      out.println("soak --lines MINUTES [--seed S]");
      System.exit(2);
      return;
    }
    Path folder = Files.createDirectories(Path.of("target", "soak")).toAbsolutePath();
    long first = seed == null ? 1 : seed;
    Course course = minutes == 0 ? Course.brief(first) : Course.ofMinutes(minutes, first);
    List<String> wrong = play(course, Files.createTempDirectory(folder, "lines-"), out);
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  /** Plays one course in an empty {@code folder}; gives what was not as it must be. */
  static List<String> play(Course course, Path folder, PrintStream out) throws Exception {
    var soak = new LineSoak(course, folder, out);
    try (soak.hall;
        soak.lives;
        soak.cards) {
      soak.trouble();
      List<String> wrong = soak.becomeWell();
      return soak.tell(wrong);
    }
  }

  private void trouble() throws Exception {
    lives.begin();
    lives.awaitReady();
    for (Tablet tablet : tablets) tablet.pair();
    hall.garble(Course.GARBLE);
    for (Station station : stations) station.begin();
    long begun = System.nanoTime();
    var chance = new Random(course.seed());
    long killAt = begun + course.toKill(chance).toNanos();
    long tellAt = begun + TELL_EVERY.toNanos();
    boolean garbles = true;
    for (long now = begun; now < begun + course.lasts().toNanos(); now = System.nanoTime()) {
      for (Station station : stations) station.step(now, pranks);
      step(now);
      if (now >= killAt) {
        lives.killed();
        lives.begin();
        killAt = now + course.toKill(chance).toNanos();
      }
      if (garbles && now >= begun + course.garbles().toNanos()) {
        garbles = false;
        hall.garble(0);
      }
      if (now >= tellAt) {
        tellAt = now + TELL_EVERY.toNanos();
        System.err.println("  " + Duration.ofNanos(now - begun).toMinutes() + " min: " + counts());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void step(long now) throws Exception {
    crowd.step(now);
    cards.step(now);
    for (Tablet tablet : tablets) tablet.step(now);
    papers.look(hall);
    lives.look();
  }

  private String counts() {
    return "%d tickets, %d presses, %d troubles, %d kills"
        .formatted(diary.tickets().size(), diary.presses().size(), total(pranks), lives.kills());
  }

  private static int total(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All is plugged in and nothing is changed any more; then every device is used once. */
  private List<String> becomeWell() throws Exception {
    hall.garble(0);
    for (Station station : stations) station.heal();
    hall.liftCard();
    var wrong = new ArrayList<String>();
    lives.awaitReady();
    await(wrong, "everybody was answered", WELL_WITHIN, () -> crowd.isAnswered() ? "" : "no");
    await(wrong, "no fault is left", WELL_WITHIN, () -> lives.http().faults());
    await(wrong, "all displays are right", WELL_WITHIN, this::displays);
    if (!wrong.isEmpty()) return wrong;
    for (var pad : LinesFile.CALL_PADS.entrySet()) use(pad.getKey(), pad.getValue(), wrong);
    await(wrong, "a ticket is printed", SEEN_WITHIN, this::printed);
    await(wrong, "a card is read", WELL_WITHIN, this::card);
    await(wrong, "all displays are right again", WELL_WITHIN, this::displays);
    await(wrong, "no fault came", WELL_WITHIN, () -> lives.http().faults());
    return wrong;
  }

  /** Something that is awaited; empty: it is there, else what stands instead. */
  private interface Wanted {
    Object missing() throws Exception;
  }

  private void await(List<String> wrong, String what, Duration within, Wanted wanted)
      throws Exception {
    long begun = System.nanoTime();
    long end = begun + within.toNanos();
    String missing = " ";
    while (!missing.isEmpty() && System.nanoTime() < end) {
      Object found;
      try {
        found = wanted.missing();
      } catch (IOException notThere) {
        found = notThere.toString();
      }
      missing = found instanceof List<?> list && list.isEmpty() ? "" : found.toString();
      papers.look(hall);
      for (Tablet tablet : tablets) tablet.step(System.nanoTime());
      LockSupport.parkNanos(LOOK_NANOS);
    }
    long took = (System.nanoTime() - begun) / 1_000_000;
    System.err.println("  " + what + " after " + took + " ms");
    if (!missing.isEmpty())
      wrong.add("not within " + within.toSeconds() + " s: " + what + ": " + missing);
  }

  private List<String> displays() throws Exception {
    return Displays.wrong(board(), hall);
  }

  private JsonObject board() throws IOException {
    return lives.http().get("/api/board").is(200).json();
  }

  /**
   * Presses call until somebody is called who was not there before. A window that was to pause
   * after its visit pauses then, and is opened again.
   */
  private void use(int window, String pad, List<String> wrong) throws Exception {
    String number = lives.http().take("RS", "last-" + window).is(201).number();
    diary.told("last-" + window, number);
    int visit = row(window).getInteger("visit", 0);
    for (int press = 0; press < PRESSES_MOST && !isCalled(window, visit); press++) {
      boolean paused = isPaused(window);
      crowd.press(window, pad, paused ? Key.PAUSE : Key.CALL);
      await(
          wrong,
          pad + (paused ? " reopens its window" : " calls"),
          SEEN_WITHIN,
          () -> isPaused(window) != paused || isCalled(window, visit) ? "" : row(window));
    }
    if (!isCalled(window, visit)) wrong.add(pad + " called nobody: " + row(window));
  }

  /** Opens a window, calls, opens it again after its pause, calls. */
  private static final int PRESSES_MOST = 4;

  private JsonObject row(int window) throws IOException {
    return board().getJsonArray("windows").getJsonObject(window - 1);
  }

  private boolean isPaused(int window) throws IOException {
    return row(window).getString("face").equals("PAUSED");
  }

  private boolean isCalled(int window, int before) throws IOException {
    JsonObject now = row(window);
    return now.getInteger("visit", 0) != before && now.getString("face").equals("CALLING");
  }

  private String printed() throws IOException {
    String number = diary.tickets().get("last-1");
    JsonObject ticket = lives.http().get("/api/tickets/" + number).json();
    String state = ticket.getJsonObject("print").getString("state");
    return state.equals("CONFIRMED") ? "" : state;
  }

  private int readBefore = -1;

  private String card() throws Exception {
    if (readBefore < 0) readBefore = diary.cards();
    cards.step(System.nanoTime());
    return diary.cards() > readBefore ? "" : "none";
  }

  private List<String> tell(List<String> wrong) throws Exception {
    lives.stop();
    papers.look(hall);
    var books = Books.audit(folder.resolve("data").resolve("journal"), diary, papers);
    LogBook log = lives.log();
    wrong.addAll(diary.violations());
    wrong.addAll(books.wrong());
    wrong.addAll(log.wrong());
    wrong.addAll(lives.wrong());
    for (Station station : stations) wrong.addAll(unharmed(station, log));
    for (String one : wrong) out.println("wrong: " + one);
    if (!wrong.isEmpty())
      out.println(
          "  again with: bin/soak --lines %d --seed %d; files: %s"
              .formatted(course.lasts().toMinutes(), course.seed(), folder));
    log.raised().forEach((fault, count) -> out.println("  " + fault + " " + count));
    for (String slip : books.unreadable())
      out.println("  slip without a number: " + slip.replace('\n', '|'));
    tellTroubles();
    tellFigures(books, wrong.size());
    return wrong;
  }

  private void tellTroubles() {
    long[] bytes = hall.bytes();
    out.printf(
        Locale.ROOT,
        "seed %d: %d lines, %d devices, %s min; %d bytes, %d garbled; %s; %d kills, ready %d ms"
            + " at most%n",
        course.seed(),
        hall.stations().size(),
        stations.stream().mapToInt(station -> station.devices().size()).sum(),
        course.lasts().toSeconds() / 60.0,
        bytes[0],
        bytes[1],
        pranks,
        lives.kills(),
        lives.readyMs());
  }

  private void tellFigures(Books.Audit books, int violations) {
    out.printf(
        Locale.ROOT,
        "%d tickets, %d refused, %d slips, %d confirmed, %d of them with a changed number; %d"
            + " presses, %d counted, %d calls, %d ratings, %d cards; %d faults raised, %d cleared;"
            + " %d KB resident, %d files; %d violations%n",
        diary.tickets().size(),
        diary.refusals(),
        papers.count(),
        books.confirmed(),
        books.unreadable().size(),
        diary.presses().size(),
        books.presses(),
        books.calls(),
        books.ratings(),
        diary.cards(),
        lives.log().count(),
        lives.log().cleared(),
        lives.rssKb(),
        lives.files(),
        violations);
  }

  /** A line or device of which no fault was heard was not troubled: then nothing was tried. */
  private List<String> unharmed(Station station, LogBook log) {
    var wrong = new ArrayList<String>();
    for (String subject : station.subjects()) {
      String device = subject.substring(subject.indexOf(' ') + 1);
      boolean isLine = subject.startsWith("line ");
      boolean tells = isLine || (course.wholeDecks() && !LinesFile.NEVER_ASKED.contains(device));
      if (tells && log.raisedOf(subject) == 0) wrong.add("no fault was raised of " + subject);
    }
    return wrong;
  }
}
