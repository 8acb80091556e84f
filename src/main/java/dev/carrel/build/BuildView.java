package dev.carrel.build;

import java.time.Instant;
import java.util.Optional;

/**
 * A build as others see it.
 *
 * @param recipe the recipe's name
 * @param revision its number, as in the image's reference
 * @param revisionId the revision's row
 * @param error what failed, in a sentence
 * @param waiting why it is still queued, in a sentence, if not for want of a free place
 */
public record BuildView(
    long id,
    long account,
    BuildStatus status,
    String recipe,
    int revision,
    long revisionId,
    Instant requested,
    Optional<Instant> started,
    Optional<Instant> finished,
    Optional<Image> image,
    Optional<String> error,
    Optional<String> waiting) {}
