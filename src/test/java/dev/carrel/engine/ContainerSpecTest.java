package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSpecTest {

  private static final String IMAGE = "sha256:" + "a".repeat(64);
  private static final PosixUser ALICE = new PosixUser(10_001, 10_001);
  private static final Path FILES = Path.of("/srv/workspaces/alice/x");

  @Test
  void keepsAContainerAliveByDefault() {
    ContainerSpec spec = spec().build();
    assertThat(spec.command()).containsExactly("sleep", "infinity");
    assertThat(spec.network()).isEmpty();
    assertThat(spec.devices()).isEmpty();
  }

  @Test
  void givesTheHomeToThePrograms() {
    HomeMount home = new HomeMount(Path.of("/srv/homes/7"), "/home/alice");
    assertThat(spec().home(home).build().environment()).containsEntry("HOME", "/home/alice");
    assertThat(spec().home(home).environment(Map.of("HOME", "/tmp")).build().environment())
        .containsEntry("HOME", "/tmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "all", "none", "void", "GPU-", "GPU-a,GPU-b", "GPU-a b", "MIG-a\n"})
  void grantsDevicesByTheirUuidOnly(String device) {
    assertThatThrownBy(() -> spec().device(device)).hasMessageContaining("UUID");
  }

  @Test
  void neverRunsAsRoot() {
    assertThatThrownBy(() -> new PosixUser(0, 10)).hasMessageContaining("uid and gid");
    assertThatThrownBy(() -> new PosixUser(10, 0)).hasMessageContaining("uid and gid");
    assertThatThrownBy(() -> new PosixUser(-1, 10)).hasMessageContaining("uid and gid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "bridge", "default", "container:other"})
  void joinsNoNetworkOfOthers(String network) {
    assertThatThrownBy(() -> spec().network(network).build()).hasMessageContaining("network");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/ld.so.preload", "/etc/profile.d/../shadow.d", "/usr/bin/sudo", "/etc", "/"})
  void mountsFilesOnlyWhereTheyMakeAnAccountKnown(String target) {
    assertThatThrownBy(() -> new GeneratedFile(Path.of("/srv/files/passwd"), target))
        .hasMessageContaining("file must not be mounted at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/srv", "relative/path", "/srv/../etc"})
  void takesNoVagueFolder(String path) {
    assertThatThrownBy(() -> ContainerSpec.of("x", IMAGE, ALICE, Path.of(path)).build())
        .hasMessageContaining("workspace must be");
  }

  @Test
  void takesNoImageByName() {
    assertThatThrownBy(() -> ContainerSpec.of("x", "debian:12", ALICE, FILES).build())
        .hasMessageContaining("imageId");
  }

  @Test
  void takesNoForeignLabels() {
    assertThatThrownBy(() -> spec().label("com.docker.compose.project", "x").build())
        .hasMessageContaining("labels");
    assertThatThrownBy(() -> spec().label(Labels.INSTANCE, "other").build())
        .hasMessageContaining("labels");
  }

  @Test
  void takesNoVariableThatIsTwo() {
    assertThatThrownBy(() -> spec().environment(Map.of("A=B", "c")).build())
        .hasMessageContaining("environment");
    assertThatThrownBy(() -> spec().environment(Map.of("A", "b\0c")).build())
        .hasMessageContaining("NUL");
  }

  @Test
  void takesNoSenselessLimits() {
    assertThatThrownBy(() -> ResourceLimits.of(BigDecimal.ZERO, 1L << 30))
        .hasMessageContaining("cpus");
    assertThatThrownBy(() -> ResourceLimits.of(BigDecimal.ONE, 1024))
        .hasMessageContaining("memory");
  }

  private static ContainerSpecBuilder spec() {
    return ContainerSpec.of("x._.alice", IMAGE, ALICE, FILES);
  }
}
