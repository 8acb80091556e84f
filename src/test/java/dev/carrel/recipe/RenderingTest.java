package dev.carrel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The rendered bytes, against files to be read by people. {@code -Dcarrel.golden=write} writes them
 * anew, with {@link Rendering#VERSION} raised.
 */
class RenderingTest {

  @Test
  void rendersWhatAnExpertWouldWrite() {
    var content =
        new Content(
            Contents.CUDA,
            Contents.CUDA_TOOLS,
            Contents.pins(List.of("numpy==2.4.6", "jax[cuda12]==0.10.2")),
            List.of("git", "g++"),
            new TreeMap<>(Map.of("JAX_PLATFORMS", "cuda,cpu", "GREETING", "it's \"5 $\" \\o/")),
            Contents.pins(List.of("jupyterlab==4.5.0")));
    agrees("cuda", content);
  }

  @Test
  void aBareBaseGetsNothingButItsPlace() {
    agrees(
        "bare",
        new Content(
            Contents.ALPINE,
            Contents.ALPINE_TOOLS,
            List.of(),
            List.of(),
            new TreeMap<>(),
            List.of()));
  }

  @Test
  void alpineInstallsByApk() {
    agrees(
        "alpine",
        new Content(
            Contents.ALPINE,
            Contents.ALPINE_TOOLS,
            List.of(),
            List.of("git", "build-base"),
            new TreeMap<>(),
            List.of()));
  }

  @Test
  void pythonThatIsThereNeedsNoSystemLayer() {
    agrees("slim", Contents.slim(List.of("flask==3.1.2"), List.of(), Map.of()));
  }

  @Test
  void theOrderOfWishesDoesNotMatter() {
    var one = Contents.slim(List.of("a==1", "b==2"), List.of("git", "vim"), Map.of("A", "1"));
    var other =
        Contents.slim(List.of("B==2", "a==1"), List.of("vim", "git", "git"), Map.of("A", "1"));
    assertThat(other.digest()).isEqualTo(one.digest());
    assertThat(Rendering.of(other)).isEqualTo(Rendering.of(one));
  }

  private static void agrees(String name, Content content) {
    Rendering rendering = Rendering.of(content);
    agrees(Path.of(name + ".Dockerfile"), rendering.dockerfile());
    agrees(Path.of(name + ".requirements.txt"), rendering.requirements());
  }

  private static void agrees(Path file, String rendered) {
    try {
      Path golden = Path.of("src/test/resources/recipe").resolve(file);
      if ("write".equals(System.getProperty("carrel.golden"))) {
        Files.writeString(golden, rendered);
      }
      assertThat(rendered).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
