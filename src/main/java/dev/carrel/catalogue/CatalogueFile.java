package dev.carrel.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.carrel.catalogue.CatalogueEntry.Kind;
import dev.carrel.catalogue.Toolchain.Distribution;
import dev.carrel.catalogue.Toolchain.PackageManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the catalogue: the shipped one, an operator's instead of it, or both. */
final class CatalogueFile {
  static final String SHIPPED = "/catalogue.yaml";

  private static final Pattern SLUG = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,39}");
  private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,300}");
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z. +-]{0,39}");
  private static final Pattern PYTHON = Pattern.compile("3\\.\\d{1,2}");
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_./-]{1,80}");
  private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
  private static final Pattern WORD = Pattern.compile("[a-z]{2,20}");

  private final String name;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();

  private CatalogueFile(String name) {
    this.name = name;
  }

  /** The entries in the file's order. */
  static List<CatalogueEntry> load(Optional<Path> file) {
    return file.map(CatalogueFile::named).orElseGet(CatalogueFile::shipped);
  }

  static List<CatalogueEntry> parse(String name, String yaml) {
    CatalogueFile file = new CatalogueFile(name);
    file.read(yaml);
    return file.finished();
  }

  private static List<CatalogueEntry> named(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new CatalogueFileException(
          file.toString(),
          List.of("carrel.catalogue.file names it, but it cannot be read: " + e.getMessage()));
    }
  }

  private static List<CatalogueEntry> shipped() {
    return parse("shipped with Carrel", shippedText());
  }

  private static String shippedText() {
    try (InputStream in = CatalogueFile.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String yaml) {
    JsonNode root;
    try {
      root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (JsonProcessingException e) {
      faults.add("it is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      return;
    }
    String parent = root.path("extends").asText("");
    if (parent.equals("shipped")) {
      shipped().forEach(entry -> entries.put(entry.slug(), entry));
    } else if (!parent.isEmpty()) {
      faults.add("`extends` must be shipped, not `" + parent + "`");
    }
    if (!root.path("bases").isArray()) {
      faults.add("`bases` must be a list");
      return;
    }
    List<String> seen = new ArrayList<>();
    for (JsonNode node : root.path("bases")) {
      String slug = node.path("slug").asText("");
      String where = slug.isEmpty() ? "base number " + (seen.size() + 1) : "base " + slug;
      if (seen.contains(slug)) {
        faults.add(where + ": `slug` is used twice");
      }
      seen.add(slug);
      if (node.path("hidden").asBoolean()) {
        entries.remove(slug);
      } else {
        CatalogueEntry entry = entry(new EntryReader(where, node, faults));
        entries.put(slug, entry);
      }
    }
  }

  private static CatalogueEntry entry(EntryReader in) {
    in.flag("hidden");
    CatalogueEntry entry =
        new CatalogueEntry(
            in.required("slug", SLUG, "lower case, digits and single hyphens"),
            in.required("title", LINE, "one line"),
            in.oneOf("framework", Framework.class, Framework.LINUX),
            new Versions(
                in.required("version", VERSION, "a version in quotes, like \"2.12.1\""),
                in.optional("python", PYTHON, "a version in quotes, like \"3.12\""),
                in.optional("cuda", VERSION, "a version in quotes, like \"13.0\""),
                in.optional("cudnn", VERSION, "a version in quotes, like \"9\"")),
            in.oneOf("accelerator", Accelerator.class, Accelerator.CPU),
            in.optional("cpu", SLUG, "the slug of another base"),
            in.oneOf("kind", Kind.class, Kind.IMAGE),
            in.required(
                "reference", ImageReference.FORM, "a name with a tag, like python:3.12-slim"),
            in.required("inside", LINE, "a sentence"),
            in.size("size"),
            tools(in.inner("tools")));
    in.refuseUnread();
    return entry;
  }

  private static Toolchain tools(EntryReader in) {
    Toolchain tools =
        new Toolchain(
            in.optional("python", COMMAND, "a command, like python3"),
            in.flag("pip"),
            in.list("bootstrap", PACKAGE, "names of system packages"),
            in.flag("externally-managed"),
            in.oneOf("packages", PackageManager.class, PackageManager.NONE),
            in.oneOf("distribution", Distribution.class, Distribution.OTHER),
            in.optional("suite", WORD, "a code name, like bookworm"));
    in.refuseUnread();
    return tools;
  }

  private List<CatalogueEntry> finished() {
    for (CatalogueEntry entry : entries.values()) {
      entry
          .counterpart()
          .ifPresent(
              slug -> {
                CatalogueEntry other = entries.get(slug);
                if (other == null) {
                  faults.add("base %s: `cpu` names no base: `%s`".formatted(entry.slug(), slug));
                } else if (other.accelerator() != Accelerator.CPU) {
                  faults.add(
                      "base %s: `cpu` names `%s`, which needs a GPU itself"
                          .formatted(entry.slug(), slug));
                }
              });
      if (entry.tools().python().isPresent() && entry.versions().python().isEmpty()) {
        faults.add(
            "base %s: `python` is missing: the version of the interpreter in `tools`"
                .formatted(entry.slug()));
      }
    }
    if (!faults.isEmpty()) {
      throw new CatalogueFileException(name, faults);
    }
    return List.copyOf(entries.values());
  }
}
