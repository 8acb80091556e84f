package dev.carrel.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * Which Python packages there are, in all indexes and wheelhouses together, as pip would merge
 * them. Names are compared as PEP 503 has it; answers give them in that form.
 */
public interface PackageIndex {

  /**
   * Names that begin with the prefix, the likeliest first, at most {@code limit}. Answers at once,
   * from what is known; what is not known yet is being fetched and told of in the notes.
   */
  Suggestions search(String prefix, int limit);

  /**
   * What there is of a package, newest first.
   *
   * @param python the base's Python like {@code 3.12}: versions without a file for it are marked;
   *     empty for no judgement
   */
  Listing versions(String name, Optional<String> python);

  /**
   * The versions that come closest to one that does not exist, the closest first, at most five, for
   * a build that failed for want of it.
   */
  List<String> nearest(String name, String version, Optional<String> python);

  /**
   * @param names normalised names
   * @param notes sentences on indexes that do not answer or whose names are still being fetched
   */
  record Suggestions(List<String> names, List<String> notes) {}

  /** What is known of a package's versions. */
  sealed interface Listing {

    /**
     * @param versions newest first, yanked ones left out
     * @param notes sentences on indexes that did not answer
     */
    record Found(String name, List<Version> versions, List<String> notes) implements Listing {

      /** What to offer: the newest that fits and is no pre-release, else the newest that fits. */
      public Optional<Version> newest() {
        return versions.stream()
            .filter(v -> v.fits() && !v.prerelease())
            .findFirst()
            .or(() -> versions.stream().filter(Version::fits).findFirst());
      }
    }

    /** No index has it. */
    record NoSuchPackage(String name) implements Listing {}

    /**
     * It cannot be told, for an index does not answer.
     *
     * @param why for people
     */
    record Unreachable(String name, String why) implements Listing {}
  }

  /**
   * @param version as the index writes it
   * @param fits true if there is a file for the Python that was asked for
   * @param unfit why not, in a few words; empty where it fits
   */
  record Version(String version, boolean prerelease, boolean fits, String unfit) {}
}
