package dev.carrel.environment.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Finds ranges that nothing on this machine uses or has a route to. */
final class Subnets {
  private static final int PREFIX = 20;

  private Subnets() {}

  /** A range of addresses, as numbers. */
  record Range(long first, long last) {

    static Range of(long address, int prefix) {
      long size = 1L << (32 - prefix);
      long first = address & ~(size - 1);
      return new Range(first, first + size - 1);
    }

    boolean meets(Range other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** In the order in which they are to be tried. */
  static List<String> free() {
    List<Range> used = used();
    return IntStream.range(213, 240)
        .boxed()
        .flatMap(
            second ->
                IntStream.iterate(0, third -> third < 256, third -> third + 16)
                    .mapToObj(third -> (10L << 24) | ((long) second << 16) | ((long) third << 8)))
        .filter(address -> used.stream().noneMatch(Range.of(address, PREFIX)::meets))
        .map(Subnets::text)
        .toList();
  }

  private static String text(long address) {
    return "%d.%d.%d.%d/%d"
        .formatted(
            address >> 24, (address >> 16) & 255, (address >> 8) & 255, address & 255, PREFIX);
  }

  private static List<Range> used() {
    List<Range> used = new ArrayList<>();
    try {
      for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        card.getInterfaceAddresses().stream()
            .filter(a -> a.getAddress() instanceof Inet4Address)
            .map(a -> Range.of(number(a.getAddress().getAddress()), a.getNetworkPrefixLength()))
            .forEach(used::add);
      }
      Path routes = Path.of("/proc/net/route");
      if (Files.exists(routes)) {
        Files.readAllLines(routes).stream().skip(1).map(Subnets::route).forEach(used::add);
      }
    } catch (IOException e) {
      // What cannot be read is not avoided; the engine then refuses and the next is tried.
    }
    // The way to everywhere else is no use of a range.
    used.removeIf(range -> range.last() - range.first() >= (1L << 24));
    return used;
  }

  /** A line's second word is the destination, its eighth the mask; hexadecimal, low byte first. */
  private static Range route(String line) {
    String[] words = line.split("\\s+");
    long mask = swapped(words[7]);
    return Range.of(swapped(words[1]), Long.bitCount(mask));
  }

  private static long swapped(String hex) {
    return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16)));
  }

  private static long number(byte[] address) {
    long number = 0;
    for (byte part : address) {
      number = number << 8 | (part & 255);
    }
    return number;
  }
}
