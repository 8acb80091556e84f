package dev.carrel.gpu.smi;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads {@code nvidia-smi -q -x}, as of drivers from R450 on. Its DTD is named and never read. */
public final class SmiReader {

  private static final String REMEDY =
      "Run it by hand and look at what it prints; a driver that was just renewed wants a restart.";

  private SmiReader() {}

  /**
   * @throws Unreadable if it is no such XML; then nothing is known of any card
   */
  public static Reading read(String xml) throws Unreadable {
    Element root = new Element(parsed(xml).getDocumentElement());
    if (!root.name().equals("nvidia_smi_log")) {
      throw new Unreadable("nvidia-smi printed XML of another kind: " + root.name() + ".", REMEDY);
    }
    List<Card> cards = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Element gpu : root.children("gpu")) {
      Card card = card(gpu, cards.size());
      if (!seen.add(card.uuid())) {
        throw new Unreadable("nvidia-smi names the GPU %s twice.".formatted(card.uuid()), REMEDY);
      }
      cards.add(card);
    }
    int attached = root.whole("attached_gpus").orElse(0);
    if (cards.isEmpty() && attached > 0) {
      throw new Unreadable(
          "nvidia-smi speaks of %d GPUs and describes none.".formatted(attached), REMEDY);
    }
    return new Reading(root.text("driver_version"), root.text("cuda_version"), cards);
  }

  private static Document parsed(String xml) throws Unreadable {
    int start = xml.indexOf("<?xml");
    if (start < 0) {
      throw new Unreadable("nvidia-smi printed no XML: " + firstLine(xml), REMEDY);
    }
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setExpandEntityReferences(false);
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      // The default one prints to the console.
      builder.setErrorHandler(new DefaultHandler());
      // Warnings that are printed before it would make it ill-formed.
      return builder.parse(new InputSource(new StringReader(xml.substring(start))));
    } catch (SAXException | IOException e) {
      throw new Unreadable("nvidia-smi printed broken XML: " + e.getMessage(), REMEDY);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  static String firstLine(String text) {
    String line =
        text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("nothing");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  private static Card card(Element gpu, int index) throws Unreadable {
    String bus = gpu.attribute("id");
    String uuid =
        gpu.text("uuid")
            .filter(text -> text.matches("GPU-[A-Za-z0-9-]{1,80}"))
            .orElseThrow(
                () ->
                    new Unreadable(
                        "nvidia-smi tells no UUID of the GPU at %s.".formatted(bus), REMEDY));
    Optional<String> fault = Health.fault(gpu);
    Optional<Long> memory = gpu.memory("fb_memory_usage/total").filter(bytes -> bytes > 0);
    return new Card(
        index,
        uuid,
        bus,
        gpu.text("product_name").orElse("NVIDIA GPU"),
        memory.orElse(0L),
        gpu.text("compute_cap"),
        gpu.says("mig_mode/current_mig", "enabled"),
        slices(gpu),
        load(gpu),
        processes(gpu),
        Health.slowed(gpu),
        fault.or(
            () ->
                memory.isPresent()
                    ? Optional.empty()
                    : Optional.of("nvidia-smi tells no memory of it. " + REMEDY)),
        Health.uncorrectable(gpu),
        Optional.empty());
  }

  private static Load load(Element gpu) {
    return new Load(
        gpu.whole("utilization/gpu_util").filter(percent -> percent <= 100),
        gpu.memory("fb_memory_usage/used"),
        // Three ways to say it, by the driver's age.
        gpu.number("gpu_power_readings/instant_power_draw")
            .or(() -> gpu.number("gpu_power_readings/power_draw"))
            .or(() -> gpu.number("gpu_power_readings/average_power_draw"))
            .or(() -> gpu.number("power_readings/power_draw")),
        gpu.whole("temperature/gpu_temp"));
  }

  private static List<Slice> slices(Element gpu) {
    List<Slice> slices = new ArrayList<>();
    for (Element one :
        gpu.child("mig_devices").map(m -> m.children("mig_device")).orElse(List.of())) {
      slices.add(
          new Slice(
              one.whole("index").orElse(slices.size()),
              one.whole("gpu_instance_id").orElse(0),
              one.whole("compute_instance_id").orElse(0),
              one.text("uuid").filter(text -> text.startsWith("MIG-")),
              Optional.empty(),
              one.memory("fb_memory_usage/total").orElse(0L),
              one.memory("fb_memory_usage/used")));
    }
    return slices;
  }

  /** Not the screens' ("G"): they are there on every workstation, and compute nothing. */
  private static List<Occupant> processes(Element gpu) {
    return gpu.child("processes").map(p -> p.children("process_info")).orElse(List.of()).stream()
        .filter(one -> !one.says("type", "g"))
        .filter(one -> one.number("pid").isPresent())
        .map(
            one ->
                new Occupant(
                    one.number("pid").orElseThrow().longValue(),
                    one.text("process_name").orElse("a process"),
                    one.memory("used_memory"),
                    one.whole("gpu_instance_id"),
                    one.whole("compute_instance_id")))
        .toList();
  }
}
