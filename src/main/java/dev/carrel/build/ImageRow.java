package dev.carrel.build;

import dev.carrel.recipe.Revision;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An account's hold on an image of the engine. */
@Entity(name = "Image")
@Table(name = "image")
class ImageRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "account_id")
  long account;

  @Column(name = "revision_id")
  long revisionId;

  String recipe;
  int revision;
  String digest;
  String reference;

  @Column(name = "engine_id")
  String engineId;

  long size;
  Instant built;
  Instant gone;

  protected ImageRow() {}

  ImageRow(Revision of, String reference) {
    account = of.account();
    revisionId = of.id();
    recipe = of.name();
    revision = of.number();
    digest = of.digest();
    this.reference = reference;
  }

  void hold(String image, long bytes, Instant now) {
    engineId = image;
    size = bytes;
    built = now;
    gone = null;
  }

  Image view() {
    return new Image(id, account, reference, engineId, recipe, revision, size, built);
  }
}
