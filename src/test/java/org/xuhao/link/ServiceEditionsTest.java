package org.xuhao.link;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xuhao.link.LinkedHall.BUSINESS;
import static org.xuhao.link.LinkedHall.await;
import static org.xuhao.link.LinkedHall.under;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.Command;
import org.xuhao.hall.DistrictEvent;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Refusal;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.loop.Answer;

/** The district's services, in halls over a real server. */
class ServiceEditionsTest {
  @TempDir Path folder;
  private NatsServer nats;
  private EditionHall licang;
  private EditionHall shiyuan;

  @BeforeEach
  void start() throws Exception {
    nats = new NatsServer(under(folder, "nats"));
    Files.writeString(folder.resolve("visitor.key"), "5f".repeat(32));
    licang = new EditionHall("licang", folder, nats.address());
    shiyuan = new EditionHall("shiyuan", folder, nats.address());
    Files.writeString(
        folder.resolve("people.yaml"), "people: [{id: LC8, name: 李强, skills: [RS]}]\n");
    write("name: 企业开办, nameEn: Starting a business, materials: [营业执照], says: []");
    licang.publish(folder, List::of, "people", "services");
    awaitServices(shiyuan, 1);
  }

  /** Of the one service that the halls have, and of one that they have not. */
  private void write(String entry) throws Exception {
    Files.writeString(
        folder.resolve("services.yaml"),
        "services:\n  - {code: SC, " + entry + "}\n  - {code: ZR, name: 不动产登记}\n");
  }

  @AfterEach
  void stop() throws Exception {
    for (EditionHall hall : List.of(licang, shiyuan)) hall.close();
    nats.kill();
  }

  private static void awaitServices(EditionHall hall, long number) {
    await(() -> number == hall.counts("services"), hall.name() + " takes edition " + number);
  }

  private static ServicePlan service(EditionHall hall) {
    var services = hall.hall().hall().plan().services();
    assertEquals(1, services.size(), "no hall gets a service that it does not offer");
    return requireNonNull(services.get(BUSINESS));
  }

  private static List<String> taken(EditionHall hall) {
    return hall.hall().journalled.stream()
        .flatMap(entry -> entry.events().stream())
        .filter(DistrictEvent.EditionTaken.class::isInstance)
        .map(DistrictEvent.EditionTaken.class::cast)
        .map(event -> event.kind() + " " + event.number())
        .sorted()
        .toList();
  }

  @Test
  void theDistrictsWordsStandBeforeTheHallsFromTheirTimeAndStayWhileItIsCutOff() throws Exception {
    assertEquals("企业开办", service(shiyuan).name());
    assertEquals("Starting a business", service(shiyuan).nameEn());
    assertEquals("A", service(shiyuan).prefix());
    assertEquals("市场监管局", service(shiyuan).department(), "what it leaves out is the hall's own");
    assertEquals(
        List.of("营业执照"), requireNonNull(shiyuan.guide().services().get(BUSINESS)).materials());
    await(() -> shiyuan.counts("people") == 1, "the clerks");
    var signIn = new Command.SignIn(LinkedHall.FIRST, new ClerkId("LC8"));
    assertEquals(
        new Answer.Refused(Refusal.NO_SKILL),
        shiyuan.hall().answer(LinkedHall.CLERK, signIn),
        "one kind takes nothing from the other");

    var from = Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC);
    Files.writeString(
        folder.resolve("services.yaml"),
        "from: " + from.toString().substring(0, 16) + "\nservices: [{code: SC, name: 公司设立}]\n");
    await(() -> shiyuan.holds("services-2.edition"), "the next edition is here");
    assertEquals("企业开办", service(shiyuan).name());
    nats.kill();
    shiyuan.close();
    shiyuan.open();
    assertEquals("企业开办", service(shiyuan).name());
    await(() -> taken(shiyuan).equals(List.of("people 1", "services 1")), "both are named");
    shiyuan.later(3_700);
    await(() -> service(shiyuan).name().equals("公司设立"), "it counts, cut off or not");
    assertEquals("Business", service(shiyuan).nameEn());
    await(() -> taken(shiyuan).contains("services 2"), "the journal says so");
    assertEquals("企业开办", service(licang).name(), "the other hall's clock is an hour behind");
    nats.start();
  }

  @Test
  void aServiceWhoseLastDayIsOverGivesNoNumbersAndServesWhoWaits() throws Exception {
    var take = new Command.TakeTicket(BUSINESS);
    shiyuan.hall().ask(LinkedHall.DISPENSER, take);
    LocalDate over = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(2);
    write("name: 企业开办, until: " + over);
    awaitServices(shiyuan, 2);
    assertEquals(
        new Answer.Refused(Refusal.NOT_OFFERED), shiyuan.hall().answer(LinkedHall.DISPENSER, take));
    var hall = shiyuan.hall().hall();
    assertEquals(Optional.of(Refusal.NOT_OFFERED), hall.takingRefused(BUSINESS, hall.at()));
    var call = new Command.CallNext(LinkedHall.FIRST);
    assertInstanceOf(Answer.Accepted.class, shiyuan.hall().answer(LinkedHall.CLERK, call));
  }

  @Test
  void whatIsWrongIsToldAndTheEditionBeforeStays() throws Exception {
    write("name: 企业开办, bundle: [ZR, XX]");
    await(() -> licang.has(FaultCode.EDITION_SOURCE), "it is told");
    String detail = licang.detail(FaultCode.EDITION_SOURCE);
    assertTrue(detail.contains("services.yaml:2:") && detail.contains("'XX'"), detail);
    Edition bad = Edition.of("services", 2, Instant.EPOCH, "{\"services\":[{\"code\":\"SC\"}]}");
    Connection line = Nats.connect(nats.address());
    try {
      line.jetStream().publish("xh.test.ref.services", bad.bytes());
    } finally {
      line.close();
    }
    await(() -> shiyuan.has(FaultCode.EDITION_DAMAGED), "it is told");
    String why = shiyuan.detail(FaultCode.EDITION_DAMAGED);
    assertTrue(why.contains("SC has no name"), why);
    assertEquals("企业开办", service(shiyuan).name());
    write("name: 企业设立");
    await(() -> service(shiyuan).name().equals("企业设立"), "the next one mends it");
    assertFalse(shiyuan.has(FaultCode.EDITION_DAMAGED));
    assertFalse(licang.has(FaultCode.EDITION_SOURCE));
  }
}
