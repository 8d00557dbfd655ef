package org.myelon.segment.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;

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

  /** What was really used. */
  Map<String, Object> facts() {
    return opened == null
        ? new LinkedHashMap<>(Map.of("device", "cpu", "engine", "ONNX Runtime"))
        : opened.facts();
  }
}
