package dev.carrel.gpu.smi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code dmesg} for what NVIDIA's driver reports there and nowhere else:
 *
 * <pre>[ 8123.443210] NVRM: Xid (PCI:0000:3b:00): 79, pid=4711, GPU has fallen off the bus.</pre>
 */
final class KernelLog {

  private static final Pattern XID =
      Pattern.compile(
          "\\[\\s*(\\d{1,10})\\.\\d+] NVRM: Xid \\(PCI:([0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2})\\): (\\d{1,4}),? ?(.*)");
  private static final int LONGEST = 160;

  private KernelLog() {}

  /**
   * @param boot when the seconds in the log began to count
   */
  static List<Xid> read(String text, Instant boot) {
    List<Xid> found = new ArrayList<>();
    Matcher matcher = XID.matcher(text);
    while (matcher.find()) {
      String rest = matcher.group(4).strip();
      found.add(
          new Xid(
              matcher.group(2),
              Integer.parseInt(matcher.group(3)),
              boot.plus(Duration.ofSeconds(Long.parseLong(matcher.group(1)))),
              rest.length() > LONGEST ? rest.substring(0, LONGEST) + "…" : rest));
    }
    return found;
  }
}
