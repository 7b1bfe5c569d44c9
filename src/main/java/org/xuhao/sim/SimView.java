package org.xuhao.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person would see at the simulated devices at one moment; plain values for a page. */
public record SimView(
    List<LedView> leds,
    List<PrinterView> printers,
    List<PadView> pads,
    List<ReaderView> readers,
    List<LineView> lines,
    PeopleView people) {
  public SimView {
    leds = List.copyOf(leds);
    printers = List.copyOf(printers);
    pads = List.copyOf(pads);
    readers = List.copyOf(readers);
    lines = List.copyOf(lines);
  }

  /**
   * One LED card and what hangs on the wall.
   *
   * @param window 0: a hall screen
   * @param on the screen is switched on by command; a card without power shows nothing
   * @param brightness 0..15
   * @param tooSoon updates of one area less than a second after the one before
   */
  public record LedView(
      String name,
      int address,
      int window,
      int width,
      int height,
      boolean powered,
      boolean silent,
      boolean on,
      int brightness,
      List<AreaView> areas,
      long updates,
      long tooSoon,
      long refused) {
    public LedView {
      areas = List.copyOf(areas);
    }
  }

  /**
   * One dynamic area, in dots.
   *
   * @param mode static, quick, left, right, up or down: how the card brings the text in
   * @param updates how often it was drawn; a page can show a change by it
   */
  public record AreaView(
      int id,
      int x,
      int y,
      int width,
      int height,
      String align,
      String mode,
      List<SpanView> spans,
      long updates) {
    public AreaView {
      spans = List.copyOf(spans);
    }

    /** The text without its colours; a line feed between rows. */
    public String text() {
      var text = new StringBuilder();
      for (SpanView span : spans) text.append(span.text());
      return text.toString();
    }
  }

  /**
   * Text of one colour and size.
   *
   * @param colour red, green, yellow, blue, cyan, magenta or white
   * @param dots height of the font, 16, 24 or 32
   */
  public record SpanView(String text, String colour, int dots) {}

  /**
   * One printer and the tickets that came out of it, newest first.
   *
   * @param cuts tickets printed since the start
   */
  public record PrinterView(
      String name,
      boolean powered,
      boolean silent,
      boolean paperOut,
      boolean paperLow,
      boolean coverOpen,
      long cuts,
      List<PaperView> tickets) {
    public PrinterView {
      tickets = List.copyOf(tickets);
    }
  }

  /** One cut piece of paper; {@code number} counts from 1. */
  public record PaperView(long number, List<RowView> rows) {
    public PaperView {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One row on paper.
   *
   * @param align left, centre or right
   * @param wide times the usual width, 1..8; {@code high} the same for height
   * @param qr what the QR code says; null: a row of text
   */
  public record RowView(
      String text, String align, int wide, int high, boolean bold, @Nullable String qr) {}

  /**
   * One pad.
   *
   * @param digits six characters, a blank where nothing is lit: waiting, then the ticket
   * @param rating it is a rating pad
   * @param evaluating its rating keys are lit
   * @param unanswered frames that the host never echoed
   */
  public record PadView(
      String name,
      int address,
      int window,
      boolean rating,
      boolean powered,
      boolean silent,
      String digits,
      long beeps,
      int stars,
      boolean evaluating,
      long unanswered) {}

  /**
   * One identity-card reader.
   *
   * @param card whether a card lies on it
   * @param reads cards read since the start
   */
  public record ReaderView(
      String name, boolean powered, boolean silent, boolean card, long reads) {}

  /** One line; {@code spoilt} counts bytes changed and runs lost by mischief. */
  public record LineView(
      String name,
      int port,
      boolean plugged,
      boolean connected,
      double garble,
      double drop,
      long bytesIn,
      long bytesOut,
      long spoilt) {}

  /**
   * Visitors and clerks.
   *
   * @param clock time of the simulated day, hh:mm; empty while nobody is there
   */
  public record PeopleView(
      String clock, double speed, long came, long took, long refused, long failed, long served) {

    static final PeopleView NOBODY = new PeopleView("", 0, 0, 0, 0, 0, 0);
  }
}
