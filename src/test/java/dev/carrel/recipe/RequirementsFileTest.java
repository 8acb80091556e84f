package dev.carrel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsFileTest {

  @Test
  void takesPinsWithCommentsAndExtras() {
    var file =
        RequirementsFile.parse(
            """
            \uFEFF# by hand
            numpy==2.4.6   # arrays
            jax[cuda12, k8s] == 0.10.2\r
              Flask_SQLAlchemy==3.1.1

            torch==2.8.0+cu126
            """);
    assertThat(file.refused()).isEmpty();
    assertThat(file.pins())
        .extracting(Pin::toString)
        .containsExactly(
            "numpy==2.4.6",
            "jax[cuda12,k8s]==0.10.2",
            "flask-sqlalchemy==3.1.1",
            "torch==2.8.0+cu126");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-e git+https://example.org/x.git#egg=x | editable install",
        "-r base.txt | names another file",
        "--extra-index-url https://example.org/simple | package source",
        "--pre | option of pip",
        "numpy==2.4.6 --hash=sha256:abc | carries a hash",
        "certifi @ file:///croot/certifi/work | pip freeze",
        "x @ https://example.org/x.whl | is a URL",
        "git+ssh://git@example.org/x | is a URL",
        "./dist/x-1.0-py3-none-any.whl | file on your own machine",
        "numpy==2.4.6; python_version < '3.9' | has a condition",
        "numpy===2.4.6 | three =",
        "numpy==2.* | exact version",
        "numpy>=2 | is not pinned",
        "numpy~=2.0 | is not pinned",
        "numpy==2.0,!=2.1 | is not pinned",
        "numpy==2.0,<3 | is not pinned",
        "numpy | has no version",
        "numpy[all] | has no version",
        "numpy=1.26.4=py312 | conda",
        "pkg-resources==0.0.0 | no real package",
        "numpy==latest | not a version",
        "-numpy==1 | option of pip",
        "nümpy==1 | not the name of a package",
        "numpy==1 2 | is not a pin",
        "numpy==$(id) | not a version",
        "numpy==1&&id | not a version",
      })
  void namesEachOtherLineWithItsReason(String line, String reason) {
    var file = RequirementsFile.parse("first==1\n\n" + line.replace("`", "") + "\nlast==2\n");
    assertThat(file.pins()).extracting(Pin::name).containsExactly("first", "last");
    assertThat(file.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.line()).isEqualTo(3);
              assertThat(refused.reason()).contains(reason);
            });
  }

  @Test
  void joinsLinesAsPipDoesAndCountsFromTheirFirst() {
    var file = RequirementsFile.parse("a==1 \\\n    --hash=sha256:0\nb==2");
    assertThat(file.pins()).extracting(Pin::name).containsExactly("b");
    assertThat(file.refused())
        .containsExactly(
            new RequirementsFile.Refused(
                1,
                "a==1      --hash=sha256:0",
                "carries a hash: write it as name==version alone, Carrel keeps no hashes yet"));
  }

  @Test
  void refusesTwoPinsOfOnePackage() {
    var file = RequirementsFile.parse("Numpy==1\nnumpy==2\nnumpy==1");
    assertThat(file.pins()).extracting(Pin::toString).containsExactly("numpy==1");
    assertThat(file.refused()).extracting(RequirementsFile.Refused::line).containsExactly(2);
  }

  @Test
  @Timeout(20)
  void readsTenMegabytesOfAnythingAtOnce() {
    var lines = RequirementsFile.parse("numpy>=1\n".repeat(RequirementsFile.LARGEST / 9));
    assertThat(lines.tooLong()).isTrue();
    assertThat(lines.refusals()).isEqualTo(RequirementsFile.MOST_LINES);
    assertThat(lines.refused()).hasSize(RequirementsFile.MOST_REFUSED);
    assertThat(RequirementsFile.parse("numpy==1\n").tooLong()).isFalse();
    for (String hostile : List.of("x", "1", "-", "\\\n", "a==1.", "==", "#", "[", " ")) {
      RequirementsFile.parse(hostile.repeat(RequirementsFile.LARGEST / hostile.length()));
    }
  }
}
