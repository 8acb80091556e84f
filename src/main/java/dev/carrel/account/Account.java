package dev.carrel.account;

import java.util.List;

/**
 * A person who has signed in at least once.
 *
 * @param username a safe POSIX name, unique, never changed after the first sign-in
 * @param uid owner of the person's files; at least 1000, never given to anybody else
 * @param groups as the identity provider named them at the last sign-in, sorted
 */
public record Account(
    long id,
    String username,
    String displayName,
    int uid,
    int gid,
    List<String> groups,
    Role role) {

  public Account {
    groups = List.copyOf(groups);
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
