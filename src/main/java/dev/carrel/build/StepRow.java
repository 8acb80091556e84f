package dev.carrel.build;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A step of a build, on its bar of the timeline. */
@Entity(name = "BuildStep")
@Table(name = "build_step")
@IdClass(StepRow.Key.class)
class StepRow {
  record Key(long build, int number) implements Serializable {}

  @Id
  @Column(name = "build_id")
  long build;

  @Id int number;
  String name;
  Instant started;
  Instant finished;
  boolean cached;
  String error;

  protected StepRow() {}

  StepRow(long build, int number, String name) {
    this.build = build;
    this.number = number;
    this.name = name;
  }
}
