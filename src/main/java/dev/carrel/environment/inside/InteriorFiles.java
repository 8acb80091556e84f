package dev.carrel.environment.inside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of the generated files, by the path at which a container sees them. */
final class InteriorFiles {
  /** By their names, as they lie in the jar. */
  private static final Map<String, String> TEMPLATES =
      Stream.of("shell", "bashrc", "shrc", "greeting", "run", "job")
          .collect(Collectors.toUnmodifiableMap(name -> name, InteriorFiles::read));

  private InteriorFiles() {}

  static Map<String, String> of(Resident resident) {
    Map<String, String> files = new TreeMap<>();
    files.put("/etc/passwd", passwd(resident));
    files.put("/etc/group", group(resident));
    TEMPLATES.forEach((name, text) -> files.put("/etc/carrel/" + name, filled(text, resident)));
    return files;
  }

  private static String passwd(Resident resident) {
    return """
    root:x:0:0:root:/root:/bin/sh
    daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
    bin:x:2:2:bin:/bin:/usr/sbin/nologin
    sys:x:3:3:sys:/dev:/usr/sbin/nologin
    mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
    www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
    _apt:x:100:65534::/nonexistent:/usr/sbin/nologin
    nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
    %s:x:%d:%d:%s:%s:/bin/sh
    """
        .formatted(
            resident.user(), resident.uid(), resident.gid(), resident.gecos(), resident.home());
  }

  private static String group(Resident resident) {
    return """
    root:x:0:
    daemon:x:1:
    bin:x:2:
    sys:x:3:
    adm:x:4:
    tty:x:5:
    mail:x:8:
    www-data:x:33:
    staff:x:50:
    users:x:100:
    nogroup:x:65534:
    %s:x:%d:
    """
        .formatted(resident.user(), resident.gid());
  }

  private static String filled(String template, Resident resident) {
    return template
        .replace("@user@", resident.user())
        .replace("@environment@", resident.environment());
  }

  private static String read(String name) {
    try (InputStream in = InteriorFiles.class.getResourceAsStream("/environment/inside/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
