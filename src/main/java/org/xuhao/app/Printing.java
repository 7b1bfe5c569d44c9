package org.xuhao.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xuhao.app.paper.PaperKeeper;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.setup.SetupDesk;
import org.xuhao.board.Statement;
import org.xuhao.board.Statement.Minutes;
import org.xuhao.board.Statement.Slip;
import org.xuhao.driver.DeviceConfig;
import org.xuhao.driver.PaperRoll;
import org.xuhao.driver.escpos.PrinterConfig;
import org.xuhao.fault.FaultCode;
import org.xuhao.hall.value.TicketNumber;
import org.xuhao.ticket.Dots;
import org.xuhao.ticket.FontPainter;
import org.xuhao.ticket.Painter;
import org.xuhao.ticket.Part;
import org.xuhao.web.PrinterHooks;
import org.xuhao.web.setup.SetupHooks;

/** The hall's ticket printers: what their tickets look like, and what paper is left. */
final class Printing implements PrinterHooks {
  private static final Logger LOG = LoggerFactory.getLogger(Printing.class);

  /** How often counted paper is written: a roll of some hundred tickets is forgiving. */
  private static final Duration WRITE_EVERY = Duration.ofSeconds(10);

  /** Dots across paper of 80 mm. */
  private static final int WIDE = 576;

  private final Settings settings;
  private final Care care;
  private final Vertx vertx;
  private final PaperKeeper paper;
  private final Found font = new Found();
  private final Map<String, PrinterConfig> printers = new TreeMap<>();
  private BiPredicate<String, Statement> tell = (line, statement) -> false;

  Printing(Settings settings, Path data, Care care, Vertx vertx) {
    this.settings = settings;
    this.care = care;
    this.vertx = vertx;
    paper = new PaperKeeper(data);
  }

  /** Looks for a font when one is first needed: half a second that a text printer never pays. */
  private static final class Found implements Painter {
    private boolean looked;
    private @Nullable FontPainter painter;

    synchronized Optional<FontPainter> get() {
      if (!looked) painter = FontPainter.find().orElse(null);
      looked = true;
      return Optional.ofNullable(painter);
    }

    @Override
    public @Nullable Dots paint(List<Part> parts, int width) {
      return get().map(found -> found.paint(parts, width)).orElse(null);
    }
  }

  /** The device with the hall's tickets and what is left of its paper, if it is a printer. */
  DeviceConfig with(DeviceConfig device) {
    if (!(device instanceof PrinterConfig printer)) return device;
    PaperRoll left = paper.in(printer.name(), printer.roll());
    PrinterConfig whole = printer.printing(settings.tickets().template(), font, left);
    printers.put(whole.name(), whole);
    if (left.tickets() > 0) care.figures().paper(whole.name(), left);
    return whole;
  }

  /** Begins to keep the paper, and draws once ahead of the first ticket. */
  void begin(BiPredicate<String, Statement> tellsLine) {
    tell = tellsLine;
    if (printers.isEmpty()) return;
    vertx.setPeriodic(
        WRITE_EVERY.toMillis(), id -> vertx.executeBlocking(() -> write(care.figures().papers())));
    if (printers.values().stream().anyMatch(PrinterConfig::pictures))
      vertx
          .executeBlocking(this::drawAhead)
          .onFailure(why -> LOG.warn("No ticket could be drawn ahead", why));
  }

  private boolean drawAhead() throws IOException {
    for (String printer : printers.keySet()) drawn(printer);
    return true;
  }

  private boolean write(Map<String, PaperRoll> rolls) {
    paper.write(rolls);
    return true;
  }

  /** Writes what is left, for the last time. */
  void close() {
    write(care.figures().papers());
  }

  @Override
  public Future<Preview> preview(String device) {
    return vertx.executeBlocking(() -> drawn(device)).map(Objects::requireNonNull);
  }

  @Override
  public boolean newRoll(String device) {
    PrinterConfig printer = printers.get(device);
    return printer != null && tell.test(printer.line(), new Statement.NewRoll(device));
  }

  /** A sample, drawn by what draws the tickets. Blocks. */
  private Preview drawn(String device) throws IOException {
    PrinterConfig printer = printers.get(device);
    if (printer == null) return new Preview.NoSuchPrinter();
    Dots dots = font.paint(printer.template().parts(sample(settings)), printer.paper().dots());
    if (dots == null) {
      if (printer.pictures()) care.raise(FaultCode.FONT_MISSING, "device " + device, "");
      return new Preview.NoFont();
    }
    LOG.debug("Tickets are drawn with {}", font.get().map(FontPainter::fontName).orElse(""));
    return new Preview.Drawn(png(dots));
  }

  /**
   * The hall's file for the set-up page, which shows tickets as well; {@code demo}: a packaged one.
   */
  SetupHooks setup(boolean demo) throws NotStarted {
    String hall = settings.hall().id();
    return Waiting.file(
        () -> new SetupDesk(settings.file(), hall, demo, this::drawn, care.time()::wall));
  }

  /** A sample of a hall that does not run, on the paper of its first printer. */
  private Optional<byte[]> drawn(Settings draft) throws IOException {
    int width =
        draft.devices().stream()
            .map(Settings.DeviceSettings::config)
            .filter(PrinterConfig.class::isInstance)
            .map(config -> ((PrinterConfig) config).paper().dots())
            .findFirst()
            .orElse(WIDE);
    Dots dots = font.paint(draft.tickets().template().parts(sample(draft)), width);
    return dots == null ? Optional.empty() : Optional.of(png(dots).getBytes());
  }

  private static Buffer png(Dots dots) throws IOException {
    var image = new BufferedImage(dots.width(), dots.height(), BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < dots.height(); y++)
      for (int x = 0; x < dots.width(); x++)
        image.setRGB(x, y, dots.black(x, y) ? 0xFF000000 : 0xFFFFFFFF);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return Buffer.buffer(out.toByteArray());
  }

  /** A ticket with everything that can stand on one. */
  private static Slip sample(Settings settings) {
    var plan = settings.plan();
    var service = plan.services().values().iterator().next();
    var windows = new ArrayList<String>();
    for (var window : plan.windows().values())
      if (window.services().contains(service.code())) windows.add(window.id().toString());
    var ways = settings.tickets().ways().values();
    return new Slip(
        settings.hall().name(),
        new TicketNumber(service.prefix(), 23),
        2,
        service.name(),
        String.join("、", windows),
        12,
        Instant.EPOCH,
        "2026-01-01 09:00",
        settings.http().url().orElse("http://hall.example") + "/t/sample",
        List.of("绿色通道 Green channel", "网上预约 Booked"),
        new Minutes(12, 20),
        ways.isEmpty() ? List.of() : List.of(windows.getFirst() + "号窗口：" + ways.iterator().next()));
  }
}
