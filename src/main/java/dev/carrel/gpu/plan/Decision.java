package dev.carrel.gpu.plan;

import dev.carrel.gpu.Outlook;
import java.util.List;

/**
 * What is to happen now, and what those may expect to whom nothing happens.
 *
 * @param grants in the queue's order
 * @param outlooks of all others, in the queue's order; positions begin at 1
 */
public record Decision(List<Grant> grants, List<Outlook> outlooks) {

  public Decision {
    grants = List.copyOf(grants);
    outlooks = List.copyOf(outlooks);
  }
}
