package dev.carrel.account;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock where nobody else gives one. */
class ClockFallback {
  @Produces
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }
}
