package dev.carrel.account;

import java.math.BigDecimal;

/** Tells what an account uses of its limits; whichever feature lends those things out gives it. */
public interface Usage {

  Used of(Account account);

  /**
   * @param environments not retired
   * @param cpus of all running environments
   * @param memory of all running environments, bytes
   */
  record Used(int environments, BigDecimal cpus, long memory) {
    static final Used NOTHING = new Used(0, BigDecimal.ZERO, 0);
  }
}
