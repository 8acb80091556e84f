package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.EngineRefused.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every adapter promises of devices. */
interface DeviceContract extends EngineOnBench {
  @Test
  default void tellsWhatItIs() {
    EngineInfo info = engine().info();
    assertThat(info.cpus()).isPositive();
    assertThat(info.memory()).isPositive();
    assertThat(info.version()).isNotBlank();
    assertThat(info.devices()).isEmpty();
  }

  @Test
  default void namesDevicesThatAContainerSees() {
    String id = running(container());
    assertThat(exec(id, "sh", "-c", "echo $NVIDIA_VISIBLE_DEVICES").output().strip())
        .isEqualTo("void");
  }

  @Test
  default void claimsNoDevicesByTheImagesOrTheUsersEnvironment() {
    String image = build("ENV NVIDIA_VISIBLE_DEVICES=all");
    String id =
        running(
            ContainerSpec.of(NAME, image, USER, workspace())
                .environment(Map.of("NVIDIA_VISIBLE_DEVICES", "all")));
    assertThat(exec(id, "sh", "-c", "echo $NVIDIA_VISIBLE_DEVICES").output().strip())
        .isEqualTo("void");
  }

  @Test
  default void refusesDevicesWhereItHasNoWayToGiveThem() {
    ContainerSpecBuilder spec = container().device("GPU-5a4b0000-0000-4000-8000-000000000001");
    if (engine().info().giving() == Giving.NONE) {
      refuses(Reason.FAILED, () -> engine().containers().create(spec.build()));
      assertThat(engine().containers().find(NAME)).isEmpty();
    } else {
      assertThat(engine().containers().create(spec.build())).isNotBlank();
    }
  }
}
