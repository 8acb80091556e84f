package dev.carrel.catalogue.index;

import dev.carrel.catalogue.python.Distribution;
import dev.carrel.catalogue.python.IndexedFile;
import dev.carrel.catalogue.python.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of packages on this disk: wheels side by side, or a static simple index with a folder
 * for each package. It is read anew when it changes.
 *
 * <p>Only regular files below the folder are offered (below its parent for a static index, whose
 * pages commonly name {@code ../../files/x.whl}): no link leads out.
 */
final class Wheelhouse implements IndexSource {
  private static final Pattern ARCHIVE = Pattern.compile("(.+)-(\\d[^-]*)\\.(tar\\.gz|zip)");

  private final Path folder;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private volatile Contents contents =
      new Contents(FileTime.fromMillis(-1), false, Map.of(), NameList.EMPTY);

  Wheelhouse(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * A file that is offered.
   *
   * @param path real, without links
   */
  record Stored(IndexedFile file, Path path, Optional<String> sha256) {}

  @Override
  public String title() {
    return folder.toString();
  }

  @Override
  public Names names() {
    try {
      return new Names.Known(contents().names());
    } catch (IOException | UncheckedIOException e) {
      return new Names.Silent(unreadable());
    }
  }

  @Override
  public Offer files(String project) {
    try {
      List<Stored> stored = stored(project);
      return stored.isEmpty()
          ? new Offer.Absent()
          : new Offer.Listed(stored.stream().map(Stored::file).toList());
    } catch (IOException | UncheckedIOException e) {
      return new Offer.Silent(unreadable());
    }
  }

  private String unreadable() {
    return "The wheelhouse %s cannot be read.".formatted(folder);
  }

  List<Stored> stored(String project) throws IOException {
    Contents now = contents();
    if (!now.indexed()) {
      return now.flat().getOrDefault(project, List.of());
    }
    Path page = folder.resolve(project).resolve("index.html");
    if (!ProjectName.isValid(project) || !Files.isRegularFile(page)) {
      return List.of();
    }
    FileTime changed = Files.getLastModifiedTime(page);
    Page known = pages.get(project);
    if (known == null || !known.changed().equals(changed)) {
      known = new Page(changed, linked(page));
      pages.put(project, known);
    }
    return known.stored();
  }

  private List<Stored> linked(Path page) throws IOException {
    Path bounds = folder.toRealPath().getParent();
    List<Stored> stored = new ArrayList<>();
    try (InputStream body = Files.newInputStream(page)) {
      for (IndexPage.Link link : IndexPage.files(body, false)) {
        within(bounds, page.getParent(), link.address())
            .ifPresent(path -> stored.add(new Stored(link.file(), path, link.sha256())));
      }
    }
    return stored;
  }

  private static Optional<Path> within(Path bounds, Path from, String address) {
    try {
      // A plus is a plus in a path, and wheels' names hold some.
      String relative = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
      Path real = from.resolve(relative).toRealPath();
      boolean fine =
          real.startsWith(bounds) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS);
      return fine ? Optional.of(real) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // nothing there, or an address elsewhere
    }
  }

  private Contents contents() throws IOException {
    FileTime changed = Files.getLastModifiedTime(folder);
    Contents known = contents;
    if (!known.changed().equals(changed)) {
      known = read(changed);
      contents = known;
    }
    return known;
  }

  private Contents read(FileTime changed) throws IOException {
    List<String> projects = new ArrayList<>();
    Map<String, List<Stored>> flat = new TreeMap<>();
    Path bounds = folder.toRealPath();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
        String name = entry.getFileName().toString();
        if (Files.isRegularFile(entry.resolve("index.html"))) {
          projects.add(ProjectName.normalise(name));
        } else {
          project(name)
              .flatMap(
                  project -> within(bounds, folder, address(name)).map(p -> Map.entry(project, p)))
              .ifPresent(
                  found ->
                      flat.computeIfAbsent(found.getKey(), key -> new ArrayList<>())
                          .add(new Stored(plain(name), found.getValue(), Optional.empty())));
        }
      }
    }
    boolean indexed = !projects.isEmpty();
    return new Contents(changed, indexed, flat, NameList.of(indexed ? projects : flat.keySet()));
  }

  private static Optional<String> project(String filename) {
    Matcher archive = ARCHIVE.matcher(filename);
    return archive.matches()
        ? Optional.of(ProjectName.normalise(archive.group(1)))
        : Distribution.wheel(filename).map(Distribution::project);
  }

  private static String address(String filename) {
    return filename.replace("%", "%25");
  }

  private static IndexedFile plain(String filename) {
    return new IndexedFile(filename, Optional.empty(), false);
  }

  private record Contents(
      FileTime changed, boolean indexed, Map<String, List<Stored>> flat, NameList names) {}

  private record Page(FileTime changed, List<Stored> stored) {}
}
