package dev.carrel.recipe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A named image description of one account. */
@Entity(name = "Recipe")
@Table(name = "recipe")
class RecipeRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "account_id")
  long account;

  String name;

  /** The number of the newest revision. */
  int latest;

  Instant created;
  Instant changed;
  Instant deleted;

  protected RecipeRow() {}

  RecipeRow(long account, String name, Instant now) {
    this.account = account;
    this.name = name;
    this.latest = 1;
    this.created = now;
    this.changed = now;
  }

  /** Counts on to the next revision and says its number. */
  int next(Instant now) {
    changed = now;
    return ++latest;
  }

  void delete(Instant now) {
    if (deleted != null) {
      throw new IllegalStateException("Recipe " + name + " is deleted already");
    }
    deleted = now;
  }
}
