package org.xuhao.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.app.settings.Settings.Voice;
import org.xuhao.app.settings.Settings.VoiceZone;
import org.xuhao.app.sound.Speakers;
import org.xuhao.board.Board;
import org.xuhao.fault.Fault;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.Words;
import org.xuhao.voice.Language;
import org.xuhao.voice.Rules;
import org.xuhao.web.VoiceHooks.Said;

/** From the board to ALSA's null card, by the real programs. */
class SpeakersTest {
  private static final Instant NINE = Instant.parse("2026-01-05T01:00:00Z");

  @TempDir Path data;
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final List<Board.Called> calls = new ArrayList<>();
  private Vertx vertx;
  private Context context;
  private Care care;

  @BeforeEach
  void begin() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    care = new Care(data);
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
    care.close();
  }

  private Speakers speakers(VoiceZone... zones) {
    var rules = new Rules(1, Duration.ZERO, List.of(), ZoneOffset.UTC);
    var languages = List.of(Language.MANDARIN, Language.ENGLISH);
    var voice = new Voice(rules, languages, 80, 150, Optional.empty(), List.of(zones));
    var all = new ArrayList<Speakers>();
    var made =
        new Speakers(
            vertx,
            context,
            care,
            voice,
            data,
            () -> {
              for (Speakers one : all)
                shown.add(String.join("|", one.said().stream().map(Said::zh).toList()));
            });
    all.add(made);
    return made;
  }

  private void tells(Speakers speakers) {
    var board = new Board(new Words("厅", ""), null, NINE, calls, List.of(), List.of());
    context.runOnContext(go -> speakers.board(board));
  }

  private void call(int number, int window) {
    var ticket = new TicketNumber("A", number);
    calls.addFirst(
        new Board.Called(
            ticket, new WindowId(window), 1, NINE, new Words("", ""), null, true, false));
  }

  private void until(String what, Await.Condition condition) throws Exception {
    Await.until(what, condition, () -> shown + " " + care.faults().all());
  }

  private List<String> codes() {
    return care.faults().all().stream().map((Fault fault) -> fault.code().code()).toList();
  }

  @Test
  void eachZoneSaysItsOwnCallsOneAfterTheOther() throws Exception {
    var speakers =
        speakers(
            new VoiceZone("hall", "null", Set.of()),
            new VoiceZone("east", "null", Set.of(new WindowId(9))));
    tells(speakers);
    call(1, 3);
    call(2, 9);
    tells(speakers);
    until("all were said", () -> care.metrics().contains("{result=\"spoken\",zone=\"hall\"} 2"));
    var hall =
        shown.stream()
            .map(s -> s.substring(0, s.indexOf('|')))
            .filter(s -> !s.isEmpty())
            .distinct()
            .toList();
    assertEquals(List.of("请 A001 号到 3 号窗口", "请 A002 号到 9 号窗口"), hall);
    assertTrue(shown.stream().anyMatch(s -> s.endsWith("|请 A002 号到 9 号窗口")));
    assertFalse(shown.stream().anyMatch(s -> s.endsWith("|请 A001 号到 3 号窗口")));
    assertTrue(
        care.metrics().contains("xuhao_announcements_total{result=\"spoken\",zone=\"east\"} 1"));
    assertEquals(List.of(), codes());
  }

  @Test
  void aZoneWithoutACardIsAFaultAndItsTextIsShownAllTheSame() throws Exception {
    var speakers = speakers(new VoiceZone("hall", "hw:CARD=Absent", Set.of()));
    tells(speakers);
    call(1, 3);
    tells(speakers);
    until("the fault", () -> codes().equals(List.of("VOICE-SILENT")));
    until("the text", () -> speakers.said().getFirst().zh().equals("请 A001 号到 3 号窗口"));
    Fault fault = care.faults().all().getFirst();
    assertEquals("voice hall", fault.subject());
    assertTrue(fault.detail().contains("hw:CARD=Absent"), fault.detail());
    until("the count", () -> care.metrics().contains("{result=\"failed\",zone=\"hall\"} 1"));
  }

  @Test
  void aNoticeGoesToOneZoneOrToAll() throws Exception {
    var speakers =
        speakers(new VoiceZone("hall", "null", Set.of()), new VoiceZone("east", "null", Set.of()));
    assertFalse(speakers.say("west", "通知", ""));
    assertTrue(speakers.say("east", "通知", ""));
    until("said", () -> shown.contains("|通知"));
    assertTrue(speakers.say("", "全厅", "All"));
    until("said to all", () -> shown.stream().anyMatch(s -> s.startsWith("全厅")));
  }
}
