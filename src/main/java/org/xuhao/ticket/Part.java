package org.xuhao.ticket;

/** One thing on a ticket, below the one before; how large in dots, the paper decides. */
public sealed interface Part {

  /** A line of text; too long for the paper, it goes on below. */
  record Text(String text, Size size, boolean bold) implements Part {}

  /** How large a text is. */
  enum Size {
    USUAL,
    LARGE,
    /** That of the number: as large as fits the paper. */
    NUMBER
  }

  /** A QR code of {@code link}, printable ASCII. */
  record Qr(String link) implements Part {}

  /** A picture, such as the hall's logo. */
  record Picture(Dots dots) implements Part {}
}
