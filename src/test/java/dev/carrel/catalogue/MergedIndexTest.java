package dev.carrel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.catalogue.PackageIndex.Listing;
import dev.carrel.catalogue.PackageIndex.Version;
import dev.carrel.catalogue.index.IndexSource;
import dev.carrel.catalogue.index.NameList;
import dev.carrel.catalogue.python.IndexedFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedIndexTest {
  private static final Optional<String> PYTHON = Optional.of("3.11");
  private static final IndexSource WHEELS =
      holding(Map.of("numpy", List.of("1.26.4", "2.0.2"), "numba", List.of("0.61.0")));
  private static final IndexSource MORE_WHEELS =
      holding(Map.of("numpy", List.of("2.4.6", "2.5.0rc1", "2.0.2"), "numpydoc", List.of("1.8")));

  /** Says what a folder of source archives would say. */
  private static IndexSource holding(Map<String, List<String>> versions) {
    return new IndexSource() {
      @Override
      public String title() {
        return "a shelf";
      }

      @Override
      public Names names() {
        return new Names.Known(NameList.of(versions.keySet()));
      }

      @Override
      public Offer files(String project) {
        if (!versions.containsKey(project)) {
          return new Offer.Absent();
        }
        return new Offer.Listed(
            versions.get(project).stream()
                .map(v -> new IndexedFile(project + "-" + v + ".tar.gz", Optional.empty(), false))
                .toList());
      }
    };
  }

  private static IndexSource silent() {
    return new IndexSource() {
      @Override
      public String title() {
        return "pypi.org";
      }

      @Override
      public Names names() {
        return new Names.Silent("pypi.org does not answer.");
      }

      @Override
      public Offer files(String project) {
        return new Offer.Silent("pypi.org does not answer.");
      }
    };
  }

  private static MergedIndex index(IndexSource... sources) {
    return new MergedIndex(Arrays.asList(sources));
  }

  @Test
  void mergesTheFilesOfAllPlaces() {
    assertThat(index(WHEELS, MORE_WHEELS).versions("NumPy", PYTHON))
        .isInstanceOfSatisfying(
            Listing.Found.class,
            found -> {
              assertThat(found.versions())
                  .extracting(Version::version)
                  .containsExactly("2.5.0rc1", "2.4.6", "2.0.2", "1.26.4");
              assertThat(found.newest()).map(Version::version).contains("2.4.6");
            });
  }

  @Test
  void searchesTheNamesOfAllPlaces() {
    assertThat(index(WHEELS, MORE_WHEELS, silent()).search("Num", 2))
        .satisfies(
            found -> {
              assertThat(found.names()).containsExactly("numba", "numpy");
              assertThat(found.notes()).containsExactly("pypi.org does not answer.");
            });
  }

  @Test
  void keepsAnUnreachableIndexApartFromAnUnknownPackage() {
    assertThat(index(WHEELS).versions("nonesuch", PYTHON))
        .isEqualTo(new Listing.NoSuchPackage("nonesuch"));
    assertThat(index(WHEELS, silent()).versions("nonesuch", PYTHON))
        .isEqualTo(new Listing.Unreachable("nonesuch", "pypi.org does not answer."));
    assertThat(index(WHEELS).versions("../etc", PYTHON)).isInstanceOf(Listing.NoSuchPackage.class);
  }

  @Test
  void offersVersionsNearTheOneThatDoesNotExist() {
    MergedIndex index = index(WHEELS, MORE_WHEELS);

    assertThat(index.nearest("numpy", "2.4.9", PYTHON)).startsWith("2.4.6");
    assertThat(index.nearest("numpy", "1.26.5", PYTHON)).startsWith("1.26.4");
    assertThat(index.nearest("numpy", "9", PYTHON)).startsWith("2.5.0rc1", "2.4.6");
    assertThat(index.nearest("numpy", "latest", PYTHON)).startsWith("2.5.0rc1");
    assertThat(index.nearest("nonesuch", "1", PYTHON)).isEmpty();
  }
}
