package dev.carrel.build;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What owners do with their images. */
@ApplicationScoped
class ImageDesk {
  private static final Logger LOG = Logger.getLogger(ImageDesk.class);

  /** As Docker spells tags. */
  private static final String TAG = "[a-z0-9_][a-z0-9_.-]{0,62}";

  private final Engine engine;
  private final ImageShelf shelf;
  private final ImageRows images;
  private final ImageTagRows tags;
  private final Event<ImageDeletion> deletions;
  private final Signals signals;

  @Inject
  ImageDesk(
      Engine engine,
      ImageShelf shelf,
      ImageRows images,
      ImageTagRows tags,
      Event<ImageDeletion> deletions,
      Signals signals) {
    this.engine = engine;
    this.shelf = shelf;
    this.images = images;
    this.tags = tags;
    this.deletions = deletions;
    this.signals = signals;
  }

  @Transactional
  Page<TaggedImage> list(Account account, PageRequest request) {
    List<ImageRow> rows = images.present(account.id(), request);
    var names = tags.of(rows.stream().map(row -> row.id).toList());
    return Page.of(
        rows,
        request,
        row -> row.id,
        row -> TaggedImage.of(row, names.getOrDefault(row.id, List.of())));
  }

  @Transactional
  TaggedImage get(Account account, String idOrReference) {
    ImageRow row = row(account, idOrReference);
    return TaggedImage.of(row, tags.of(row.id));
  }

  /** Gives an image one more name; takes it from another image of the same recipe's. */
  TaggedImage tag(Account account, String idOrReference, String tag) {
    if (tag == null || !tag.matches(TAG)) {
      throw Problem.invalid(
          "tag",
          "A tag has small letters, digits, dots, hyphens and underlines, at most 63, like experiment-42.");
    }
    if (tag.equals(ImageName.LATEST) || tag.matches("[0-9]+(-[0-9a-f]{12})?")) {
      throw Problem.invalid(
          "tag", "The tag " + tag + " is Carrel's own: numbers are revisions, latest the newest.");
    }
    ImageRow row = QuarkusTransaction.joiningExisting().call(() -> row(account, idOrReference));
    String reference = new ImageName(account.username(), row.recipe, tag).toString();
    asked(() -> engine.images().tag(row.engineId, reference));
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              tags.put(account.id(), row.id, reference);
              signals.raise(new Signal(ImageNaming.TOPIC, row.id, account.id()));
              return TaggedImage.of(row, tags.of(row.id));
            });
  }

  /**
   * Takes the account's names from the image; the last account's take it from the engine. What a
   * crash leaves of them there is swept away later.
   *
   * @throws Problem if somebody needs it still
   */
  void delete(Account account, String idOrReference) {
    List<String> names;
    try {
      names = QuarkusTransaction.requiringNew().call(() -> forget(account, idOrReference));
    } catch (PersistenceException needed) {
      throw inUse("Something that was made from it is still there.");
    }
    for (String name : names) {
      try {
        engine.images().remove(name);
      } catch (EngineException e) {
        LOG.infof("The name %s stays in the engine for now: %s", name, e.getMessage());
      }
    }
  }

  private List<String> forget(Account account, String idOrReference) {
    ImageRow row = row(account, idOrReference);
    var deletion = new ImageDeletion(row.id, account.id());
    deletions.fire(deletion);
    if (!deletion.vetoes().isEmpty()) {
      throw inUse(String.join(" ", deletion.vetoes()));
    }
    var names = new ArrayList<>(tags.of(row.id));
    names.add(row.reference);
    images.delete(row);
    images.flush();
    signals.raise(new Signal(ImageNaming.TOPIC, row.id, account.id()));
    return names;
  }

  private ImageRow row(Account account, String idOrReference) {
    return shelf
        .row(account.id(), idOrReference)
        .orElseThrow(
            () ->
                Problem.notFound("You have no image " + idOrReference + ".")
                    .advice("Your images are on the images page; a recipe's build makes one."));
  }

  private static Problem inUse(String because) {
    return Problem.conflict("The image is in use. " + because)
        .advice("Retire what runs from it first, then delete it.");
  }

  private static void asked(Runnable operation) {
    try {
      operation.run();
    } catch (EngineUnavailable away) {
      throw Problem.unavailable(away.reason()).advice(away.remedy());
    } catch (EngineRefused refused) {
      throw Problem.conflict("The engine refused: " + refused.getMessage());
    }
  }
}
