package dev.carrel.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes whatever a provider calls a person into a name that is safe as a POSIX user, a folder, a
 * part of a container's and of an image's name: {@code [a-z](-?[a-z0-9])*}, at most 32 characters.
 *
 * <p>The rule: what follows an {@code @} goes, accents go, capitals become small, every run of
 * other characters becomes one hyphen; a name that starts with a digit gets a {@code u} before it
 * (a numeric name would be taken for an id), and an empty one becomes {@code reader}. A name that
 * is taken, or that systems keep for themselves, gets the first free of {@code -2}, {@code -3}, …
 */
final class UserName {
  static final int LONGEST = 32;

  private static final String NAMELESS = "reader";
  private static final Set<String> RESERVED =
      Set.of(
          "root",
          "daemon",
          "bin",
          "sys",
          "sync",
          "games",
          "man",
          "lp",
          "mail",
          "news",
          "uucp",
          "proxy",
          "www-data",
          "backup",
          "list",
          "irc",
          "gnats",
          "nobody",
          "nogroup",
          "messagebus",
          "systemd-network",
          "systemd-resolve",
          "systemd-timesync",
          "sshd",
          "ntp",
          "adm",
          "tty",
          "disk",
          "kmem",
          "dialout",
          "fax",
          "voice",
          "cdrom",
          "floppy",
          "tape",
          "sudo",
          "wheel",
          "audio",
          "dip",
          "operator",
          "src",
          "shadow",
          "utmp",
          "video",
          "render",
          "sgx",
          "sasl",
          "plugdev",
          "staff",
          "users",
          "docker",
          "postgres",
          "carrel",
          "admin",
          "halt",
          "shutdown",
          "ftp",
          "apt",
          "crontab",
          "input",
          "kvm");

  private UserName() {}

  /** The first name by the rule that is not taken. */
  static String from(String claimed, Predicate<String> taken) {
    String name = plain(claimed);
    return Stream.concat(
            Stream.of(name), IntStream.iterate(2, n -> n + 1).mapToObj(n -> numbered(name, n)))
        .filter(candidate -> !RESERVED.contains(candidate) && !taken.test(candidate))
        .findFirst()
        .orElseThrow();
  }

  private static String plain(String claimed) {
    int at = claimed.indexOf('@');
    String local = at > 0 ? claimed.substring(0, at) : claimed;
    String name =
        Normalizer.normalize(local, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("ł", "l")
            .replace("æ", "ae")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (name.isEmpty()) {
      return NAMELESS;
    }
    return cut(Character.isDigit(name.charAt(0)) ? "u" + name : name, LONGEST);
  }

  private static String numbered(String name, int number) {
    String suffix = "-" + number;
    return cut(name, LONGEST - suffix.length()) + suffix;
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length).replaceAll("-$", "");
  }
}
