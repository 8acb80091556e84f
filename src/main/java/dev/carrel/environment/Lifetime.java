package dev.carrel.environment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/** When an environment was made, ran, and is to end. */
@Embeddable
class Lifetime {
  @Column(name = "created_at")
  private Instant created;

  @Column(name = "started_at")
  private Instant started;

  @Column(name = "ended_at")
  private Instant ended;

  @Column(name = "expires_at")
  private Instant expires;

  Lifetime() {}

  Lifetime(Instant created) {
    this.created = created;
  }

  void runs(Instant since, Instant until) {
    started = since;
    ended = null;
    expires = until;
  }

  void ends(Instant when) {
    ended = when;
  }

  /** Its end moves. */
  void lasts(Instant until) {
    expires = until;
  }

  /** It does not run, so no hours of it run out. */
  void rests() {
    expires = null;
  }

  Instant created() {
    return created;
  }

  Optional<Instant> started() {
    return Optional.ofNullable(started);
  }

  Optional<Instant> ended() {
    return Optional.ofNullable(ended);
  }

  Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }
}
