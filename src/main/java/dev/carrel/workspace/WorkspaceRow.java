package dev.carrel.workspace;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

@Entity
@Table(name = "workspace")
class WorkspaceRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "account_id")
  private long account;

  private String name;

  @Column(name = "created_at")
  private Instant created;

  private Long bytes;

  @Column(name = "measured_at")
  private Instant measured;

  WorkspaceRow() {}

  WorkspaceRow(long account, String name, Instant created) {
    this.account = account;
    this.name = name;
    this.created = created;
  }

  long id() {
    return id;
  }

  long account() {
    return account;
  }

  String name() {
    return name;
  }

  /** True if that is news to whoever looks at it. */
  boolean counted(long nowBytes, Instant now) {
    boolean changed = bytes == null || bytes != nowBytes;
    bytes = nowBytes;
    measured = now;
    return changed;
  }

  Workspace view(Path path) {
    return new Workspace(
        id,
        account,
        name,
        path,
        created,
        bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes),
        Optional.ofNullable(measured));
  }
}
