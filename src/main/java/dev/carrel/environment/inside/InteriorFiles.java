package dev.carrel.environment.inside;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The text of the generated files, by the path at which a container sees them. */
final class InteriorFiles {

  private InteriorFiles() {}

  static Map<String, String> of(Resident resident) {
    Map<String, String> files = new TreeMap<>();
    files.put("/etc/passwd", passwd(resident));
    files.put("/etc/group", group(resident));
    for (String name : new String[] {"shell", "bashrc", "shrc", "greeting", "run", "job"}) {
      files.put("/etc/carrel/" + name, template(name, resident));
    }
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

  private static String template(String name, Resident resident) {
    try (InputStream in = InteriorFiles.class.getResourceAsStream("/environment/inside/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@user@", resident.user())
          .replace("@environment@", resident.environment());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
