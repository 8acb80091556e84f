package dev.carrel.catalogue.index;

import dev.carrel.catalogue.python.ProjectName;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jsoup.nodes.Entities;

/**
 * All wheelhouses as one simple index (PEP 503). An address is looked up among what is offered and
 * never made into a path, so nothing else can be asked for.
 */
final class WheelhouseSite {
  private static final String HEAD =
      "<!DOCTYPE html><html><head><meta name=\"pypi:repository-version\" content=\"1.0\">"
          + "<title>Wheelhouse</title></head><body>\n";

  private final List<Wheelhouse> houses;

  WheelhouseSite(List<Wheelhouse> houses) {
    this.houses = houses;
  }

  sealed interface Answer {

    record Page(String html) implements Answer {}

    record File(Path path) implements Answer {}

    record Elsewhere(String address) implements Answer {}

    record Nothing() implements Answer {}
  }

  /**
   * @param path decoded
   */
  Answer answer(String path) throws IOException {
    String[] parts = path.substring(1).split("/", -1);
    if (path.equals("/simple/")) {
      return new Answer.Page(names());
    }
    if (parts.length >= 2 && parts[0].equals("simple") && ProjectName.isValid(parts[1])) {
      String project = ProjectName.normalise(parts[1]);
      boolean canonical = path.equals("/simple/" + project + "/");
      return canonical ? project(project) : new Answer.Elsewhere("/simple/" + project + "/");
    }
    if (parts.length == 4 && parts[0].equals("files")) {
      return file(parts[1], parts[2], parts[3]);
    }
    return new Answer.Nothing();
  }

  private String names() {
    TreeSet<String> names = new TreeSet<>();
    for (Wheelhouse house : houses) {
      if (house.names() instanceof IndexSource.Names.Known known) {
        names.addAll(known.list().startingWith("", Integer.MAX_VALUE));
      }
    }
    StringBuilder html = new StringBuilder(HEAD);
    names.forEach(
        name -> html.append("<a href=\"%1$s/\">%1$s</a><br>\n".formatted(Entities.escape(name))));
    return html.append("</body></html>\n").toString();
  }

  private Answer project(String project) throws IOException {
    StringBuilder html = new StringBuilder(HEAD);
    boolean any = false;
    for (int house = 0; house < houses.size(); house++) {
      for (Wheelhouse.Stored stored : houses.get(house).stored(project)) {
        html.append(link(house, project, stored));
        any = true;
      }
    }
    return any ? new Answer.Page(html.append("</body></html>\n").toString()) : new Answer.Nothing();
  }

  private static String link(int house, String project, Wheelhouse.Stored stored) {
    String filename = stored.file().filename();
    String requires =
        stored
            .file()
            .requiresPython()
            .map(text -> " data-requires-python=\"" + Entities.escape(text) + "\"")
            .orElse("");
    return "<a href=\"../../files/%d/%s/%s%s\"%s%s>%s</a><br>\n"
        .formatted(
            house,
            project,
            URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20"),
            stored.sha256().map(hash -> "#sha256=" + Entities.escape(hash)).orElse(""),
            requires,
            stored.file().yanked() ? " data-yanked=\"\"" : "",
            Entities.escape(filename));
  }

  private Answer file(String house, String project, String filename) throws IOException {
    if (!house.matches("\\d{1,3}") || Integer.parseInt(house) >= houses.size()) {
      return new Answer.Nothing();
    }
    Optional<Path> path =
        houses.get(Integer.parseInt(house)).stored(project).stream()
            .filter(stored -> stored.file().filename().equals(filename))
            .map(Wheelhouse.Stored::path)
            .findFirst();
    return path.<Answer>map(Answer.File::new).orElseGet(Answer.Nothing::new);
  }
}
