package dev.carrel.build.log;

/** The build is no longer this runner's: another one took it up, or it has ended. */
public final class Superseded extends RuntimeException {
  public Superseded(long build, int attempt) {
    super("attempt " + attempt + " of build " + build + " is over", null, false, false);
  }
}
