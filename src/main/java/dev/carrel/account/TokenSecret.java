package dev.carrel.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A personal access token as its owner holds it: a prefix that secret scanners can know, and 256
 * random bits.
 */
record TokenSecret(String text) {
  private static final String PREFIX = "carrel_";
  private static final int RANDOM_BYTES = 32;

  static TokenSecret random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static boolean looksLikeOne(String text) {
    return text.startsWith(PREFIX);
  }

  /** What the database keeps. Plain SHA-256 is enough: there is no guessing 256 random bits. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  String hexHash() {
    return HexFormat.of().formatHex(hash());
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
