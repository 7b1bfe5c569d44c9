package org.xuhao.app.tls;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** By which addresses others in its network reach this machine. */
public final class ThisMachine {
  private ThisMachine() {}

  /** Those of the site's own network, in the order of the network cards; maybe none. */
  public static List<InetAddress> addresses() {
    var found = new ArrayList<InetAddress>();
    try {
      for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (!card.isUp() || card.isLoopback()) continue;
        for (InetAddress address : Collections.list(card.getInetAddresses()))
          if (address.isSiteLocalAddress()) found.add(address);
      }
    } catch (SocketException e) {
      return List.of();
    }
    return found;
  }
}
