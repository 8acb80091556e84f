package dev.carrel.catalogue.index;

import dev.carrel.catalogue.python.IndexedFile;
import java.util.List;

/** One place that packages come from. */
public interface IndexSource {

  /** What people call it: a host or a folder. */
  String title();

  /** The names of its packages, if they are at hand; asks for them in the background if not. */
  Names names();

  /** The files of one package, by its normalised name. May take seconds. */
  Offer files(String project);

  sealed interface Names {

    record Known(NameList list) implements Names {}

    /** They are on their way. */
    record Fetching() implements Names {}

    /** It does not answer; the sentence says so. */
    record Silent(String why) implements Names {}
  }

  sealed interface Offer {

    record Listed(List<IndexedFile> files) implements Offer {}

    record Absent() implements Offer {}

    record Silent(String why) implements Offer {}
  }
}
