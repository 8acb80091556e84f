package dev.carrel.catalogue;

import dev.carrel.catalogue.index.IndexSource;
import dev.carrel.catalogue.index.IndexSources;
import dev.carrel.catalogue.python.IndexedFile;
import dev.carrel.catalogue.python.Interpreter;
import dev.carrel.catalogue.python.ProjectName;
import dev.carrel.catalogue.python.PythonVersion;
import dev.carrel.catalogue.python.Release;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** All indexes and wheelhouses as one: each may hold some files of the same package. */
@ApplicationScoped
class MergedIndex implements PackageIndex {
  private static final int NEAREST = 5;

  private final List<IndexSource> sources;

  @Inject
  MergedIndex(IndexSources sources) {
    this(sources.all());
  }

  MergedIndex(List<IndexSource> sources) {
    this.sources = sources;
  }

  @Override
  public Suggestions search(String prefix, int limit) {
    String wanted = ProjectName.normalise(prefix.strip());
    TreeSet<String> names =
        new TreeSet<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    List<String> notes = new ArrayList<>();
    for (IndexSource source : sources) {
      switch (source.names()) {
        case IndexSource.Names.Known known ->
            names.addAll(known.list().startingWith(wanted, limit));
        case IndexSource.Names.Fetching fetching ->
            notes.add(
                "The names at %s are being fetched; a whole name works already."
                    .formatted(source.title()));
        case IndexSource.Names.Silent silent -> notes.add(silent.why());
      }
    }
    return new Suggestions(names.stream().limit(limit).toList(), notes);
  }

  @Override
  public Listing versions(String name, Optional<String> python) {
    String project = ProjectName.normalise(name.strip());
    if (!ProjectName.isValid(name.strip())) {
      return new Listing.NoSuchPackage(name);
    }
    List<IndexedFile> files = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (IndexSource source : sources) {
      switch (source.files(project)) {
        case IndexSource.Offer.Listed listed -> files.addAll(listed.files());
        case IndexSource.Offer.Absent absent -> {}
        case IndexSource.Offer.Silent silent -> notes.add(silent.why());
      }
    }
    if (files.isEmpty()) {
      return notes.isEmpty()
          ? new Listing.NoSuchPackage(project)
          : new Listing.Unreachable(project, String.join(" ", notes));
    }
    List<Version> versions =
        Release.of(project, files, python.map(Interpreter::of)).stream()
            .map(MergedIndex::version)
            .toList();
    return new Listing.Found(project, versions, notes);
  }

  private static Version version(Release release) {
    return new Version(
        release.version().text(),
        release.version().isPrerelease(),
        release.fits(),
        release.unfit());
  }

  @Override
  public List<String> nearest(String name, String version, Optional<String> python) {
    Optional<PythonVersion> wanted = PythonVersion.parse(version);
    if (!(versions(name, python) instanceof Listing.Found found)) {
      return List.of();
    }
    List<Version> fitting = found.versions().stream().filter(Version::fits).toList();
    if (wanted.isEmpty()) {
      return fitting.stream().map(Version::version).limit(NEAREST).toList();
    }
    List<PythonVersion> there =
        fitting.stream().flatMap(v -> PythonVersion.parse(v.version()).stream()).toList();
    return Nearness.order(there, wanted.get()).stream()
        .map(PythonVersion::text)
        .limit(NEAREST)
        .toList();
  }
}
