package dev.carrel.engine;

/** How an engine gives a container the GPUs it is told to, best first. */
public enum Giving {
  /** By the Container Device Interface: the engine knows each device by its UUID. */
  CDI,
  /** By NVIDIA's device requests ({@code docker run --gpus}). */
  DEVICE_REQUEST,
  /** By the {@code nvidia} runtime, which goes by the container's environment alone. */
  NVIDIA_RUNTIME,
  /** Not at all: a container that asks for devices is refused. */
  NONE
}
