package dev.carrel.gpu.plan;

import dev.carrel.gpu.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to happen now, and what those may expect to whom nothing happens.
 *
 * @param grants in the queue's order
 * @param outlooks of all others, in the queue's order; positions begin at 1
 * @param again when to decide anew although nothing changed: somebody is expected to start then
 */
public record Decision(List<Grant> grants, List<Outlook> outlooks, Optional<Instant> again) {

  public Decision {
    grants = List.copyOf(grants);
    outlooks = List.copyOf(outlooks);
  }
}
