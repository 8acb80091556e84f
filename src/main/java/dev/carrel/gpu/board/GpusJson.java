package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All GPUs in the API.
 *
 * @param asOf when they were last read; null if never
 * @param stale the last reading is old or went wrong: what is told is the state before
 * @param problem why they cannot be read; null if they can
 * @param giving how an environment gets one: {@code cdi}, {@code device_request}, {@code
 *     nvidia_runtime} or {@code none}
 */
@Schema(name = "GpuBoard")
record GpusJson(
    Instant asOf,
    boolean stale,
    String problem,
    String giving,
    List<GpuJson> devices,
    List<WaitingJson> queue) {

  /**
   * @param position 1 is next
   * @param environment one's own by its name, or {@code busy}
   * @param wish in words
   * @param away nobody was there when its turn came: it waits until somebody is
   * @param earliest when it may start
   * @param latest when it starts at the latest
   * @param order why it is where it is; of one's own only
   */
  @Schema(name = "GpuWaiting")
  record WaitingJson(
      int position,
      String environment,
      String wish,
      boolean away,
      Instant earliest,
      Instant latest,
      String order) {}

  static GpusJson of(Scene scene, Eyes eyes) {
    return new GpusJson(
        scene.state().asOf().orElse(null),
        scene.state().stale(),
        scene.state().problem().orElse(null),
        GpuJson.word(scene.state().giving()),
        scene.wholes().stream().map(whole -> whole(whole, scene, eyes)).toList(),
        queue(scene, eyes));
  }

  private static GpuJson whole(Device whole, Scene scene, Eyes eyes) {
    String name = "GPU " + whole.ordinal();
    List<GpuJson> slices =
        scene.slices(whole).stream()
            .map(part -> GpuJson.of(part, name + "/" + part.ordinal(), scene, eyes, List.of()))
            .toList();
    return GpuJson.of(whole, name, scene, eyes, slices);
  }

  private static List<WaitingJson> queue(Scene scene, Eyes eyes) {
    var queue = new ArrayList<WaitingJson>();
    for (Wanting one : scene.waiting()) {
      Waiter waiter = Waiter.of(queue.size() + 1, one, scene.outlook(one), eyes);
      queue.add(
          new WaitingJson(
              waiter.position(),
              waiter.own() ? waiter.who() : Eyes.NOBODY_NAMED,
              waiter.wish(),
              waiter.away(),
              waiter.outlook().flatMap(Outlook::earliest).orElse(null),
              waiter.outlook().flatMap(Outlook::latest).orElse(null),
              waiter.own() ? waiter.outlook().map(Outlook::order).orElse(null) : null));
    }
    return List.copyOf(queue);
  }
}
