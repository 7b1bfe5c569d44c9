package org.xuhao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.CaseFile.State;
import org.xuhao.hall.Entry;
import org.xuhao.hall.value.CaseId;
import org.xuhao.journal.FileDisk;
import org.xuhao.journal.Position;

/** A server that gives each hall the rights which the operator's page lists, and no others. */
class DistrictRightsTest {
  private static final String OFFICE = "licang";

  @TempDir Path folder;
  private NatsServer nats;
  private LinkedHall licang;
  private LinkedHall licun;
  private LinkedHall shiyuan;
  private Office office;

  @BeforeEach
  void start() throws Exception {
    Path rights = folder.resolve("rights.conf");
    var users = new StringBuilder("authorization {users: [\n");
    for (String hall : List.of(OFFICE, "licun", "shiyuan")) users.append(user(hall));
    Files.writeString(rights, users.append("]}\n"));
    nats = new NatsServer(under(folder, "nats"), List.of("-c", rights.toString()));
    licang = hall(OFFICE);
    licun = hall("licun");
    shiyuan = hall("shiyuan");
    office = licang.link().office(new Kept());
  }

  @AfterEach
  void stop() throws Exception {
    office.close();
    for (LinkedHall hall : List.of(licang, licun, shiyuan)) hall.close();
    nats.kill();
  }

  private static String user(String hall) throws IOException {
    boolean office = hall.equals(OFFICE);
    var publish = new ArrayList<>(right("publish", hall));
    var subscribe = new ArrayList<>(right("subscribe", hall));
    if (office) publish.addAll(right("the office besides publishes", hall));
    if (office) subscribe.addAll(right("the office besides subscribes", hall));
    return "{user: %s, password: pw, permissions: {publish: [%s], subscribe: [%s], %s}}\n"
        .formatted(
            hall,
            String.join(", ", publish),
            String.join(", ", subscribe),
            row("answer").getFirst());
  }

  private static List<String> right(String name, String hall) throws IOException {
    return row(name).stream()
        .map(
            subject -> '"' + subject.replace("xh.d.", "xh.test.").replaceAll("\\bH\\b", hall) + '"')
        .toList();
  }

  private static List<String> row(String name) throws IOException {
    String page = Files.readString(Path.of("docs", "operating.md"), StandardCharsets.UTF_8);
    Matcher row = Pattern.compile("\\| " + name + " \\| (.*) \\|\n").matcher(page);
    if (!row.find()) throw new AssertionError("no row " + name);
    var subjects = new ArrayList<String>();
    Matcher code = Pattern.compile("`([^`]+)`").matcher(row.group(1));
    while (code.find()) subjects.add(code.group(1));
    return subjects;
  }

  private String server(String hall) {
    return nats.address().replace("://", "://" + hall + ":pw@");
  }

  private Connection connect(String hall) throws Exception {
    return Nats.connect(
        new Options.Builder().server(server(hall)).inboxPrefix("_INBOX." + hall + ".").build());
  }

  private LinkedHall hall(String name) throws Exception {
    return new LinkedHall(name, under(folder, name), "test", server(name));
  }

  @Test
  void casesGoOnAndTheOfficeGivesALostPastBack() throws Exception {
    licun.serve(null);
    CaseId id = licun.lacks("租赁合同");
    shiyuan.learn(id);
    shiyuan.serve(id);
    shiyuan.finish();
    await(() -> licun.file(id).state() == State.COMPLETED, "licun hears that it is done");
    Entry last = licun.journalled.getLast();
    var end = new Position(last.incarnation(), last.lastSeq());
    await(() -> licun.link().sent().filter(end::equals).isPresent(), "licun sent all");
    await(office::isCurrent, "the office has it");
    int entries = licun.journalled.size();
    Connection server = connect(OFFICE);
    server.jetStreamManagement().purgeStream("test-FACT");
    server.close();
    var address = new Address("test", "licun", List.of(server("licun")), Optional.empty(), null);
    Past.Outcome back =
        Past.fetch(
            address,
            new FileDisk(folder.resolve("new-shelf")),
            new FileDisk(folder.resolve("new-journal")),
            told -> {});
    assertEquals(new Past.Outcome.Back(entries, 0), back);
  }

  @Test
  void noHallMaySpeakForAnother() throws Exception {
    Connection server = connect("licun");
    byte[] body = {'{', '}'};
    assertThrows(IOException.class, () -> server.jetStream().publish("xh.test.case.shiyuan", body));
    assertEquals("test-CASE", server.jetStream().publish("xh.test.case.licun", body).getStream());
    server.close();
  }

  /** What the office's tables would hold. */
  private static final class Kept implements Office.Tables {
    private final Map<String, SortedMap<String, TreeMap<Long, Entry>>> halls = new TreeMap<>();

    @Override
    public synchronized void fold(String cursor, List<EntryBatch> batches) {
      for (EntryBatch batch : batches)
        for (Entry entry : batch.entries())
          halls
              .computeIfAbsent(batch.hall(), hall -> new TreeMap<>())
              .computeIfAbsent(batch.incarnation(), incarnation -> new TreeMap<>())
              .put(entry.seq(), entry);
    }

    @Override
    public Optional<String> cursor() {
      return Optional.empty();
    }

    @Override
    public synchronized Map<String, SortedMap<String, List<long[]>>> covered() {
      var all = new TreeMap<String, SortedMap<String, List<long[]>>>();
      halls.forEach((hall, incarnations) ->
          incarnations.forEach((name, entries) -> {
            long[] range = {entries.firstKey(), entries.lastEntry().getValue().lastSeq()};
            all.computeIfAbsent(hall, key -> new TreeMap<>()).put(name, List.of(range));
          }));
      return all;
    }

    @Override
    public synchronized List<Entry> heard(String hall, String incarnation, long from, long to) {
      var entries = new TreeMap<>(halls.getOrDefault(hall, new TreeMap<>()).get(incarnation));
      return List.copyOf(entries.subMap(from, true, to, true).values());
    }
  }
}
