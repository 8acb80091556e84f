package dev.carrel.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row behind a {@link Token}. */
@Entity
@Table(name = "token")
class TokenRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private long account;
  private String name;
  private byte[] hash;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  TokenRow() {}

  TokenRow(long account, String name, TokenSecret secret, Instant now, Instant expires) {
    this.account = account;
    this.name = name;
    this.hash = secret.hash();
    this.createdAt = now;
    this.expiresAt = expires;
  }

  long id() {
    return id;
  }

  long account() {
    return account;
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  void used(Instant now) {
    lastUsedAt = now;
  }

  Token toToken(Instant now) {
    return new Token(id, account, name, createdAt, expiresAt, lastUsedAt, !expiresAt.isAfter(now));
  }
}
