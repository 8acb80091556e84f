package dev.carrel.gpu;

import dev.carrel.gpu.smi.Card;
import dev.carrel.gpu.smi.Slice;
import dev.carrel.gpu.smi.Xid;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A device as it was last seen. What changes it says so, so that nobody is woken for nothing. */
@Entity
@Table(name = "gpu_device")
class DeviceRow {
  /** Rows are not written anew at each reading for their time alone. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String uuid;

  @Column(name = "parent_id")
  private Long parent;

  private int ordinal;
  private String model;
  private String bus;
  private String profile;
  private long memory;

  @Column(name = "compute_capability")
  private String computeCapability;

  private BigDecimal weight = BigDecimal.ONE;
  private boolean partitioned;
  private boolean present;
  private String fault;

  /** It was counted or logged, so that it is over once an operator says so. */
  @Column(name = "fault_past")
  private boolean faultPast;

  private String slowed;

  @Column(name = "taken_by")
  private String takenBy;

  @Column(name = "drained_at")
  private Instant drained;

  @Column(name = "drain_note")
  private String drainNote;

  /** When an operator last put it back into service. */
  @Column(name = "restored_at")
  private Instant restored;

  /** Uncorrectable ones since its driver was loaded. */
  @Column(name = "ecc_errors")
  private long eccErrors;

  /** Those that an operator knew of when putting it back into service. */
  @Column(name = "ecc_known")
  private long eccKnown;

  @Column(name = "first_seen_at")
  private Instant firstSeen;

  @Column(name = "seen_at")
  private Instant seen;

  DeviceRow() {}

  DeviceRow(String uuid, Instant now) {
    this.uuid = uuid;
    this.firstSeen = now;
    this.seen = now;
  }

  boolean persisted() {
    return id != null;
  }

  long id() {
    return id;
  }

  String uuid() {
    return uuid;
  }

  Optional<Long> parent() {
    return Optional.ofNullable(parent);
  }

  int ordinal() {
    return ordinal;
  }

  String model() {
    return model;
  }

  Optional<String> bus() {
    return Optional.ofNullable(bus);
  }

  Optional<String> profile() {
    return Optional.ofNullable(profile);
  }

  long memory() {
    return memory;
  }

  Optional<String> computeCapability() {
    return Optional.ofNullable(computeCapability);
  }

  BigDecimal weight() {
    return weight;
  }

  boolean partitioned() {
    return partitioned;
  }

  boolean present() {
    return present;
  }

  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Whether an operator's word alone changes anything about it. */
  boolean restorable() {
    return fault == null ? drained != null : faultPast;
  }

  Optional<String> slowed() {
    return Optional.ofNullable(slowed);
  }

  Optional<String> takenBy() {
    return Optional.ofNullable(takenBy);
  }

  Optional<String> drainNote() {
    return Optional.ofNullable(drainNote);
  }

  Instant seen() {
    return seen;
  }

  /** True if that is news. A silent card keeps what it was known to have. */
  boolean seen(Card card, Optional<String> user, Instant now) {
    String before = content();
    ordinal = card.index();
    model = card.model();
    bus = card.bus();
    memory = card.silent() ? Math.max(1, memory) : card.memory();
    computeCapability = card.computeCapability().orElse(computeCapability);
    partitioned = card.silent() ? partitioned : card.mig();
    if (!card.silent()) {
      eccErrors = card.eccErrors();
      // A driver that is loaded anew counts from 0.
      eccKnown = Math.min(eccKnown, eccErrors);
    }
    Optional<String> past = card.eccFault(eccKnown).or(() -> logged(card));
    faultPast = card.fault().isEmpty() && past.isPresent();
    return looked(before, card.fault().or(() -> past), card.slowed(), user, now);
  }

  /** What the kernel's log said before an operator looked at it is over. */
  private Optional<String> logged(Card card) {
    return card.xid().filter(xid -> restored == null || xid.at().isAfter(restored)).map(Xid::words);
  }

  /** The same of a slice of that card. */
  boolean seen(Slice slice, Card card, DeviceRow whole, Optional<String> user, Instant now) {
    String before = content();
    parent = whole.id();
    ordinal = slice.index();
    model = card.model();
    bus = card.bus();
    profile = slice.profile().orElse("slice");
    memory = Math.max(1, slice.memory());
    computeCapability = whole.computeCapability;
    weight = SliceWeight.of(profile, memory, whole.memory);
    return looked(before, Optional.empty(), Optional.empty(), user, now);
  }

  private boolean looked(
      String before,
      Optional<String> newFault,
      Optional<String> newSlowed,
      Optional<String> user,
      Instant now) {
    present = true;
    fault = newFault.orElse(null);
    slowed = newSlowed.orElse(null);
    takenBy = user.orElse(null);
    boolean news = id == null || !before.equals(content());
    if (news || Duration.between(seen, now).compareTo(SEEN_EVERY) >= 0) {
      seen = now;
    }
    return news;
  }

  /** A good reading does not show it; true if that is news. Who drained it stays known. */
  boolean missed() {
    boolean news = present;
    present = false;
    takenBy = null;
    return news;
  }

  /** True if that is news. */
  boolean broken(String why) {
    boolean news = !why.equals(fault);
    fault = why;
    faultPast = false;
    return news;
  }

  /** Harmless if it is drained: then the note is the new one. */
  void drain(String note, Instant now) {
    drained = drained == null ? now : drained;
    drainNote = note;
  }

  void restore(Instant now) {
    drained = null;
    drainNote = null;
    restored = now;
    eccKnown = eccErrors;
  }

  private String content() {
    return String.join(
        "\n",
        String.valueOf(parent),
        String.valueOf(ordinal),
        String.valueOf(model),
        String.valueOf(bus),
        String.valueOf(profile),
        String.valueOf(memory),
        String.valueOf(computeCapability),
        String.valueOf(partitioned),
        String.valueOf(present),
        String.valueOf(fault),
        String.valueOf(slowed),
        String.valueOf(takenBy));
  }
}
