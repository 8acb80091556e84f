package dev.carrel.gpu.smi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code nvidia-smi -L}, which alone names a slice's profile and, on many drivers, its UUID:
 *
 * <pre>
 * GPU 0: NVIDIA H100 NVL (UUID: GPU-8149…)
 *   MIG 2g.24gb     Device  0: (UUID: MIG-7839…)
 * </pre>
 */
final class SmiList {

  private static final Pattern GPU = Pattern.compile("GPU \\d+: .*\\(UUID: (GPU-[^)]+)\\)\\s*");
  private static final Pattern MIG =
      Pattern.compile("\\s+MIG (\\S+)\\s+Device\\s+(\\d+): \\(UUID: (MIG-[^)]+)\\)\\s*");

  private record Place(String card, int index) {}

  private record Named(String uuid, String profile) {}

  private final Map<Place, Named> names = new HashMap<>();

  SmiList(String text) {
    String card = "";
    for (String line : text.split("\\R")) {
      Matcher gpu = GPU.matcher(line);
      Matcher mig = MIG.matcher(line);
      if (gpu.matches()) {
        card = gpu.group(1);
      } else if (mig.matches()) {
        names.put(
            new Place(card, Integer.parseInt(mig.group(2))), new Named(mig.group(3), mig.group(1)));
      }
    }
  }

  Slice named(String card, Slice slice) {
    Optional<Named> name = Optional.ofNullable(names.get(new Place(card, slice.index())));
    return slice.named(name.map(Named::uuid), name.map(Named::profile));
  }
}
