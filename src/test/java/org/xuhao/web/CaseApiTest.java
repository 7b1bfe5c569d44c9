package org.xuhao.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.JournalTrouble;

/** A case from its notice to its end, several matters, and appointments, over HTTP. */
@NullMarked
class CaseApiTest {
  private static final String ID = "370214195001011234";

  @TempDir private Path folder = Path.of("");
  private LiveHall hall;
  private Client api;

  @BeforeEach
  void open() throws IOException, JournalTrouble {
    hall = LiveHall.open(folder);
    api = new Client(hall);
  }

  @AfterEach
  void close() {
    hall.close();
  }

  @Test
  void whoLacksSomethingIsToldOnceAndGoesOnWhereTheCaseIsKnown() {
    take(Map.of("service", "RS", "identity", ID)).is(201);
    take(Map.of("service", "RS", "identity", ID)).refused(409, "TICKET-EXISTS");
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    Object awaiting = "AWAITING_MATERIALS";
    api.post("/api/windows/3/finish", Map.of("outcome", awaiting)).refused(409, "NOTICE-EMPTY");
    JsonObject told =
        api.post(
                "/api/windows/3/finish",
                Map.of(
                    "outcome", awaiting, "missing", List.of("照片", "合同"), "checked", List.of("身份证")))
            .is(200)
            .json();
    String code = told.getString("notice");
    JsonObject file = api.get("/api/cases/" + code).is(200).json();
    assertEquals("AWAITING", file.getString("state"));
    assertEquals(new JsonArray(List.of("照片", "合同")), file.getJsonArray("missing"));
    String found = api.post("/api/cases/find", Map.of("identity", ID)).is(200).text();
    assertTrue(found.contains(file.getString("case")), found);
    assertFalse(found.contains(ID), found);

    JsonObject again = take(Map.of("service", "RS", "case", code)).is(201).json();
    assertEquals(3, again.getInteger("keptFor"));
    api.post("/api/windows/3/call").is(200);
    api.post("/api/cases/" + code + "/check", Map.of("materials", List.of("照片"))).is(200);
    take(Map.of("service", "RS", "case", code)).refused(409, "CASE-ELSEWHERE");
    api.post("/api/windows/3/finish", Map.of("outcome", "COMPLETED")).is(200);
    JsonObject over = api.get("/api/cases/" + file.getString("case")).is(200).json();
    assertEquals("COMPLETED", over.getString("state"));
    assertEquals(2, over.getInteger("visits"));
    take(Map.of("service", "RS", "case", code)).refused(409, "CASE-OVER");
    take(Map.of("service", "RS", "case", "nothing")).refused(404, "NO-SUCH-CASE");
    api.post("/api/cases/" + code + "/complete").refused(409, "CASE-OVER");
    api.post("/api/cases/" + code + "/merge", Map.of("with", "x")).refused(404, "NO-SUCH-CASE");
  }

  /** Nobody looked at the other one here before. */
  @Test
  void aCaseOfAnotherHallCanBeMergedByItsNumber() throws Exception {
    var shelf = new TestShelf();
    hall.shelf.set(shelf);
    int port = hall.port();
    hall.unplug();
    hall.serve(port);
    take(Map.of("service", "RS", "identity", ID)).is(201);
    api.post("/api/windows/3/open").is(200);
    api.post("/api/windows/3/call").is(200);
    var notice = Map.of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    String own = api.post("/api/windows/3/finish", notice).is(200).json().getString("case");
    CaseFile file = hall.hall().cases().file(new CaseId(own)).orElseThrow();
    CaseFile other = TestShelf.elsewhere(file, "shiyuan-000007", "shiyuan");
    var news = new Command.HearCase(other, 0, List.of());
    var link = new By(By.Role.LINK, "district", "link");
    shelf.teach("shiyuan-000007", () -> LiveHall.done(hall.ask(new Ask("case/other", link, news))));
    api.post("/api/cases/" + own + "/merge", Map.of("with", "shiyuan-000007")).is(200);
    assertEquals(CaseFile.State.MERGED, hall.hall().cases().file(other.id()).orElseThrow().state());
    shelf.lock(hall.hall().cases().file(other.id()).orElseThrow());
    api.post("/api/cases/" + own + "/merge", Map.of("with", "shiyuan-000007"))
        .refused(409, "CASE-READ-ONLY");
  }

  @Test
  void severalMattersStandOnOneTicket() {
    JsonObject taken =
        take(Map.of("service", "RS", "items", List.of("YB"), "modes", List.of("PROXY")))
            .is(201)
            .json();
    assertEquals("A001", taken.getString("number"));
    api.post("/api/windows/1/open").is(200);
    api.post("/api/windows/1/call").is(200);
    JsonObject on = api.post("/api/windows/1/finish").is(200).json();
    assertEquals("YB", on.getString("goesOnWith"));
    assertEquals("SERVING", api.get("/api/tickets/A001").is(200).json().getString("state"));
    LiveHall.letAPressBeAnother();
    api.post("/api/windows/1/finish").is(200);
    assertEquals("DONE", api.get("/api/tickets/A001").is(200).json().getString("state"));
    take(Map.of("service", "RS", "items", List.of("YB", "nix"))).refused(409, "NO-SUCH-SERVICE");
    take(Map.of("service", "RS", "items", List.of("A", "B", "C", "D", "E")))
        .refused(400, "BAD-REQUEST");
  }

  @Test
  void onlyBookableServicesHaveSlots() {
    assertEquals(0, new JsonArray(slots("RS")).size());
    var booking =
        Map.<String, Object>of("service", "RS", "slot", "2026-01-05T01:00:00Z", "identity", ID);
    api.post("/api/appointments", booking).refused(409, "SLOT-OUT-OF-RANGE");
    api.get("/api/appointments/haixi-B000001").refused(404, "NO-SUCH-BOOKING");
    api.post("/api/appointments/x/cancel").refused(404, "NO-SUCH-BOOKING");
    api.get("/api/services/nix/slots/2026-01-05").refused(409, "NO-SUCH-SERVICE");
    api.get("/api/services/RS/slots/2026-13-05").refused(400, "BAD-REQUEST");
  }

  private String slots(String service) {
    return api.get("/api/services/" + service + "/slots/2026-01-05").is(200).text();
  }

  private Client.Told take(Map<String, Object> body) {
    return api.post("/api/tickets", body);
  }
}
