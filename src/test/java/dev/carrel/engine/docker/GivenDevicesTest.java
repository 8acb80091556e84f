package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import dev.carrel.engine.Giving;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenDevicesTest {

  private static final List<String> TWO = List.of("GPU-a", "MIG-b");
  private static final Map<String, String> GREEDY = Map.of("NVIDIA_VISIBLE_DEVICES", "all");

  @Test
  void hidesAllFromAContainerWithoutDevices() {
    GivenDevices none = new GivenDevices(List.of(), Giving.NONE);
    assertThat(none.environment(GREEDY)).containsEntry("NVIDIA_VISIBLE_DEVICES", "void");
    HostConfig host = none.on(HostConfig.newHostConfig());
    assertThat(host.getDeviceRequests()).isNull();
    assertThat(host.getRuntime()).isNull();
  }

  @Test
  void givesByCdiAndLeavesTheRuntimeNothing() {
    GivenDevices given = new GivenDevices(TWO, Giving.CDI);
    assertThat(given.environment(GREEDY)).containsEntry("NVIDIA_VISIBLE_DEVICES", "void");
    DeviceRequest request = given.on(HostConfig.newHostConfig()).getDeviceRequests().getFirst();
    assertThat(request.getDriver()).isEqualTo("cdi");
    assertThat(request.getDeviceIds())
        .containsExactly("nvidia.com/gpu=GPU-a", "nvidia.com/gpu=MIG-b");
  }

  @Test
  void givesByRequestAndNeverByCount() {
    GivenDevices given = new GivenDevices(TWO, Giving.DEVICE_REQUEST);
    assertThat(given.environment(GREEDY)).containsEntry("NVIDIA_VISIBLE_DEVICES", "GPU-a,MIG-b");
    DeviceRequest request = given.on(HostConfig.newHostConfig()).getDeviceRequests().getFirst();
    assertThat(request.getDeviceIds()).isEqualTo(TWO);
    assertThat(request.getCount()).isZero();
  }

  @Test
  void givesByTheRuntimeOverTheUsersHead() {
    GivenDevices given = new GivenDevices(TWO, Giving.NVIDIA_RUNTIME);
    assertThat(given.environment(GREEDY)).containsEntry("NVIDIA_VISIBLE_DEVICES", "GPU-a,MIG-b");
    assertThat(given.on(HostConfig.newHostConfig()).getRuntime()).isEqualTo("nvidia");
  }
}
