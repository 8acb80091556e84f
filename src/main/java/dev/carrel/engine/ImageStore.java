package dev.carrel.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine's images. References are taken literally: mirrors and prefixes are the caller's. */
public interface ImageStore {

  /** By reference, by name and digest, or by id. */
  Optional<EngineImage> find(String referenceOrId);

  /** This instance's images whose labels hold all those given. */
  List<EngineImage> list(Map<String, String> labels);

  /** Asks the registry which digest a tag stands for now; pulls nothing. */
  Resolution resolve(String reference);

  /**
   * Pulls by tag or by name and digest. The listener gets {@link PullEvent.Progress} at most five
   * times a second, and at last exactly one {@link PullEvent.Pulled} or {@link PullEvent.Failed}.
   * Closing cancels.
   */
  Following pull(String reference, Consumer<PullEvent> listener);

  /**
   * Gives an image of this instance another name; moves the name if it is another image's of ours.
   */
  void tag(String imageId, String reference);

  /**
   * Takes a name from an image of this instance; the last name takes the image with it. By id: all
   * names and the image. True if something was there. Refused with {@code IN_USE} while a container
   * needs it.
   */
  boolean remove(String referenceOrId);

  /**
   * How the images of this instance fill the disk, by image id. Slow (seconds) on some engines: not
   * for requests.
   */
  Map<String, ImageUsage> usage();

  /**
   * @param size bytes, shared layers included
   * @param unique bytes that only this image holds: what its removal frees
   */
  record ImageUsage(long size, long unique) {}
}
