package org.xuhao.soak.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.Await;
import org.xuhao.app.Http;

/** Visitors who come, lack something, and go on wherever it is nearest. */
final class Visits {
  /** Nobody's, and of the right form; nothing of it may leave the hall. */
  static final String IDENTITY = "370213199001010017";

  /** A remark with a telephone number that stays where it was written. */
  static final String REMARK = "电话13812345678";

  /** On a notice: it travels, so that the search for the others can be seen to find things. */
  static final String MATERIAL = "租赁合同原件";

  /**
   * Between two visits while a line is cut: four halls that serve one person a minute and window.
   */
  private static final Duration PACE = Duration.ofSeconds(2);

  private final List<HallMachine> halls;
  private final DistrictLedger ledger;
  private final Random random;
  private final List<String> open = new ArrayList<>();

  Visits(List<HallMachine> halls, DistrictLedger ledger, long seed) {
    this.halls = halls;
    this.ledger = ledger;
    random = new Random(seed);
  }

  /** Unfinished at street A, resumed at the district's hall, then at street B, and done there. */
  void story(Duration cut) throws Exception {
    String file = Objects.requireNonNull(visit(halls.get(3), null, false));
    visit(halls.get(0), file, false);
    visit(halls.get(2), file, true);
    bothSides(cut);
  }

  /** Resumed on both sides of a cut that lasts so long, while people go on coming everywhere. */
  private void bothSides(Duration cut) throws Exception {
    HallMachine near = halls.get(1);
    HallMachine far = halls.get(2);
    String file = Objects.requireNonNull(visit(near, null, false));
    Await.until(far.name + " knows " + file, () -> knows(far, file), far::said);
    near.plug(false);
    visit(near, file, false);
    visit(far, file, true);
    long until = System.nanoTime() + cut.toNanos();
    while (System.nanoTime() < until) {
      turn();
      Await.pause(PACE);
    }
    near.plug(true);
    ledger.bothSides(file);
  }

  /** One visit, at a hall that is drawn. */
  void turn() throws Exception {
    HallMachine hall = halls.get(random.nextInt(halls.size()));
    boolean goesOn = !open.isEmpty() && random.nextInt(2) == 0;
    String file = goesOn ? open.get(random.nextInt(open.size())) : null;
    if (file != null && !knows(hall, file)) file = null;
    boolean done = random.nextInt(3) == 0;
    String now = visit(hall, file, done);
    if (now == null) return;
    open.remove(now);
    if (!done) open.add(now);
    if (open.size() > 12) open.removeFirst();
  }

  /** Behind a cut line, what was opened since is not known: the visitor begins anew. */
  private static boolean knows(HallMachine hall, String file) throws IOException {
    Http.Told told = hall.ofCase(file);
    return told.status() == 200 && !told.json().getString("state").matches("COMPLETED|MERGED");
  }

  /** Takes a number, is called and served; gives the number of the case, where there is one. */
  private @Nullable String visit(HallMachine hall, @Nullable String file, boolean done)
      throws Exception {
    Http http = hall.http();
    if (file != null)
      Await.until(hall.name + " knows " + file, () -> knows(hall, file), hall::said);
    // Refused where it is so already: a lost disk may have closed it, or left a visit unfinished,
    // and then this very case may be the one at the window.
    http.keyed("/api/windows/1/open", new JsonObject(), UUID.randomUUID().toString());
    http.keyed("/api/windows/1/finish", new JsonObject(), UUID.randomUUID().toString());
    var take = new JsonObject().put("service", "SC");
    if (file == null) take.put("identity", IDENTITY);
    else take.put("case", file).put("offer", "MATCHED");
    String number = post(hall, "/api/tickets", take, 201).getString("number");
    ledger.issued(hall.name, number);
    String called = "";
    while (!number.equals(called)) {
      called = post(hall, "/api/windows/1/call", new JsonObject(), 200).getString("number");
      post(hall, "/api/windows/1/start", new JsonObject(), 200);
      // Somebody who waited through a kill: served first, and nobody's case.
      if (!number.equals(called)) post(hall, "/api/windows/1/finish", new JsonObject(), 200);
    }
    if (random.nextInt(4) == 0) {
      post(hall, "/api/windows/1/hold", new JsonObject().put("reason", REMARK), 200);
      post(hall, "/api/windows/1/call-back", new JsonObject().put("number", number), 200);
      post(hall, "/api/windows/1/start", new JsonObject(), 200);
    }
    var finish = new JsonObject().put("outcome", done ? "COMPLETED" : "AWAITING_MATERIALS");
    if (!done) finish.put("missing", new JsonArray().add(MATERIAL));
    JsonObject ended = post(hall, "/api/windows/1/finish", finish, 200);
    String now = file == null ? ended.getString("case") : file;
    // Done at the first visit: no case was opened.
    if (now != null) ledger.ended(hall.name, now, done ? "COMPLETED" : "AWAITING_MATERIALS");
    return now;
  }

  private static JsonObject post(HallMachine hall, String path, JsonObject body, int wanted)
      throws IOException {
    String key = UUID.randomUUID().toString();
    return HallMachine.patiently(() -> hall.http().keyed(path, body, key)).is(wanted).json();
  }
}
