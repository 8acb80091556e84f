package dev.carrel.catalogue;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the catalogue's file says. It is read once: a portal with a faulty one does not start. */
@ApplicationScoped
class CatalogueEntries {

  private final Map<String, CatalogueEntry> bySlug;

  CatalogueEntries(CatalogueConfig config) {
    bySlug =
        CatalogueFile.load(config.file()).stream()
            .collect(
                Collectors.toMap(
                    CatalogueEntry::slug, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  void readAtStart(@Observes @Priority(1) StartupEvent event) {
    // That this bean is there means that the file could be read.
  }

  /** In the file's order. */
  Collection<CatalogueEntry> all() {
    return Collections.unmodifiableCollection(bySlug.values());
  }

  Optional<CatalogueEntry> find(String slug) {
    return Optional.ofNullable(bySlug.get(slug));
  }
}
