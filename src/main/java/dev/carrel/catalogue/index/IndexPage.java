package dev.carrel.catalogue.index;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carrel.catalogue.python.IndexedFile;
import dev.carrel.catalogue.python.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads the pages of a simple index: HTML (PEP 503) or JSON (PEP 691). */
final class IndexPage {
  /** JSON is smaller and says all that HTML says. */
  static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).+\\.(?:whl|egg|zip|exe|tgz|tar\\.(?:gz|bz2|xz|z))");

  /** What a page for people has, and a list of links for programs has not. */
  private static final String FOR_PEOPLE = "form, input, script, iframe";

  private IndexPage() {}

  /**
   * A file and where it lies.
   *
   * @param address as written, to be resolved against the page's own
   */
  record Link(IndexedFile file, String address, Optional<String> sha256) {}

  /**
   * It answers, but with something else: the network's own sign-in page, or a gateway's apology.
   * Taken for an index, it would have no packages.
   */
  static final class NoIndex extends IOException {
    private static final long serialVersionUID = 1;

    NoIndex() {
      super("the page is no package index's");
    }
  }

  /**
   * @throws NoIndex if the page is something else
   */
  static List<Link> files(InputStream body, boolean json) throws IOException {
    return json ? fromJson(JSON.readTree(body)) : fromHtml(html(body));
  }

  /** The normalised names of all projects. */
  static List<String> names(InputStream body, boolean json) throws IOException {
    List<String> names = new ArrayList<>();
    if (json) {
      readNames(body, names);
    } else {
      Document page = html(body);
      if (!page.select(FOR_PEOPLE).isEmpty()) {
        throw new NoIndex();
      }
      page.select("a[href]").forEach(a -> addName(a.text(), names));
    }
    return names;
  }

  private static Document html(InputStream body) throws IOException {
    return Jsoup.parse(body, "UTF-8", "");
  }

  private static List<Link> fromHtml(Document page) throws NoIndex {
    List<Link> links = new ArrayList<>();
    for (Element a : page.select("a[href]")) {
      String href = a.attr("href");
      int hash = href.indexOf('#');
      Optional<String> sha256 =
          Optional.of(href.substring(hash + 1))
              .filter(part -> hash >= 0 && part.startsWith("sha256="))
              .map(part -> part.substring("sha256=".length()));
      Optional<String> requires =
          Optional.of(a.attr("data-requires-python")).filter(text -> !text.isBlank());
      links.add(
          new Link(
              new IndexedFile(a.text().strip(), requires, a.hasAttr("data-yanked")),
              hash < 0 ? href : href.substring(0, hash),
              sha256));
    }
    boolean other = !links.isEmpty() || !page.select(FOR_PEOPLE).isEmpty();
    if (other
        && links.stream().noneMatch(link -> ARCHIVE.matcher(link.file().filename()).matches())) {
      throw new NoIndex();
    }
    return links;
  }

  private static List<Link> fromJson(JsonNode page) throws NoIndex {
    if (!page.path("files").isArray()) {
      throw new NoIndex();
    }
    List<Link> links = new ArrayList<>();
    for (JsonNode file : page.path("files")) {
      JsonNode yanked = file.path("yanked");
      links.add(
          new Link(
              new IndexedFile(
                  file.path("filename").asText(),
                  Optional.ofNullable(file.path("requires-python").asText(null)),
                  yanked.isTextual() || yanked.asBoolean()),
              file.path("url").asText(),
              Optional.ofNullable(file.path("hashes").path("sha256").asText(null))));
    }
    return links;
  }

  /** One name at a time: PyPI's page is some 30 MB. */
  private static void readNames(InputStream body, List<String> names) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      boolean within = false;
      while (parser.nextToken() != null) {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
          continue;
        }
        within |= parser.currentName().equals("projects");
        if (within && parser.currentName().equals("name")) {
          addName(parser.nextTextValue(), names);
        }
      }
    }
  }

  private static void addName(String name, List<String> names) {
    if (name != null && ProjectName.isValid(name.strip())) {
      names.add(ProjectName.normalise(name.strip()));
    }
  }
}
