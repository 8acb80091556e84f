package dev.carrel.gpu.board;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.GpuWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole device on the board, with its partition to scale.
 *
 * @param title like {@code GPU 0}
 * @param model like {@code A100 80 GB}
 * @param words how it stands
 * @param note the same in a sentence, where there is more to say
 */
record Tile(
    long id,
    String title,
    String model,
    Sign sign,
    String words,
    Optional<String> note,
    List<Part> parts,
    Optional<Gauge> gauge,
    Optional<Spark> spark) {

  private static final int WHOLE = 1000;

  /** Less than this is the sum of rounded shares, not a piece. */
  private static final int CRUMB = 30;

  static Tile of(Device device, Scene scene, Eyes eyes) {
    List<Device> slices = scene.slices(device);
    List<Part> parts =
        device.partitioned() || !slices.isEmpty()
            ? cut(slices, scene, eyes)
            : List.of(Part.of(device, scene.holding(device), eyes));
    Sign sign = sign(device, parts);
    return new Tile(
        device.id(),
        "GPU " + device.ordinal(),
        GpuWords.kind(device),
        sign,
        words(sign, parts, slices.size()),
        device.note().or(() -> uncut(device, slices)),
        parts,
        scene.gauge(device),
        scene.spark(device));
  }

  private static List<Part> cut(List<Device> slices, Scene scene, Eyes eyes) {
    var parts = new ArrayList<Part>();
    slices.forEach(slice -> parts.add(Part.of(slice, scene.holding(slice), eyes)));
    int rest = WHOLE - parts.stream().mapToInt(Part::share).sum();
    if (rest > CRUMB) {
      parts.add(Part.uncut(rest));
    }
    return List.copyOf(parts);
  }

  /** What can be had counts before what is one's own, and that before what others have. */
  private static Sign sign(Device device, List<Part> parts) {
    Sign own = Sign.of(device.availability());
    if (own.out()) {
      return own;
    }
    for (Sign sign : List.of(Sign.FREE, Sign.MINE_WAITS, Sign.MINE, Sign.WAITS, Sign.BUSY)) {
      if (parts.stream().anyMatch(part -> part.sign() == sign)) {
        return sign;
      }
    }
    return parts.stream().map(Part::sign).filter(Sign::out).findFirst().orElse(Sign.UNCUT);
  }

  private static String words(Sign sign, List<Part> parts, int slices) {
    if (sign.out() || slices == 0) {
      return sign == Sign.UNCUT ? "no slices" : sign.word();
    }
    long free = parts.stream().filter(part -> part.sign() == Sign.FREE).count();
    return free == 0
        ? "no slice free"
        : "%s of %s slices free".formatted(GpuWords.number((int) free), GpuWords.number(slices));
  }

  private static Optional<String> uncut(Device device, List<Device> slices) {
    return device.partitioned()
            && slices.isEmpty()
            && device.availability() == Availability.PARTITIONED
        ? Optional.of("MIG is on, but no slice is cut: whoever runs this machine must cut some.")
        : Optional.empty();
  }

  /** Something of the viewer's own is on it. */
  public boolean mine() {
    return parts.stream().anyMatch(part -> part.sign().ours());
  }

  /**
   * How it stands is not told by the one who holds it: that it goes to nobody else after them, say.
   */
  public boolean worded() {
    return sliced() || sign.out() || parts.stream().noneMatch(part -> part.who().isPresent());
  }

  /** There is something to list below its picture. */
  public boolean told() {
    return sliced() || parts.stream().anyMatch(part -> part.who().isPresent());
  }

  public boolean sliced() {
    return parts.size() > 1 || parts.stream().anyMatch(part -> part.profile().isPresent());
  }
}
