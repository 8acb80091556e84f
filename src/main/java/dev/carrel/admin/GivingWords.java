package dev.carrel.admin;

import dev.carrel.engine.Giving;

/**
 * How devices reach containers, in an operator's words.
 *
 * @param tone the state's class
 * @param install what to do for a better way; may be empty
 */
record GivingWords(String tone, String title, String text, String install) {

  private static final String TOOLKIT =
      """
      # NVIDIA's repository: https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/install-guide.html
      apt-get install nvidia-container-toolkit
      nvidia-ctk runtime configure --runtime=docker
      systemctl restart docker
      """;

  private static final String BY_UUID =
      """
      # Docker 28.2 or newer
      nvidia-ctk cdi generate --device-name-strategy=uuid --output=/etc/cdi/nvidia.yaml
      systemctl restart docker
      """;

  static GivingWords of(Giving giving) {
    return switch (giving) {
      case CDI ->
          new GivingWords(
              "running",
              "by CDI",
              "The engine knows each GPU by its UUID (Container Device Interface). Make its specification anew after each change of MIG slices.",
              "");
      case DEVICE_REQUEST ->
          new GivingWords(
              "running",
              "by device requests",
              "The engine hands the leased UUIDs to NVIDIA's hook, as docker run --gpus does.",
              "");
      case NVIDIA_RUNTIME ->
          new GivingWords(
              "warn",
              "by the nvidia runtime",
              "It goes by the container's environment alone; Carrel sets that over the user's head. CDI is the better way:",
              BY_UUID);
      case NONE ->
          new GivingWords(
              "failed",
              "not at all",
              "The engine cannot give GPUs to containers, so none can be leased. Install NVIDIA's Container Toolkit on the engine's machine:",
              TOOLKIT);
    };
  }

  public boolean hasInstall() {
    return !install.isEmpty();
  }
}
