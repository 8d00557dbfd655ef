package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;

/** The device of one run, which starts PyTorch only if a network asks for it. */
final class UsedDevice {

  private final String choice;
  private ComputeDevice opened;

  UsedDevice(String choice) {
    this.choice = choice;
  }

  /** The same device at every call. */
  Supplier<ComputeDevice> supplier(Progress progress) {
    return () -> {
      if (opened == null) opened = ComputeDevice.open(choice, progress);
      return opened;
    };
  }

  /**
   * What is told of a run on it.
   *
   * @param model its name
   * @param weights the files it was read from
   * @param classes value in the label map to name
   * @param seconds that the network took
   */
  Map<String, Object> facts(
      String model, List<Path> weights, Map<Integer, String> classes, double seconds) {
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model);
    final Map<String, Object> fingerprints = new LinkedHashMap<>();
    for (Path file : weights) fingerprints.put(file.toString(), Sha256.of(file));
    facts.put("weightsSha256", fingerprints);
    facts.put("classes", classes);
    facts.putAll(facts());
    facts.put("networkSeconds", Math.round(100 * seconds) / 100.0);
    return facts;
  }

  /** What was really used. */
  private Map<String, Object> facts() {
    return opened == null
        ? new LinkedHashMap<>(Map.of("device", "cpu", "engine", "ONNX Runtime"))
        : opened.facts();
  }
}
