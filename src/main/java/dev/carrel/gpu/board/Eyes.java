package dev.carrel.gpu.board;

import java.util.Optional;

/**
 * Who looks at the board, and so what it tells.
 *
 * @param account empty for a screen on a wall, to which nothing is its own
 * @param names whether others are named
 */
record Eyes(Optional<Long> account, boolean names) {
  static final String NOBODY_NAMED = "busy";

  boolean own(long holder) {
    return account.filter(own -> own == holder).isPresent();
  }

  Sign sign(Holding holding) {
    return own(holding.account())
        ? holding.held() ? Sign.MINE_WAITS : Sign.MINE
        : holding.held() ? Sign.WAITS : Sign.BUSY;
  }

  /** One's own environment by its name, others as it is set. */
  String who(Holding holding) {
    return own(holding.account()) ? holding.name() : names ? holding.holder() : NOBODY_NAMED;
  }

  Optional<String> link(Holding holding) {
    return own(holding.account())
        ? Optional.of("/environments/" + holding.name())
        : Optional.empty();
  }
}
