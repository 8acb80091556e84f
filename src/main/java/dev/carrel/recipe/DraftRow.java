package dev.carrel.recipe;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A recipe on its way through the wizard. */
@Entity(name = "Draft")
@Table(name = "recipe_draft")
class DraftRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "account_id")
  long account;

  UUID ticket;

  /** The recipe that is edited; null for a new one. */
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "recipe_id")
  RecipeRow recipe;

  String name = "";

  @Column(name = "wish")
  @Convert(converter = SketchConverter.class)
  Sketch sketch;

  /** Where to resume. */
  @Convert(converter = StepConverter.class)
  Step step;

  Instant created;
  Instant changed;

  /** What came of it; null while it is a draft. */
  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "revision_id")
  RevisionRow revision;

  protected DraftRow() {}

  DraftRow(long account, UUID ticket, Sketch sketch, Instant now) {
    this.account = account;
    this.ticket = ticket;
    this.sketch = sketch;
    this.step = Step.BASE;
    this.created = now;
    this.changed = now;
  }

  static DraftRow editing(RevisionRow revision, Instant now) {
    var draft =
        new DraftRow(
            revision.recipe.account, UUID.randomUUID(), Sketch.of(Wish.of(revision.content)), now);
    draft.recipe = revision.recipe;
    draft.name = revision.recipe.name;
    draft.step = Step.PACKAGES;
    return draft;
  }

  void change(Sketch other, Step at, Instant now) {
    if (revision != null) {
      throw new IllegalStateException("Draft " + id + " is finished");
    }
    sketch = other;
    step = at;
    changed = now;
  }

  void finish(RevisionRow made, Instant now) {
    if (revision != null) {
      throw new IllegalStateException("Draft " + id + " is finished");
    }
    revision = made;
    name = made.recipe.name;
    changed = now;
  }

  DraftView view() {
    return new DraftView(
        id, name, recipe == null ? "" : recipe.name, sketch, step, created, changed);
  }
}
