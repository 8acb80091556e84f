package dev.carrel.account;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The account in whose name the present request, or the present socket, speaks. */
@RequestScoped
public class CurrentAccount {
  /** Under this name the account travels with Quarkus's identity. */
  static final String ATTRIBUTE = "carrel.account";

  private final SecurityIdentity identity;

  @Inject
  CurrentAccount(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The account of who is signed in.
   *
   * @throws UnauthorizedException when nobody is, which the portal answers with a sign-in
   */
  public Account get() {
    return find().orElseThrow(UnauthorizedException::new);
  }

  /** The account, where somebody is signed in: for pages that are open to everybody. */
  public Optional<Account> find() {
    return of(identity);
  }

  /** The account of an identity, for where no request is under way, as before a socket opens. */
  public static Optional<Account> of(SecurityIdentity identity) {
    return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
  }
}
