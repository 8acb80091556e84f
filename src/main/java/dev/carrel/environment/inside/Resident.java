package dev.carrel.environment.inside;

/**
 * Whom an environment is furnished for.
 *
 * @param user a safe POSIX name
 * @param fullName free text of the identity provider's
 * @param environment the environment's name, which is the host's name inside
 */
public record Resident(String user, String fullName, int uid, int gid, String environment) {

  String home() {
    return "/home/" + user;
  }

  /** Without what separates fields and lines in {@code /etc/passwd}. */
  String gecos() {
    return fullName.replaceAll("[:,\\p{Cntrl}]", " ").strip();
  }
}
