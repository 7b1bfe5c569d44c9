package org.xuhao.web.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses and networks, such as {@code 10.0.3.7} and {@code 10.0.3.0/24}; the machine itself is
 * always among them.
 */
public final class Networks {
  /** Nothing else is handed to the resolver, so that no name server is ever asked. */
  private static final String ADDRESS = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";

  /** {@code prefix}: the bits that all its addresses begin with; {@code size}: bits of each. */
  private record Network(String prefix, int size) {
    boolean holds(String address) {
      return address.length() == size && address.startsWith(prefix);
    }
  }

  private final List<Network> all = new ArrayList<>();

  /**
   * Those in {@code texts}.
   *
   * @throws IllegalArgumentException when one is no address and no network
   */
  public Networks(List<String> texts) {
    for (String text : texts) {
      String[] part = text.split("/", -1);
      if (part.length > 2) throw new IllegalArgumentException(text);
      String address = inBits(bytes(part[0]));
      int bits = part.length == 1 ? address.length() : bits(part[1], address.length(), text);
      all.add(new Network(address.substring(0, bits), address.length()));
    }
  }

  private static int bits(String text, int most, String whole) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most)
      throw new IllegalArgumentException(whole);
    return Integer.parseInt(text);
  }

  /** Whether {@code address}, as a socket says it, is one of them. */
  public boolean hold(String address) {
    try {
      byte[] bytes = bytes(address.replaceFirst("%.*", ""));
      return InetAddress.getByAddress(bytes).isLoopbackAddress()
          || all.stream().anyMatch(network -> network.holds(inBits(bytes)));
    } catch (IllegalArgumentException | UnknownHostException e) {
      return false;
    }
  }

  /** An IPv4 address, or the first half of an IPv6 one: a machine chooses the rest as it likes. */
  public static String network(String address) {
    if (!address.contains(":")) return address;
    String[] part = address.split(":", -1);
    return part.length < 8 ? address : String.join(":", part[0], part[1], part[2], part[3]) + "::";
  }

  private static String inBits(byte[] address) {
    var bits = new StringBuilder();
    for (byte part : address)
      for (int bit = 7; bit >= 0; bit--) bits.append((part >> bit & 1) == 0 ? '0' : '1');
    return bits.toString();
  }

  private static byte[] bytes(String address) {
    try {
      if (address.matches(ADDRESS)) return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
    throw new IllegalArgumentException(address);
  }
}
