package dev.carrel.gpu.smi;

import dev.carrel.gpu.smi.Tool.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** NVIDIA's tool on this machine. */
public final class Smi {

  private static final Pattern LOST =
      Pattern.compile(
          "device handle for GPU\\s*([0-9A-Fa-f]{4,8}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\\.[0-9A-Fa-f])");

  private final Tool tool;
  private final Map<String, Optional<String>> capabilities = new ConcurrentHashMap<>();

  private final Optional<Kernel> kernel;

  public Smi(List<String> command, Duration timeout) {
    this(command, timeout, Optional.empty());
  }

  public Smi(List<String> command, Duration timeout, Optional<Kernel> kernel) {
    this.tool = new Tool(command, timeout);
    this.kernel = kernel;
  }

  /**
   * Asks it once; twice where it leaves out what another of its answers has.
   *
   * @throws Unreadable if it is not there, hangs, fails or prints rubbish: nothing is known then
   * @throws CardLost if it fails because of one card
   */
  public Reading read() throws Unreadable, CardLost {
    Reading reading = SmiReader.read(good(tool.run(List.of("-q", "-x"))));
    SmiList names = reading.lacksNames() ? new SmiList(good(tool.run(List.of("-L")))) : null;
    learnCapabilities(reading);
    List<Xid> xids =
        reading.cards().isEmpty() ? List.of() : kernel.map(Kernel::xids).orElse(List.of());
    return new Reading(
        reading.driver(),
        reading.cuda(),
        reading.cards().stream()
            .map(card -> card.with(xids))
            .map(
                card ->
                    card.with(
                        names == null
                            ? card.slices()
                            : card.slices().stream().map(s -> names.named(card.uuid(), s)).toList(),
                        card.computeCapability()
                            .or(() -> capabilities.getOrDefault(card.uuid(), Optional.empty()))))
            .toList());
  }

  /** Drivers before R510 do not know the question: then it stays unknown, and is asked once. */
  private void learnCapabilities(Reading reading) throws Unreadable {
    List<String> wanted =
        reading.uuidsWithoutCapability().stream()
            .filter(uuid -> !capabilities.containsKey(uuid))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    wanted.forEach(uuid -> capabilities.put(uuid, Optional.empty()));
    Output answer = tool.run(List.of("--query-gpu=uuid,compute_cap", "--format=csv,noheader"));
    answer
        .text()
        .lines()
        .map(line -> line.split("\\s*,\\s*"))
        .filter(words -> words.length == 2 && words[1].matches("\\d{1,2}\\.\\d"))
        .forEach(words -> capabilities.put(words[0].strip(), Optional.of(words[1])));
  }

  private static String good(Output output) throws Unreadable, CardLost {
    String all = output.text() + "\n" + output.errors();
    Matcher lost = LOST.matcher(all);
    if (lost.find()) {
      throw new CardLost(lost.group(1), SmiReader.firstLine(line(all, lost.group(1))));
    }
    if (output.exitCode() != 0) {
      throw failed(output.exitCode(), SmiReader.firstLine(all));
    }
    return output.text();
  }

  private static String line(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElse(text);
  }

  private static Unreadable failed(int exitCode, String line) {
    String remedy =
        Stream.of(
                Map.entry(
                    "couldn't communicate with the NVIDIA driver",
                    "The driver's kernel module is not loaded: modprobe nvidia, and look at dmesg; after a new kernel the module must be built again (dkms autoinstall), then restart."),
                Map.entry(
                    "version mismatch",
                    "The driver was renewed while the old one is still loaded: restart the machine."),
                Map.entry(
                    "No devices were found",
                    "The driver is loaded and finds no GPU: look at dmesg | grep NVRM."),
                Map.entry(
                    "Insufficient Permissions",
                    "The portal's user may not open /dev/nvidia*: look at their owner and mode."))
            .filter(known -> line.contains(known.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("Run it by hand and look at dmesg | grep NVRM.");
    return new Unreadable("nvidia-smi failed (status %d): %s".formatted(exitCode, line), remedy);
  }
}
