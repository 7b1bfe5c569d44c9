package org.xuhao.driver;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * A kind of device that can be driven: all that the rest of the appliance knows of it. Its folder
 * in {@code firmware-protocols} bears its name.
 *
 * @param name as in the hall's file, such as {@code ff68-pad}
 * @param heard takes apart what a device sends
 * @param sent takes apart what is sent to one
 * @param addresses which it may have
 * @param traits what is unusual about it
 * @param options its own keys in the hall's file, as the manual lists them
 * @param config makes a device of what the file declares; it is given only values that fit their
 *     options, and throws {@link Unfit} when they do not fit together
 * @param usual a device with usual settings, by line and a few words, for captures and tests:
 *     {@code 5} is address 5 at window 5, {@code 6 rating 5} a rating pad of window 5, {@code 9
 *     screen 4} a hall screen of four rows; a printer needs no words
 * @param probe how one is found on a line; empty: it speaks only when it likes
 */
public record DeviceType(
    String name,
    Function<Bytes, Decoded<? extends Frame>> heard,
    Function<Bytes, Decoded<? extends Frame>> sent,
    Addresses addresses,
    Set<Trait> traits,
    List<Option> options,
    Function<Declared, DeviceConfig> config,
    BiFunction<String, String, DeviceConfig> usual,
    Optional<Probe> probe) {

  /** A type whose devices cannot be found by a question. */
  public DeviceType(
      String name,
      Function<Bytes, Decoded<? extends Frame>> heard,
      Function<Bytes, Decoded<? extends Frame>> sent,
      Addresses addresses,
      Set<Trait> traits,
      List<Option> options,
      Function<Declared, DeviceConfig> config,
      BiFunction<String, String, DeviceConfig> usual) {
    this(name, heard, sent, addresses, traits, options, config, usual, Optional.empty());
  }

  /** The same type, whose devices answer {@code question}. */
  public DeviceType found(Probe question) {
    return new DeviceType(
        name, heard, sent, addresses, traits, options, config, usual, Optional.of(question));
  }

  public DeviceType {
    traits = Set.copyOf(traits);
    options = List.copyOf(options);
  }

  /** What is not so of most devices. */
  public enum Trait {
    /** Of no use without a window. */
    AT_WINDOW,
    /** Prints tickets. */
    PRINTS,
    /** Never has to answer, so that its silence says nothing. */
    OWES_NOTHING
  }

  /**
   * The addresses of devices that share a line; {@link #NONE} where a device is alone on its line.
   */
  public record Addresses(int least, int most) {

    /** The device is alone on its line. */
    public static final Addresses NONE = new Addresses(0, -1);

    /** Whether several can share a line, told apart by address. */
    public boolean any() {
      return most >= least;
    }
  }

  /** Whether {@code trait} is so of this type. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Settings that are each right and do not fit together. */
  public static final class Unfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String option;
    private final String write;

    /**
     * @param option the one to change
     * @param what what is wrong with it, to stand behind its name, such as {@code is 20 for 3 rows}
     * @param write what to write instead
     */
    public Unfit(String option, String what, String write) {
      super(what);
      this.option = option;
      this.write = write;
    }

    /** The option to change. */
    public String option() {
      return option;
    }

    /** What to write instead. */
    public String write() {
      return write;
    }
  }
}
