package dev.carrel.account;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;

/** Puts an account into Quarkus's identity, and the account's role with it. */
final class Identities {
  private Identities() {}

  static SecurityIdentity of(Account account) {
    return complete(QuarkusSecurityIdentity.builder(), account);
  }

  /** The identity that a provider's token gave, with our account in the place of its name. */
  static SecurityIdentity of(Account account, SecurityIdentity provider) {
    return complete(
        QuarkusSecurityIdentity.builder()
            .addCredentials(provider.getCredentials())
            .addAttributes(provider.getAttributes()),
        account);
  }

  private static SecurityIdentity complete(
      QuarkusSecurityIdentity.Builder builder, Account account) {
    return builder
        .setPrincipal(new QuarkusPrincipal(account.username()))
        .addRoles(roles(account.role()))
        .addAttribute(CurrentAccount.ATTRIBUTE, account)
        .build();
  }

  /** An administrator is a member too. */
  private static Set<String> roles(Role role) {
    return switch (role) {
      case MEMBER -> Set.of(Role.MEMBER_NAME);
      case ADMIN -> Set.of(Role.MEMBER_NAME, Role.ADMIN_NAME);
    };
  }
}
