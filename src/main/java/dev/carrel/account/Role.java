package dev.carrel.account;

import java.util.Locale;

/** What an account may do; {@code @RolesAllowed} takes the names as given here. */
public enum Role {
  MEMBER,
  ADMIN;

  public static final String MEMBER_NAME = "member";
  public static final String ADMIN_NAME = "admin";

  /** The lower-case name, as in {@code @RolesAllowed} and in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
