package dev.carrel.engine.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Image references, as far as a simulation needs to read them. */
final class Reference {

  private Reference() {}

  static String withTag(String reference) {
    boolean tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
    return tagged || reference.contains("@") ? reference : reference + ":latest";
  }

  static String repository(String reference) {
    String bare = reference.split("@", 2)[0];
    int colon = bare.lastIndexOf(':');
    return colon > bare.lastIndexOf('/') ? bare.substring(0, colon) : bare;
  }

  /** A pinned one's own digest, else one that follows from the name. */
  static String digest(String reference) {
    int at = reference.indexOf('@');
    return at < 0 ? hash(withTag(reference)) : reference.substring(at + 1);
  }

  static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
