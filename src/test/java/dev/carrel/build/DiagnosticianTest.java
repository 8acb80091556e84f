package dev.carrel.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.build.Diagnosis.Cause;
import dev.carrel.catalogue.PackageIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosticianTest {
  private static final String PIN = "otherpkg==1.0";
  private static final Diagnosis MISSING =
      Diagnosis.of(Cause.NO_SUCH_PACKAGE, "No package index here has it.").wanting(PIN).at(7);

  @Test
  void anIndexThatDoesNotAnswerIsNotTakenForAPackageThatIsMissing() {
    var silent = new PackageIndex.Listing.Unreachable("otherpkg", "It answers with an error.");
    Diagnosis found = Diagnostician.better(MISSING, PIN, new OneAnswer(silent, List.of()));
    assertThat(found.cause()).isEqualTo(Cause.NETWORK);
    assertThat(found.sentence()).contains("otherpkg==1.0").contains("It answers with an error.");
    assertThat(found.line()).hasValue(7);
    assertThat(found.wanted()).isEmpty();
  }

  @Test
  void aPackageThatNobodyHasStaysMissing() {
    var missing = new PackageIndex.Listing.NoSuchPackage("otherpkg");
    assertThat(Diagnostician.better(MISSING, PIN, new OneAnswer(missing, List.of())))
        .isEqualTo(MISSING);
  }

  @Test
  void aVersionThatIsMissingIsOfferedOthers() {
    var found = new PackageIndex.Listing.Found("otherpkg", List.of(), List.of());
    assertThat(
            Diagnostician.better(MISSING, PIN, new OneAnswer(found, List.of("1.1", "0.9")))
                .alternatives())
        .containsExactly("otherpkg==1.1", "otherpkg==0.9");
  }

  private record OneAnswer(Listing listing, List<String> versions) implements PackageIndex {

    @Override
    public Suggestions search(String prefix, int limit) {
      return new Suggestions(List.of(), List.of());
    }

    @Override
    public Listing versions(String name, Optional<String> python) {
      return listing;
    }

    @Override
    public List<String> nearest(String name, String version, Optional<String> python) {
      return versions;
    }
  }
}
