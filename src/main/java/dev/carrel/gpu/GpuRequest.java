package dev.carrel.gpu;

import java.util.Optional;

/**
 * Which devices somebody wants for one environment.
 *
 * @param count 1 to 1024, all of them at once
 * @param memory each device has at least so many bytes, as devices are sold: 40 GiB are met by what
 *     is called 40 GB
 * @param model a part of the model's name in any case, like {@code a100}; instances of such a
 *     device serve too
 */
public record GpuRequest(int count, Optional<Long> memory, Optional<String> model) {
  public static final int MOST = 1024;

  public GpuRequest {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count must be 1 to " + MOST + ", not " + count);
    }
    if (memory.filter(bytes -> bytes < 1).isPresent()) {
      throw new IllegalArgumentException("memory must be at least 1 byte");
    }
    if (model.filter(GpuRequest::isNoName).isPresent()) {
      throw new IllegalArgumentException("model must have 1 to 80 characters, all on one line");
    }
  }

  /** Too long, or with signs that no name has and no database keeps. */
  public static boolean isNoName(String model) {
    return model.isBlank()
        || model.length() > 80
        || model.chars().anyMatch(Character::isISOControl);
  }

  public static GpuRequest of(int count) {
    return new GpuRequest(count, Optional.empty(), Optional.empty());
  }
}
