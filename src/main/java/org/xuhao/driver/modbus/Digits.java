package org.xuhao.driver.modbus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a display wants its numbers.
 *
 * @param format as a number, as decimal digits, or as letters
 * @param digits how many places the display has
 * @param blank what each register of a dark field holds; of no use for ASCII, which takes spaces
 */
public record Digits(Format format, int digits, int blank) {

  /** How a number stands in registers. */
  public enum Format {
    /** 23 is 0x0017. One register, so at most four places. */
    INT(4, 4),
    /** 23 is 0x0023; four places a register, the high ones first. */
    BCD(8, 4),
    /** A023 is 0x4130 0x3233; two places a register. */
    ASCII(16, 2);

    private final int most;
    private final int perRegister;

    Format(int most, int perRegister) {
      this.most = most;
      this.perRegister = perRegister;
    }

    /** The most places a field may have. */
    int most() {
      return most;
    }
  }

  private int registers() {
    return (digits + format.perRegister - 1) / format.perRegister;
  }

  /** A dark field. */
  List<Integer> dark() {
    return format == Format.ASCII ? text("") : Collections.nCopies(registers(), blank);
  }

  /** The last places of {@code number}; {@code text} is how it reads where letters are possible. */
  List<Integer> of(int number, String text) {
    if (format == Format.ASCII) return text(text);
    int shown = (int) (number % Math.round(Math.pow(10, digits)));
    if (format == Format.INT) return List.of(shown);
    var registers = new ArrayList<Integer>();
    for (int i = 0, rest = shown; i < registers(); i++, rest /= 10_000)
      registers.addFirst(Integer.parseInt(Integer.toString(rest % 10_000), 16));
    return registers;
  }

  /** Right-aligned, cut from the left: the last places tell tickets apart. */
  private List<Integer> text(String text) {
    int places = registers() * format.perRegister;
    String last = text.substring(Math.max(0, text.length() - digits));
    String field = " ".repeat(places - last.length()) + last;
    var registers = new ArrayList<Integer>();
    for (int i = 0; i < places; i += format.perRegister)
      registers.add(field.charAt(i) << 8 | field.charAt(i + 1));
    return registers;
  }
}
