package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import java.time.Instant;
import java.util.Optional;

/**
 * A piece of a tile to scale: a slice, the whole device, or what of it is not cut.
 *
 * @param share thousandths of the device
 * @param who who holds it: one's own environment, somebody, or nobody
 * @param profile a slice's, like {@code 3g.40gb}
 * @param link of one's own environment
 * @param since when it was set aside
 * @param heldUntil while it waits to be picked up
 * @param ends when it is due back
 * @param note more on a state that somebody must know
 */
record Part(
    Sign sign,
    int share,
    Optional<String> who,
    Optional<String> profile,
    Optional<String> link,
    Optional<Instant> since,
    Optional<Instant> heldUntil,
    Optional<Instant> ends,
    Optional<String> note) {

  private static final int NARROW = 250;

  static Part of(Device device, Optional<Holding> holding, Eyes eyes) {
    return new Part(
        holding.map(eyes::sign).orElseGet(() -> Sign.of(device.availability())),
        device.weight().movePointRight(3).intValue(),
        holding.map(eyes::who),
        device.profile(),
        holding.flatMap(eyes::link),
        holding.map(Holding::granted),
        holding.flatMap(Holding::heldUntil),
        holding.flatMap(Holding::ends),
        device.note());
  }

  static Part uncut(int share) {
    return new Part(
        Sign.UNCUT,
        share,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What is written on it in the picture; a narrow one bears its sign only. */
  public String label() {
    return share < NARROW ? "" : who.orElse(sign.word());
  }

  public boolean uncut() {
    return sign == Sign.UNCUT;
  }
}
