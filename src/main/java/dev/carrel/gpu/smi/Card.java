package dev.carrel.gpu.smi;

import java.util.List;
import java.util.Optional;

/**
 * A GPU as the tool saw it.
 *
 * @param index the tool's, which may be another after a restart
 * @param bus its PCI address, like {@code 00000000:3B:00.0}
 * @param memory bytes
 * @param mig whether it is partitioned into slices, of which there may be none yet
 * @param load how busy it is
 * @param processes what uses it, save graphics alone
 * @param slowed why it is slower than it could be, in words; empty where it is not
 * @param fault why it must not be used, in words; empty where it may
 * @param eccErrors uncorrectable ones since its driver was loaded
 * @param xid the last grave error of it in the kernel's log since the machine started
 */
public record Card(
    int index,
    String uuid,
    String bus,
    String model,
    long memory,
    Optional<String> computeCapability,
    boolean mig,
    List<Slice> slices,
    Load load,
    List<Occupant> processes,
    Optional<String> slowed,
    Optional<String> fault,
    long eccErrors,
    Optional<Xid> xid) {

  public Card {
    slices = List.copyOf(slices);
    processes = List.copyOf(processes);
  }

  /** Why it must not be used if these errors are more than an operator knows of. */
  public Optional<String> eccFault(long known) {
    return eccErrors > known ? Optional.of(Health.eccWords(eccErrors)) : Optional.empty();
  }

  /** Those on a slice, or on the card itself where the slice is empty. */
  public List<Occupant> on(Optional<Slice> slice) {
    return processes.stream().filter(one -> one.on(slice)).toList();
  }

  /** Its driver gets no answer from it: then nothing is known of its partition either. */
  public boolean silent() {
    return memory == 0;
  }

  Card with(List<Slice> named, Optional<String> capability) {
    return new Card(
        index,
        uuid,
        bus,
        model,
        memory,
        capability,
        mig,
        named,
        load,
        processes,
        slowed,
        fault,
        eccErrors,
        xid);
  }

  /** With the last grave one of it. */
  Card with(List<Xid> xids) {
    Optional<Xid> last =
        xids.stream().filter(one -> one.fatal() && one.of(this)).reduce((first, second) -> second);
    return new Card(
        index,
        uuid,
        bus,
        model,
        memory,
        computeCapability,
        mig,
        slices,
        load,
        processes,
        slowed,
        fault,
        eccErrors,
        last);
  }
}
