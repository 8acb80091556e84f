package dev.carrel.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What even the portal's own Dockerfiles may not do. The recipe's renderer never writes such a
 * line; this holds if it is ever talked into one, for then another account's image could be read.
 */
final class DockerfileRules {

  private static final Pattern DIRECTIVE =
      Pattern.compile("(?im)^\\s*#\\s*(syntax|escape|check)\\s*=");
  private static final Pattern FROM = Pattern.compile("(?im)^\\s*FROM\\s+(.*?)\\s*$");
  private static final Pattern FOREIGN =
      Pattern.compile("(?im)^\\s*(COPY|ADD|RUN)\\s+(--\\S+\\s+)*--\\S*\\bfrom=");
  private static final Pattern ONBUILD = Pattern.compile("(?im)^\\s*ONBUILD\\b");

  private DockerfileRules() {}

  static void check(String dockerfile, String base) {
    if (DIRECTIVE.matcher(dockerfile).find()) {
      // A syntax line fetches a frontend, which has been a way out of the sandbox.
      throw new IllegalArgumentException("the Dockerfile must have no parser directive");
    }
    String lines = dockerfile.replaceAll("\\\\[ \\t]*\\r?\\n", " ");
    if (FOREIGN.matcher(lines).find()) {
      throw new IllegalArgumentException("the Dockerfile must not take files from another image");
    }
    if (ONBUILD.matcher(lines).find()) {
      throw new IllegalArgumentException("the Dockerfile must not hold ONBUILD");
    }
    Matcher from = FROM.matcher(lines);
    int stages = 0;
    while (from.find()) {
      stages++;
      if (!from.group(1).equals(base)) {
        throw new IllegalArgumentException(
            "the Dockerfile must start from " + base + ", not " + from.group(1));
      }
    }
    if (stages != 1) {
      throw new IllegalArgumentException("the Dockerfile must have one FROM, not " + stages);
    }
  }
}
