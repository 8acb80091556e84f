package dev.carrel.catalogue.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
  private static final Optional<Interpreter> PYTHON_311 =
      Optional.of(new Interpreter(11, "x86_64"));

  private static IndexedFile file(String name) {
    return new IndexedFile(name, Optional.empty(), false);
  }

  @Test
  void putsTheNewestFirst() {
    assertThat(
            Release.of(
                "numpy",
                List.of(
                    file("numpy-1.26.4.tar.gz"),
                    file("numpy-2.10.0.tar.gz"),
                    file("numpy-2.9.1.tar.gz")),
                PYTHON_311))
        .extracting(release -> release.version().text())
        .containsExactly("2.10.0", "2.9.1", "1.26.4");
  }

  @Test
  void leavesOutWhatIsYanked() {
    assertThat(
            Release.of(
                "numpy",
                List.of(new IndexedFile("numpy-1.0.tar.gz", Optional.empty(), true)),
                PYTHON_311))
        .isEmpty();
  }

  @Test
  void saysWhichPythonAVersionNeeds() {
    assertThat(
            Release.of(
                "numpy",
                List.of(new IndexedFile("numpy-2.4.6.tar.gz", Optional.of(">=3.12"), false)),
                PYTHON_311))
        .extracting(Release::unfit)
        .containsExactly("needs Python >=3.12");
  }

  @ParameterizedTest
  @CsvSource({
    "jaxlib-0.10.2-cp311-cp311-manylinux_2_27_x86_64.whl, true",
    "jaxlib-0.10.2-cp312-cp312-manylinux_2_27_x86_64.whl, false",
    "jaxlib-0.10.2-cp311-cp311-win_amd64.whl, false",
    "jaxlib-0.10.2-cp311-cp311-manylinux_2_27_aarch64.whl, false",
    "jaxlib-0.10.2-cp311-cp311-musllinux_1_2_x86_64.whl, false",
    "jaxlib-0.10.2-cp38-abi3-manylinux_2_17_x86_64.whl, true",
    "jaxlib-0.10.2-cp312-abi3-manylinux_2_17_x86_64.whl, false",
    "jaxlib-0.10.2-py2.py3-none-any.whl, true",
    "jaxlib-0.10.2-py2-none-any.whl, false",
    "jaxlib-0.10.2-1-py3-none-any.whl, true",
    "jaxlib-0.10.2-cp311-cp311t-manylinux_2_27_x86_64.whl, false",
    "jaxlib-0.10.2-pp311-pypy311_pp73-manylinux_2_17_x86_64.whl, false",
    "jaxlib-0.10.2.tar.gz, true",
  })
  void knowsWhichFilesAnInterpreterTakes(String filename, boolean takes) {
    assertThat(Release.of("jaxlib", List.of(file(filename)), PYTHON_311))
        .extracting(Release::fits)
        .containsExactly(takes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jaxlib-0.10.2.exe",
        "jaxlib-0.10.2.whl",
        "jaxlib-one-py3-none-any.whl",
        "other-0.10.2.tar.gz",
        "other-0.10.2-py3-none-any.whl",
        "../jaxlib-0.10.2.tar.gz",
      })
  void passesOverWhatIsNoFileOfTheProject(String filename) {
    assertThat(Release.of("jaxlib", List.of(file(filename)), PYTHON_311)).isEmpty();
  }

  @Test
  void findsTheVersionBehindANameWithHyphens() {
    assertThat(Release.of("Flask_Login", List.of(file("flask-login-0.6.3.tar.gz")), PYTHON_311))
        .extracting(release -> release.version().text())
        .containsExactly("0.6.3");
  }

  @Test
  void takesAVersionWithAnyFileThatFits() {
    assertThat(
            Release.of(
                "jaxlib",
                List.of(
                    file("jaxlib-0.10.2-cp312-cp312-manylinux_2_27_x86_64.whl"),
                    file("jaxlib-0.10.2-cp311-cp311-manylinux_2_27_x86_64.whl")),
                PYTHON_311))
        .extracting(Release::fits)
        .containsExactly(true);
  }
}
