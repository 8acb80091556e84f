package dev.carrel.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.FileChange;
import dev.carrel.engine.FileChange.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LossPreviewTest {

  @Test
  void namesTheOutermostOfWhatIsNewAndLeavesOutMounts() {
    assertThat(
            LossPreview.paths(
                Stream.of(
                    new FileChange(Kind.MODIFIED, "/tmp"),
                    new FileChange(Kind.ADDED, "/tmp/data"),
                    new FileChange(Kind.ADDED, "/tmp/data/a"),
                    new FileChange(Kind.ADDED, "/tmp/data/b"),
                    new FileChange(Kind.MODIFIED, "/etc"),
                    new FileChange(Kind.ADDED, "/etc/carrel"),
                    new FileChange(Kind.ADDED, "/workspace"),
                    new FileChange(Kind.MODIFIED, "/var/tmp"),
                    new FileChange(Kind.DELETED, "/srv/old"))))
        .containsExactly("/srv/old", "/tmp/data", "/var/tmp");
  }
}
