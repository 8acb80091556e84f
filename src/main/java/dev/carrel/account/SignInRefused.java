package dev.carrel.account;

/** The provider vouches for the person, yet no account can be made; the message is for them. */
class SignInRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  SignInRefused(String message) {
    super(message);
  }
}
