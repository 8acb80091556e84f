package dev.carrel.environment;

import dev.carrel.gpu.GpuRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/** Which devices an environment wants, and whether it does without them for now. */
@Embeddable
class GpuWish {
  @Column(name = "gpu_count")
  private Integer count;

  @Column(name = "gpu_memory")
  private Long memory;

  @Column(name = "gpu_model")
  private String model;

  @Column(name = "gpu_off")
  private Boolean off;

  GpuWish() {}

  GpuWish(GpuRequest request) {
    count = request.count();
    memory = request.memory().orElse(null);
    model = request.model().orElse(null);
    off = false;
  }

  GpuRequest request() {
    return new GpuRequest(count, Optional.ofNullable(memory), Optional.ofNullable(model));
  }

  boolean isOff() {
    return off;
  }

  void off(boolean value) {
    off = value;
  }
}
