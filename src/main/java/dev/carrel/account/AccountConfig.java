package dev.carrel.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Accounts: how claims of the identity provider become a person with a name, ids and a role. */
@ConfigMapping(prefix = "carrel.account")
interface AccountConfig {
  /** Groups whose members are administrators. */
  @WithDefault("carrel-admins")
  Set<String> adminGroups();

  /** Names of the claims to read. */
  Claims claims();

  /** Where numeric user ids come from when the identity provider names none. */
  Uids uids();

  /** Personal access tokens. */
  Tokens tokens();

  /** Names of claims; a {@code /} leads into an object, as in {@code realm_access/roles}. */
  interface Claims {
    /**
     * Becomes the user name at the first sign-in, made into a safe POSIX name. Where it is missing,
     * {@code upn}, {@code email} and {@code sub} are tried.
     */
    @WithDefault("preferred_username")
    String username();

    /** Shown on pages. */
    @WithDefault("name")
    String displayName();

    /**
     * Where notices are mailed to, if the portal mails them. Not used where {@code email_verified}
     * says no.
     */
    @WithDefault("email")
    String email();

    /** Decides role and limits: a list, or names separated by spaces. */
    @WithDefault("groups")
    String groups();

    /** The numeric user id that shall own the person's files; used where it is 1000 or more. */
    @WithDefault("uid_number")
    String uid();

    /** The numeric group id; the user id where there is none. */
    @WithDefault("gid_number")
    String gid();
  }

  /** The range of ids for people whose claims name none. Keep it apart from the directory's ids. */
  interface Uids {
    /** The first id given. */
    @WithDefault("200000")
    int from();

    /** The last id given. */
    @WithDefault("299999")
    int to();
  }

  /** Settings of personal access tokens. */
  interface Tokens {
    /** How long a token lives unless its maker says otherwise. */
    @WithDefault("30d")
    Duration life();

    /** The longest life that may be asked for. */
    @WithDefault("365d")
    Duration maxLife();
  }
}
