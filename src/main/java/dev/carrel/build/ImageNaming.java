package dev.carrel.build;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.engine.Engine;
import dev.carrel.recipe.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives built images their names, in the engine first and then in rows: a name that the crash
 * between them leaves is given again by the build's next attempt, or swept away.
 */
@ApplicationScoped
class ImageNaming {
  static final String TOPIC = "image";

  private final Engine engine;
  private final ImageRows images;
  private final ImageTagRows tags;
  private final AccountBook accounts;

  @Inject
  ImageNaming(Engine engine, ImageRows images, ImageTagRows tags, AccountBook accounts) {
    this.engine = engine;
    this.images = images;
    this.tags = tags;
    this.accounts = accounts;
  }

  /** An image of the engine that bears its owner's names. */
  record Named(Revision revision, ImageName name, String engineId, long size) {}

  /** Names it in the engine. */
  Named name(Revision revision, String engineId, long size) {
    String user = accounts.byId(revision.account()).map(Account::username).orElseThrow();
    ImageName name = ImageName.of(user, revision.name(), revision.number());
    moveAside(revision, name);
    engine.images().tag(engineId, name.toString());
    engine.images().tag(engineId, name.tagged(ImageName.LATEST).toString());
    return new Named(revision, name, engineId, size);
  }

  /**
   * A deleted recipe's image may hold the name of a new one's: it is called by its engine id then.
   */
  @Transactional
  void moveAside(Revision revision, ImageName name) {
    images
        .named(revision.account(), name.toString())
        .filter(old -> old.reference.equals(name.toString()))
        .filter(old -> old.revisionId != revision.id())
        .ifPresent(
            old -> {
              String aside =
                  name.tagged(
                          name.tag() + "-" + old.engineId.replace("sha256:", "").substring(0, 12))
                      .toString();
              if (old.gone == null) {
                engine.images().tag(old.engineId, aside);
              }
              old.reference = aside;
            });
  }

  /** Writes down what {@link #name} did. */
  @Transactional
  ImageRow keep(Named named, Instant now) {
    Revision revision = named.revision();
    String reference = named.name().toString();
    ImageRow row =
        images
            .named(revision.account(), reference)
            .filter(known -> known.revisionId == revision.id())
            .orElseGet(() -> new ImageRow(revision, reference));
    row.hold(named.engineId(), named.size(), now);
    images.persistAndFlush(row);
    tags.put(row.account, row.id, named.name().tagged(ImageName.LATEST).toString());
    return row;
  }

  /** An image of the same content that the engine has, whosever it is. */
  Optional<String> ofContent(String digest) {
    for (ImageRow row : sameContent(digest)) {
      if (engine.images().find(row.engineId).isPresent()) {
        return Optional.of(row.engineId);
      }
      gone(row.engineId);
    }
    return Optional.empty();
  }

  @Transactional
  java.util.List<ImageRow> sameContent(String digest) {
    return images.ofContent(digest);
  }

  @Transactional
  void gone(String engineId) {
    images.markGone(engineId, Instant.now());
  }
}
