package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import java.util.ArrayList;
import java.util.List;

/** One device while a plan is made. */
final class Spot {
  final Device device;
  final Timeline busy = new Timeline();

  /** Those that exclude it: its parent, or its instances. */
  final List<Spot> rivals = new ArrayList<>();

  Spot(Device device) {
    this.device = device;
  }

  /** It, or a rival of it, is somebody's. */
  void block(long from, long to) {
    busy.block(from, to);
    rivals.forEach(rival -> rival.busy.block(from, to));
  }

  boolean freeAt(long time, long length) {
    return busy.free(time, length) == time;
  }
}
