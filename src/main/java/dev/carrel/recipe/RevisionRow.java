package dev.carrel.recipe;

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
import org.hibernate.annotations.Immutable;

/** What a recipe said at one time. The database refuses to change it. */
@Entity(name = "Revision")
@Table(name = "recipe_revision")
@Immutable
class RevisionRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "recipe_id")
  RecipeRow recipe;

  int number;
  String digest;

  @Convert(converter = ContentConverter.class)
  Content content;

  String dockerfile;
  String requirements;
  Instant created;

  protected RevisionRow() {}

  RevisionRow(RecipeRow recipe, int number, Content content, Instant now) {
    Rendering rendering = Rendering.of(content);
    this.recipe = recipe;
    this.number = number;
    this.digest = content.digest();
    this.content = content;
    this.dockerfile = rendering.dockerfile();
    this.requirements = rendering.requirements();
    this.created = now;
  }

  Revision view() {
    return new Revision(id, recipe.id, recipe.account, recipe.name, number, digest, content);
  }

  Rendering rendering() {
    return new Rendering(dockerfile, requirements);
  }
}
