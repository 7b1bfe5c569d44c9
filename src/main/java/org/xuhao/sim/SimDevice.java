package org.xuhao.sim;

/**
 * One simulated device, as the hall's file declares it.
 *
 * @param line the name of its line; all devices of a line are of one kind
 * @param address 0 for a printer and a card reader
 * @param window 0: it belongs to the hall
 * @param rating a pad for visitors
 * @param width dots of an LED card; {@code height} the same
 */
public record SimDevice(
    Kind kind, String line, int address, int window, boolean rating, int width, int height) {

  /** What can be simulated. */
  public enum Kind {
    ESCPOS,
    ONBON_BX,
    FF68_PAD,
    OSDP_PAD,
    SDT_IDCARD,
    CPOWER,
    /** On its own network port. */
    CPOWER_NETWORK,
    EQ_ASCII
  }

  /** A ticket printer, alone on its line. */
  public static SimDevice printer(String line) {
    return new SimDevice(Kind.ESCPOS, line, 0, 0, false, 0, 0);
  }

  /** An LED card of so many dots; window 0: a hall screen. */
  public static SimDevice card(String line, int address, int window, int width, int height) {
    return new SimDevice(Kind.ONBON_BX, line, address, window, false, width, height);
  }

  /** A call pad, or with {@code rating} a rating pad. */
  public static SimDevice pad(String line, int address, int window, boolean rating) {
    return new SimDevice(Kind.FF68_PAD, line, address, window, rating, 0, 0);
  }

  /** A pad of the open profile, without a key of its own and with its jumper set. */
  public static SimDevice osdpPad(String line, int address, int window, boolean rating) {
    return new SimDevice(Kind.OSDP_PAD, line, address, window, rating, 0, 0);
  }

  /** An identity-card reader, alone on its line. */
  public static SimDevice idReader(String line) {
    return new SimDevice(Kind.SDT_IDCARD, line, 0, 0, false, 0, 0);
  }

  /** A C-Power card; window 0: a hall screen. */
  public static SimDevice cpower(String line, int address, int window, int width, int height) {
    return new SimDevice(Kind.CPOWER, line, address, window, false, width, height);
  }

  /** The same on its own network port, alone on its line. */
  public static SimDevice cpowerOnNetwork(
      String line, int address, int window, int width, int height) {
    return new SimDevice(Kind.CPOWER_NETWORK, line, address, window, false, width, height);
  }

  /** An EQ card; window 0: a hall screen. */
  public static SimDevice eq(String line, int address, int window, int width, int height) {
    return new SimDevice(Kind.EQ_ASCII, line, address, window, false, width, height);
  }

  /** Its name on pages and in {@link SimHall}'s verbs: the line and, on a bus, the address. */
  public String name() {
    return kind == Kind.ESCPOS || kind == Kind.SDT_IDCARD ? line : line + "/" + address;
  }
}
