package org.xuhao.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.hall.Ask;
import org.xuhao.hall.CaseFile;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.By;
import org.xuhao.hall.value.CaseId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.web.district.CaseShelf;

/** What a district knows of cases, as a test wants it. */
final class TestShelf implements CaseShelf {
  private final Map<CaseId, List<Visited>> visits = new ConcurrentHashMap<>();
  private final Map<String, Runnable> lessons = new ConcurrentHashMap<>();
  private final Map<CaseId, Meanwhile> meanwhile = new ConcurrentHashMap<>();
  private final Map<CaseId, CaseFile> readOnly = new ConcurrentHashMap<>();

  /** News of a case: all its visits in the district's order. */
  void tell(CaseId id, Visited... all) {
    visits.put(id, List.of(all));
  }

  /** A hall with a newer release wrote on it. */
  void lock(CaseFile file) {
    readOnly.put(file.id(), file);
  }

  static Visited visit(
      String hall, int window, Instant at, @Nullable String outcome, boolean parallel) {
    String name =
        switch (hall) {
          case "haixi" -> "海西州政务服务中心";
          case "shiyuan" -> "世园街道便民服务中心";
          default -> "李村街道便民服务中心";
        };
    return new Visited(hall, name, hall, window, "1027", at, outcome, parallel);
  }

  /** Has {@code hall} know a case once somebody asks for it by this name. */
  void teach(String numberOrCode, Runnable hall) {
    lessons.put(numberOrCode, hall);
  }

  @Override
  public CompletionStage<Void> learn(String numberOrCode) {
    lessons.getOrDefault(numberOrCode, () -> {}).run();
    return NONE.learn(numberOrCode);
  }

  /** One like {@code f} that another hall opened a minute later. */
  static CaseFile elsewhere(CaseFile f, String number, String hall) {
    Instant opened = Objects.requireNonNull(f.opened()).plusSeconds(60);
    return new CaseFile(
        new CaseId(number),
        f.service(),
        f.visitor(),
        f.state(),
        f.before(),
        f.window(),
        f.clerk(),
        f.firstClerk(),
        f.missing(),
        f.checked(),
        List.of(),
        f.visits(),
        opened,
        f.expires(),
        f.due(),
        f.overdue(),
        f.commitment(),
        hall,
        false,
        0);
  }

  @Override
  public CompletionStage<Void> learnOf(List<String> visitor) {
    return NONE.learnOf(visitor);
  }

  @Override
  public List<Visited> visits(CaseId id) {
    return visits.getOrDefault(id, new ArrayList<>());
  }

  /** The case of window 3, which shiyuan worked on in a cut too; as the link tells it after. */
  CaseId handledOnBothSides(LiveHall hall, Client api) {
    api.post("/api/tickets", Map.of("service", "RS")).is(201);
    hall.press(3, new Command.CallNext(new WindowId(3)));
    var notice = Map.of("outcome", "AWAITING_MATERIALS", "missing", List.of("照片"));
    api.post("/api/windows/3/finish", notice).is(200);
    var f = hall.hall().cases().files().firstEntry().getValue();
    Instant now = Instant.now();
    tell(
        f.id(),
        visit("haixi", 3, now, "AWAITING_MATERIALS", true),
        visit("shiyuan", 7, now, "AWAITING_MATERIALS", true));
    var heard =
        new CaseFile(
            f.id(),
            f.service(),
            f.visitor(),
            f.state(),
            f.before(),
            f.window(),
            f.clerk(),
            f.firstClerk(),
            f.missing(),
            f.checked(),
            f.codes(),
            3,
            f.opened(),
            f.expires(),
            f.due(),
            f.overdue(),
            f.commitment(),
            null,
            true,
            f.steps());
    var link = new By(By.Role.LINK, "district", "link");
    hall.ask(new Ask("case/1", link, new Command.HearCase(heard, f.steps(), List.of())))
        .toCompletableFuture()
        .join();
    return f.id();
  }

  /** Another hall completed it. */
  void complete(CaseId id, Meanwhile there) {
    meanwhile.put(id, there);
  }

  @Override
  public Optional<Meanwhile> meanwhile(CaseId id) {
    return Optional.ofNullable(meanwhile.get(id));
  }

  @Override
  public Optional<CaseFile> readOnly(String numberOrCode) {
    return readOnly.values().stream()
        .filter(file -> file.id().id().equals(numberOrCode) || file.codes().contains(numberOrCode))
        .findFirst();
  }
}
