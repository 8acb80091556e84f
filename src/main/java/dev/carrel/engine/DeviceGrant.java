package dev.carrel.engine;

/**
 * A GPU, or a MIG instance of one, that a container gets because its account holds a lease on it.
 * It sees no other, whatever the user or the image put into its environment.
 *
 * @param device its UUID; never an index, never a count: those change their meaning at a restart
 */
public record DeviceGrant(String device) {

  public DeviceGrant {
    if (!device.matches("(GPU|MIG)-[A-Za-z0-9/-]{1,90}")) {
      throw new IllegalArgumentException("device must be a UUID of NVIDIA's, not " + device);
    }
  }
}
