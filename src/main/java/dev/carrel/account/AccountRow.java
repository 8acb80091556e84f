package dev.carrel.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind an {@link Account}. Name and ids are fixed at the first sign-in. */
@Entity
@Table(name = "account")
class AccountRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String issuer;
  private String subject;
  private String username;

  @Column(name = "display_name")
  private String displayName;

  private String email;
  private int uid;
  private int gid;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> groups;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "claims_at")
  private Instant claimsAt;

  AccountRow() {}

  AccountRow(Claims claims, String username, int uid, int gid, Instant now) {
    this.issuer = claims.issuer();
    this.subject = claims.subject();
    this.username = username;
    this.displayName = claims.displayName();
    this.email = claims.email().orElse(null);
    this.uid = uid;
    this.gid = gid;
    this.groups = claims.groups().orElse(List.of());
    this.createdAt = now;
    this.claimsAt = claims.at();
  }

  /** Takes over what may change between sign-ins; claims older than those held are ignored. */
  boolean update(Claims claims) {
    if (!claims.at().isAfter(claimsAt)) {
      return false;
    }
    claimsAt = claims.at();
    displayName = claims.displayName();
    claims.email().ifPresent(claimed -> email = claimed);
    claims.groups().ifPresent(named -> groups = named);
    return true;
  }

  long id() {
    return id;
  }

  Instant claimsAt() {
    return claimsAt;
  }

  Optional<String> email() {
    return Optional.ofNullable(email);
  }

  Account toAccount(Roles roles) {
    return new Account(id, username, displayName, uid, gid, groups, roles.of(groups));
  }
}
