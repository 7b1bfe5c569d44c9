package org.xuhao;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The borders between packages, as drawn in docs/architecture.md. Never disabled. */
class ArchitectureTest {
  private static final String ROOT = "org.xuhao.";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.xuhao");

  /** Package → those of ours that it may import. {@code app} may import all. */
  private static final Map<String, Set<String>> OURS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("hall", Set.of()),
              Map.entry("forecast", Set.of("hall")),
              Map.entry("wire", Set.of()),
              Map.entry("fault", Set.of()),
              Map.entry("board", Set.of("hall")),
              Map.entry("ticket", Set.of("hall", "board", "wire")),
              Map.entry("driver", Set.of("hall", "board", "wire", "fault", "ticket")),
              Map.entry("line", Set.of("wire", "fault")),
              Map.entry("journal", Set.of("hall", "fault")),
              Map.entry("seal", Set.of("hall", "journal")),
              Map.entry("loop", Set.of("hall", "journal")),
              Map.entry("store", Set.of("hall", "journal", "fault")),
              Map.entry("report", Set.of("board", "store")),
              Map.entry("link", Set.of("hall", "journal", "loop", "forecast", "fault")),
              Map.entry(
                  "web", Set.of("hall", "board", "loop", "forecast", "store", "report", "fault")),
              Map.entry("voice", Set.of("hall", "board")),
              Map.entry("meter", Set.of("hall", "fault")),
              Map.entry("sim", Set.of("wire", "line"))));

  /** Libraries a package may use beside java.*, JSpecify and SLF4J. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("driver", List.of("javax.crypto..")),
          Map.entry("ticket", List.of("com.google.zxing..")),
          Map.entry("line", List.of("io.vertx..", "io.netty..", "com.fazecast.jSerialComm..")),
          Map.entry("forecast", List.of("org.pcollections..")),
          Map.entry("journal", List.of("com.fasterxml.jackson..", "org.pcollections..")),
          Map.entry("store", List.of("org.h2..", "org.flywaydb..", "java.sql..", "javax.sql..")),
          Map.entry("report", List.of("java.sql..", "javax.sql..")),
          Map.entry("link", List.of("io.vertx..", "io.nats..", "javax.net.ssl..")),
          Map.entry(
              "web",
              List.of(
                  "io.vertx..",
                  "io.netty..",
                  "com.fasterxml.jackson..",
                  "com.google.zxing..",
                  "org.snakeyaml..",
                  "javax.crypto..")),
          Map.entry("meter", List.of("io.micrometer..")),
          Map.entry("sim", List.of("io.vertx..", "io.netty..", "javax.crypto..")));

  @TestFactory
  List<DynamicTest> eachPackageImportsOnlyWhatTheTableAllows() {
    var tests = new ArrayList<DynamicTest>();
    OURS.forEach((name, ours) -> {
      if (!name.equals("hall"))
        tests.add(DynamicTest.dynamicTest(name, () -> border(name, ours).check(MAIN)));
    });
    return tests;
  }

  private static ArchRule border(String name, Set<String> ours) {
    var allowed = new ArrayList<String>(List.of("java..", "org.jspecify..", "org.slf4j.."));
    allowed.add(ROOT + name + "..");
    for (String other : ours) allowed.add(ROOT + other + "..");
    allowed.addAll(LIBRARIES.getOrDefault(name, List.of()));
    return classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .allowEmptyShould(true)
        .because("data goes one way, and a part that knows little can be believed and replaced");
  }

  @Test
  void theHallKnowsOnlyValues() {
    classes()
        .that()
        .resideInAPackage(ROOT + "hall..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "hall..",
            "java.lang",
            "java.lang.runtime",
            "java.lang.invoke",
            "java.lang.annotation",
            "java.time",
            "java.time.zone",
            "java.time.temporal",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.util.regex",
            "org.pcollections",
            "org.jspecify.annotations")
        .because("a hall without clock, chance, threads and files replays the same everywhere")
        .check(MAIN);
  }

  @Test
  void nobodyInHallBoardDriverOrWireAsksForTimeOrChance() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + "hall..",
                ROOT + "board..",
                ROOT + "driver..",
                ROOT + "ticket..",
                ROOT + "voice..",
                ROOT + "wire..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                Clock.class,
                InstantSource.class,
                UUID.class,
                Random.class,
                SecureRandom.class,
                RandomGenerator.class,
                ThreadLocalRandom.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .because("time comes in with the command, so that a day can be replayed");
    rule.check(MAIN);
  }

  @Test
  void sqlStandsOnlyInStoreAndReport() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "store..", ROOT + "report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .because("the tables are a copy of the journal and only their owner may write them")
        .check(MAIN);
  }

  @Test
  void vertxStandsOnlyWhereBytesEnterOrLeave() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "line..", ROOT + "link..", ROOT + "web..", ROOT + "sim..", ROOT + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .because("rules, folds and files must not know that an event loop exists")
        .check(MAIN);
  }

  @Test
  void nobodyImportsApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "app..")
        .because("wiring that others lean on can no longer be changed")
        .check(MAIN);
  }

  @Test
  void theSimulatedHallIsWrittenWithoutTheDrivers() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "sim..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "driver..")
        .because("a fault in a codec shows only to a peer that was written without it")
        .allowEmptyShould(true)
        .check(MAIN);
  }

  @Test
  void onlyAppEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("a part that ends the process takes the acknowledged tickets' answers with it")
        .check(MAIN);
  }

  @Test
  void everyPackageStandsInTheTable() {
    var unknown = new TreeSet<String>();
    for (JavaClass type : MAIN) {
      String rest = type.getPackageName().substring(ROOT.length());
      String name = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
      if (!name.equals("app") && !OURS.containsKey(name)) unknown.add(name);
    }
    assertEquals(Set.of(), unknown, "draw its border in this test and in docs/architecture.md");
    assertTrue(MAIN.size() > 30, "the classes were not found");
  }

  @Test
  void everyPackageIsNullMarked() {
    var bare = new TreeSet<String>();
    for (JavaClass type : MAIN)
      if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
        bare.add(type.getPackageName());
    assertEquals(Set.of(), bare, "add a package-info.java with @NullMarked");
  }
}
