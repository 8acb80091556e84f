package dev.carrel.environment;

import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Lease;
import dev.carrel.gpu.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The GPUs of an environment as its page shows them.
 *
 * @param wanted those that it asks for at each start
 * @param outlook while it waits, if it has been worked out
 */
record GpuFace(EnvironmentView view, GpuRequest wanted, Optional<Outlook> outlook) {

  static Optional<GpuFace> of(EnvironmentView view, Optional<Outlook> outlook) {
    return view.gpus().map(wanted -> new GpuFace(view, wanted, outlook));
  }

  public String name() {
    return view.name();
  }

  public List<Lease> leases() {
    return view.leases();
  }

  /** {@code one A100}. */
  public String wish() {
    return GpuWords.wish(wanted);
  }

  public String is() {
    return wanted.count() == 1 ? "is" : "are";
  }

  public String they() {
    return wanted.count() == 1 ? "it goes" : "they go";
  }

  public String them() {
    return wanted.count() == 1 ? "it" : "them";
  }

  /** In the queue, and nothing is held for it yet. */
  public boolean waits() {
    return view.waitsForGpus() && view.image().isPresent() && view.leases().isEmpty();
  }

  /** {@code Second in the queue}; without its place while that is being worked out. */
  public String place() {
    String text =
        outlook.map(o -> GpuWords.place(o.position()) + " in the queue").orElse("in the queue");
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  public boolean held() {
    return view.leases().stream().anyMatch(Lease::held);
  }

  public Instant heldUntil() {
    return view.leases().stream()
        .flatMap(lease -> lease.heldUntil().stream())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  public Optional<Instant> pickUpBy() {
    return view.pickUpBy();
  }

  /** In the queue, and nothing is given to it until its owner is there. */
  public boolean away() {
    return waits() && outlook.filter(Outlook::away).isPresent();
  }

  public boolean without() {
    return view.withoutGpus();
  }

  /** Has none, waits for none and goes on without none: it is stopped, or not that far yet. */
  public boolean resting() {
    return view.leases().isEmpty() && !waits() && !without();
  }

  /** The class that gives a lease its mark. */
  public String stateOf(Lease lease) {
    return broken(lease)
        ? "failed"
        : lease.held() || lease.pickUpBy().isPresent() ? "queued" : "running";
  }

  public String wordsOf(Lease lease) {
    return broken(lease)
        ? lease.device().availability().name().toLowerCase(java.util.Locale.ROOT)
        : lease.held() ? "held for it" : lease.pickUpBy().isPresent() ? "given to it" : "in use";
  }

  private static boolean broken(Lease lease) {
    return switch (lease.device().availability()) {
      case LOST, FAULTY -> true;
      case LEASED, HELD, DRAINED, TAKEN, PARTITIONED, FREE -> false;
    };
  }
}
