package dev.carrel.recipe;

import dev.carrel.catalogue.Catalogue;
import io.quarkus.test.junit.QuarkusMock;

/** Lets the portal under test ask the {@link FixedIndex} instead of a real one. */
final class OfflineIndex {
  private OfflineIndex() {}

  static FixedIndex install(Catalogue catalogue) {
    var index = new FixedIndex();
    QuarkusMock.installMockForType(new PackageAdvice(index, catalogue), PackageAdvice.class);
    QuarkusMock.installMockForType(new Composer(catalogue, index), Composer.class);
    return index;
  }
}
