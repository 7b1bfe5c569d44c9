package org.xuhao.soak.district;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.xuhao.app.Http;

/** Looks, once everything is put right, whether the halls agree and nothing is missing. */
final class Verdict {
  /** A minute until what the tables lack is sent again, and time for all of it to travel. */
  private static final Duration AGREE_WITHIN = Duration.ofSeconds(150);

  private static final List<String> SAME =
      List.of("state", "service", "visits", "missing", "checked", "commitment", "history");

  private final List<HallMachine> halls;
  private final NatsMachine nats;
  private final DistrictLedger ledger;

  Verdict(List<HallMachine> halls, NatsMachine nats, DistrictLedger ledger) {
    this.halls = halls;
    this.nats = nats;
    this.ledger = ledger;
  }

  /** Everything that does not hold; empty: all is well. */
  List<String> violations() throws Exception {
    var violations = new ArrayList<>(ledger.violations());
    long until = System.nanoTime() + AGREE_WITHIN.toNanos();
    for (String file : ledger.files()) {
      String differs = differs(file);
      while (!differs.isEmpty() && System.nanoTime() < until) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        differs = differs(file);
      }
      if (!differs.isEmpty()) violations.add(file + ": " + differs);
    }
    for (HallMachine hall : halls)
      for (String error : hall.errors()) violations.add(hall.name + ": " + error);
    scan(violations);
    return violations;
  }

  /** How the halls differ about a case, or what of it is missing; empty: not at all. */
  private String differs(String file) throws IOException {
    JsonObject first = null;
    for (HallMachine hall : halls) {
      Http.Told told = hall.ofCase(file);
      if (told.status() != 200) return hall.name + " says " + told.status();
      var all = told.json();
      var same = new JsonObject();
      for (String field : SAME) same.put(field, all.getValue(field));
      if (first == null) first = same;
      else if (!first.equals(same))
        return halls.getFirst().name + " " + first + " / " + hall.name + " " + same;
    }
    return first == null ? "no halls" : missing(file, first.getJsonArray("history"));
  }

  private String missing(String file, JsonArray history) {
    var left = new ArrayList<String>();
    for (DistrictLedger.Ended each : ledger.ended())
      if (each.file().equals(file)) left.add(each.hall() + " " + each.outcome());
    for (Object one : history) {
      var visit = (JsonObject) one;
      left.remove(visit.getString("hall") + " " + visit.getString("outcome"));
    }
    if (!left.isEmpty()) return "missing " + left + " in " + history;
    long parallel = history.stream().filter(v -> ((JsonObject) v).getBoolean("parallel")).count();
    return ledger.isOfBothSides(file) && parallel < 2 ? "not marked parallel: " + history : "";
  }

  /** Nothing by which a visitor is known may lie on the server's disk. */
  private void scan(List<String> violations) throws IOException {
    boolean travels = false;
    for (Path file : nats.files()) {
      String text;
      try {
        text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      } catch (NoSuchFileException replaced) {
        continue; // the server is alive and writes what it knows of its readers anew
      }
      travels |= text.contains(Visits.MATERIAL);
      for (String secret : List.of(Visits.IDENTITY, Visits.REMARK))
        if (text.contains(secret)) violations.add(secret + " left its hall: " + file);
    }
    if (!travels) violations.add("the scan of the streams finds nothing at all");
  }
}
