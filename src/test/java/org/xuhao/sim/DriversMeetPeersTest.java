package org.xuhao.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xuhao.board.Statement;
import org.xuhao.driver.Bus;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.Drivers;
import org.xuhao.driver.IdCard;
import org.xuhao.driver.Input;
import org.xuhao.driver.Output;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.PadSecret;
import org.xuhao.driver.cpower.CpowerConfig;
import org.xuhao.driver.eqascii.EqConfig;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.onbonbx.CardConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.driver.sdtidcard.ReaderConfig;
import org.xuhao.hall.Command;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.hall.value.VisitId;
import org.xuhao.hall.value.WindowId;
import org.xuhao.line.Line;
import org.xuhao.line.Lines;
import org.xuhao.wire.Bytes;

/** Two readings of each protocol document, the drivers' and the peers', understand each other. */
class DriversMeetPeersTest {
  private static final WindowId WINDOW = new WindowId(5);
  private static final WindowId OTHER = new WindowId(8);
  private static final TicketNumber A023 = new TicketNumber("A", 23);
  private static final OsdpConfig.Security INSTALL = OsdpConfig.Security.INSTALL;
  private static final PadSecret SECRET =
      new PadSecret(Bytes.hex("00112233445566778899AABBCCDDEEFF"), PadSecret.NONE.chance());

  private static final int FIND_BYTES = 10;

  private final Vertx vertx = Vertx.vertx();
  private final SimHall hall =
      new SimHall(
          vertx,
          List.of(
              SimDevice.printer("printer"),
              SimDevice.card("leds", 5, 5, 192, 16),
              SimDevice.pad("pads", 5, 5, false),
              SimDevice.osdpPad("osdp", 6, 8, false),
              SimDevice.osdpPad("visitors", 7, 8, true),
              SimDevice.idReader("reader"),
              SimDevice.cpower("cpower", 5, 5, 192, 16),
              SimDevice.cpowerOnNetwork("cpowernet", 5, 5, 192, 16),
              SimDevice.eq("eq", 5, 5, 192, 16)),
          0,
          3);

  @AfterEach
  void released() {
    Appliance.get(hall.stop());
    Appliance.get(vertx.close());
  }

  @Test
  void aCallHangsThereAndTheTruthIsRedrawnAfterAPowerLoss() throws Exception {
    var host = new Host("leds", CardConfig.strip("leds", 5, WINDOW));
    host.state(new Statement.ShowWindow(WINDOW, Statement.Face.CALLING, A023, 1, "社会保险"));
    Appliance.await("the call", () -> text().equals("A023号请到5号窗口"));
    Appliance.get(hall.power("leds/5", false));
    host.state(new Statement.ShowWindow(WINDOW, Statement.Face.SERVING, A023, 1, "社会保险"));
    Appliance.await("silence is a fault", () -> host.raised() > 0);
    Appliance.get(hall.power("leds/5", true));
    Appliance.await("redrawn", () -> text().equals("正在办理 A023"));
    assertEquals(0, view().leds().getLast().refused());
  }

  @Test
  void cardsOfOtherMakesShowACallAndTheTruthAfterAPowerLoss() throws Exception {
    var cards =
        Map.of(
            "cpower", CpowerConfig.of("cpower", 5, WINDOW, 1),
            "cpowernet", CpowerConfig.of("cpowernet", 5, WINDOW, 1).onNetwork(),
            "eq", EqConfig.of("eq", 5, WINDOW, 1));
    for (var card : cards.entrySet()) {
      var host = new Host(card.getKey(), card.getValue());
      host.state(new Statement.ShowWindow(WINDOW, Statement.Face.PAUSED, A023, 1, "社会保险"));
      Appliance.await("the text", () -> text(card.getKey()).equals("暂停服务"));
      Appliance.get(hall.power(card.getKey() + "/5", false));
      host.state(new Statement.ShowWindow(WINDOW, Statement.Face.SERVING, A023, 1, "社会保险"));
      Appliance.await("silence is a fault", () -> host.raised() > 0);
      Appliance.get(hall.power(card.getKey() + "/5", true));
      Appliance.await("redrawn", () -> text(card.getKey()).equals("正在办理 A023"));
      assertEquals(1, host.cleared());
    }
  }

  @Test
  void aPadShowsWhatIsStatedAndItsKeysAskOnce() throws Exception {
    var host = new Host("pads", PadConfig.of("pads", 5, WINDOW));
    host.state(new Statement.ShowPad(WINDOW, 17, null));
    Appliance.await("waiting", () -> pad().digits().equals("017   "));
    Appliance.get(hall.press(5, SimPads.CALL_NEXT));
    Appliance.await("asked", () -> host.asked().contains(new Command.CallNext(WINDOW)));
    host.state(new Statement.ShowPad(WINDOW, 16, A023));
    Appliance.await("the ticket", () -> pad().digits().equals("016023") && pad().beeps() == 1);
    Appliance.get(hall.press(5, 6, SimPads.OK));
    Appliance.await("asked", () -> host.asked().contains(new Command.MarkNoShow(WINDOW)));
    Appliance.get(hall.press(5, SimPads.EVALUATE));
    Appliance.await("the rating keys are lit", () -> pad().evaluating());
    host.state(new Statement.AskRating(WINDOW, new VisitId(1)));
    Appliance.await("asked", () -> host.asked().contains(new Command.EndVisit(WINDOW, null)));
    Appliance.get(hall.rate(5, 0));
    Appliance.await(
        "a rating", () -> host.asked().stream().anyMatch(ask -> ask instanceof Command.Rate));
    assertEquals(4, host.asked().size());
    assertEquals(0, pad().unanswered());
  }

  @Test
  void anOsdpPadIsGivenItsKeyShowsWhatIsStatedAndItsKeysAskOnce() throws Exception {
    var pad = OsdpConfig.of("osdp", 6, OTHER);
    var host = new Host("osdp", pad.as(pad.role(), INSTALL, SECRET));
    host.state(new Statement.ShowPad(OTHER, 16, A023));
    Appliance.await("the ticket", () -> padAt(6).digits().equals("016023"));
    Appliance.get(hall.press(8, 7, SimPads.TRANSFER));
    Appliance.get(hall.press(8, SimPads.CALL_NEXT));
    Appliance.await("asked", () -> host.asked().contains(new Command.CallNext(OTHER)));
    assertEquals(0, host.raised());
  }

  @Test
  void anOsdpPadIsAskedToRateAndItsFiveKeysAreTheLevels() throws Exception {
    var pad = OsdpConfig.of("visitors", 7, OTHER);
    var host = new Host("visitors", pad.as(PadRole.RATING, INSTALL, SECRET));
    host.state(new Statement.AskRating(OTHER, new VisitId(9)));
    Appliance.await("the keys are lit", () -> padAt(7).evaluating());
    Appliance.get(hall.rate(8, 4));
    var worst = new Command.Rate(new VisitId(9), 1, List.of(), Command.Channel.PAD);
    Appliance.await("a rating", () -> host.asked().equals(List.of(worst)));
  }

  private SimView.PadView padAt(int address) {
    return view().pads().stream().filter(pad -> pad.address() == address).findFirst().orElseThrow();
  }

  @Test
  void aCardIsReadAndItsHolderIsKnownByTheHashOfTheNumber() throws Exception {
    var reader = ReaderConfig.of("reader", "main");
    var host = new Host("reader", reader.knowing(number -> List.of("hash of " + number)));
    Appliance.get(hall.putCard("reader", ' ', "110101199003070011"));
    IdCard read = new IdCard.Read(List.of("hash of 110101199003070011"));
    Appliance.await("read", () -> host.cards.equals(List.of(new IdCard.Reading(), read)));
    Appliance.get(hall.liftCard("reader"));
    long before = askedOfReader();
    Appliance.await("it is looked for cards", () -> askedOfReader() >= before + 2 * FIND_BYTES);
    Appliance.get(hall.putCard("reader", 'I', "XYZ110199003070"));
    Appliance.await(
        "read", () -> host.cards.contains(new IdCard.Read(List.of("hash of XYZ110199003070"))));
    assertEquals(0, host.raised());
    assertEquals(2, view().readers().getFirst().reads());
  }

  private long askedOfReader() {
    return view().lines().stream()
        .filter(line -> line.name().equals("reader"))
        .mapToLong(SimView.LineView::bytesIn)
        .sum();
  }

  @Test
  void aTicketIsReportedPrintedOnceThePrinterSaysSo() throws Exception {
    var host = new Host("printer", PrinterConfig.of("printer"));
    Appliance.get(hall.paperOut(true));
    Appliance.await("no paper", () -> host.raised() > 0);
    Appliance.get(hall.paperOut(false));
    Appliance.await("paper", () -> host.cleared() > 0);
    host.state(
        new Statement.Print(
            new Statement.Slip(
                "海西州政务服务中心",
                A023,
                1,
                "社会保险",
                "1、2、3、4号窗口",
                12,
                Instant.EPOCH,
                "2026-11-22 10:00",
                "http://hall.example/t/A023")));
    Appliance.await(
        "confirmed",
        () ->
            host.asked().stream()
                .anyMatch(ask ->
                    ask instanceof Command.ReportPrint report
                        && report.result() == Command.PrintResult.CONFIRMED));
    List<SimView.RowView> rows = view().printers().getFirst().tickets().getFirst().rows();
    assertTrue(
        rows.stream().anyMatch(row -> row.text().strip().equals("A023") && row.wide() > 1),
        rows.toString());
    assertTrue(
        rows.stream().anyMatch(row -> "http://hall.example/t/A023".equals(row.qr())),
        rows.toString());
    assertTrue(rows.stream().anyMatch(row -> row.text().contains("社会保险")), rows.toString());
  }

  private SimView view() {
    return Appliance.get(hall.view());
  }

  private SimView.PadView pad() {
    return padAt(5);
  }

  private String text() {
    return text("leds");
  }

  private String text(String line) {
    var text = new StringBuilder();
    for (SimView.LedView card : view().leds())
      if (card.name().equals(line + "/5"))
        for (SimView.AreaView area : card.areas()) text.append(area.text());
    return text.toString();
  }

  /** The appliance's side of one line: a bus of drivers on real bytes and real time. */
  private final class Host implements Line.Listener {
    private final Context context = vertx.getOrCreateContext();
    private final List<Command> asked = new CopyOnWriteArrayList<>();
    private final List<IdCard> cards = new CopyOnWriteArrayList<>();
    private final List<Output> faults = new CopyOnWriteArrayList<>();
    private final Line line;
    private Bus bus;
    private long timer;

    Host(String name, DeviceConfig device) throws Exception {
      bus = Drivers.bus(name, List.of(device));
      line = Lines.of(vertx, Appliance.plug(hall, name));
      context.runOnContext(ignored -> line.open(this));
    }

    List<Command> asked() {
      return asked;
    }

    long raised() {
      return faults.stream().filter(Output.Raise.class::isInstance).count();
    }

    long cleared() {
      return faults.stream().filter(Output.Clear.class::isInstance).count();
    }

    void state(Statement statement) {
      context.runOnContext(ignored -> feed(new Input.Stated(statement, Instant.now())));
    }

    @Override
    public void up() {
      feed(new Input.Opened(Instant.now()));
    }

    @Override
    public void down(String why) {
      feed(new Input.Lost(Instant.now()));
    }

    @Override
    public void received(Bytes bytes) {
      feed(new Input.Received(bytes, Instant.now()));
    }

    private void feed(Input input) {
      var step = bus.on(input);
      bus = step.next();
      step.outputs().forEach(this::act);
      vertx.cancelTimer(timer);
      if (bus.tickAt().equals(Instant.MAX)) return;
      long wait = Duration.between(Instant.now(), bus.tickAt()).toMillis();
      timer =
          vertx.setTimer(
              Math.clamp(wait + 1, 1, 60_000), ignored -> feed(new Input.Tick(Instant.now())));
    }

    private void act(Output output) {
      switch (output) {
        case Output.Send send -> line.send(send.bytes());
        case Output.Asked ask -> {
          asked.add(ask.ask().command());
          context.runOnContext(ignored -> feed(new Input.Answered(ask.ask(), null, Instant.now())));
        }
        case Output.Raise raise -> faults.add(raise);
        case Output.Clear clear -> faults.add(clear);
        case Output.Card card -> cards.add(card.card());
        case Output.Count count -> {}
        case Output.RoundTrip trip -> {}
        case Output.Paper paper -> {}
      }
    }
  }
}
