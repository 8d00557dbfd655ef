package org.myelon.segment.network;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The processor that a network runs on. PyTorch starts when the first one is opened, not before,
 * and stays for as long as this Java runs: that is how its native library works.
 */
public final class ComputeDevice {

  private final Engine engine;
  private final Device device;

  private ComputeDevice(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /**
   * Starts PyTorch if it does not run yet. If its native library is not on this computer, it is
   * downloaded.
   *
   * @param choice {@code auto} (the first GPU if PyTorch can use one, else the processor), {@code
   *     cpu}, {@code gpu} or {@code gpu0}, {@code gpu1} and so on
   * @param progress hears of the download, and may cancel it
   * @throws InputException if there is no such device, or PyTorch cannot run here; says what to do
   */
  public static ComputeDevice open(String choice, Progress progress) {
    final String wanted = choice.strip().toLowerCase(Locale.ROOT);
    if (!wanted.matches("auto|cpu|gpu\\d{0,3}"))
      throw new InputException("device is auto, cpu, gpu, gpu0, gpu1 ..., not '" + choice + "'");
    final Engine engine = TorchEngine.start(progress);
    return new ComputeDevice(engine, device(wanted, engine.getGpuCount()));
  }

  private static Device device(String wanted, int gpus) {
    if (wanted.equals("cpu") || wanted.equals("auto") && gpus == 0) return Device.cpu();
    final int number = wanted.matches("gpu\\d+") ? Integer.parseInt(wanted.substring(3)) : 0;
    if (number < gpus) return Device.gpu(number);
    throw new InputException(
        gpus == 0
            ? "No GPU that PyTorch can use is here: take device=cpu or device=auto"
            : "There is no gpu" + number + ": the last one is gpu" + (gpus - 1));
  }

  /** A model of DJL on this device; to be closed by the caller. */
  public Model newModel(String name) {
    return engine.newModel(name, device);
  }

  /** Room for arrays on this device; to be closed by the caller. */
  public NDManager newArrays() {
    return engine.newBaseManager(device);
  }

  /** As DJL calls it. */
  public Device device() {
    return device;
  }

  /** What is really used: {@code cpu} or {@code gpu0} and so on. */
  public String name() {
    return device.isGpu() ? "gpu" + device.getDeviceId() : "cpu";
  }

  /** Facts for the provenance of a result: device, version of PyTorch, threads. */
  public Map<String, Object> facts() {
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("device", name());
    facts.put("engine", engine.getEngineName() + " " + engine.getVersion());
    facts.put("threads", JniUtils.getNumThreads());
    return facts;
  }

  /** For the screen, such as "cpu, 2 threads, PyTorch 2.7.1". */
  @Override
  public String toString() {
    return "%s, %d threads, %s %s"
        .formatted(name(), JniUtils.getNumThreads(), engine.getEngineName(), engine.getVersion());
  }
}
