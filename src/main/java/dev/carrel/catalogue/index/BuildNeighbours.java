package dev.carrel.catalogue.index;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who may ask the wheelhouse: whoever has an address on the builds' own bridge. Containers of other
 * bridges could reach the gateway's address too, by way of the host.
 *
 * @param network the gateway's address
 * @param bits of the network's prefix
 */
record BuildNeighbours(InetAddress network, int bits) {

  static BuildNeighbours of(String gateway) throws SocketException, UnknownHostException {
    InetAddress address = InetAddress.getByName(gateway);
    NetworkInterface bridge = NetworkInterface.getByInetAddress(address);
    if (bridge == null) {
      throw new UnknownHostException("this machine has no address " + gateway);
    }
    int bits =
        bridge.getInterfaceAddresses().stream()
            .filter(a -> a.getAddress().equals(address))
            .mapToInt(InterfaceAddress::getNetworkPrefixLength)
            .findFirst()
            .orElse(address.getAddress().length * 8);
    return new BuildNeighbours(address, bits);
  }

  boolean include(String address) {
    try {
      byte[] theirs = InetAddress.getByName(address).getAddress();
      byte[] ours = network.getAddress();
      return theirs.length == ours.length && Arrays.equals(prefix(theirs), prefix(ours));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private byte[] prefix(byte[] address) {
    byte[] kept = address.clone();
    for (int bit = bits; bit < kept.length * 8; bit++) {
      kept[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return kept;
  }
}
