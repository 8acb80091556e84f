package dev.carrel.environment.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service that environments may reach in spite of the shield: an IPv4 address and a TCP port. */
public record Opening(String address, int port) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{1,5})");

  public Opening {
    if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}") || port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "allow must be like 192.0.2.10:8081, not " + address + ":" + port);
    }
  }

  static Opening parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "carrel.network.allow must be like 192.0.2.10:8081, not " + text);
    }
    return new Opening(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }
}
