package org.myelon.segment.nnunet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.myelon.segment.network.Tensor;

/**
 * Writes small checkpoints in the form of nnU-Net v2: weights in single precision, what the trainer
 * was called, and a state of the optimiser that readers skip.
 */
public final class TestCheckpoint {

  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private String root = "network_weights";
  private String prefix = "";
  private String configuration = "3d_fullres";
  private List<Integer> mirroringAxes = List.of(0, 1, 2);

  /** A checkpoint with these weights. */
  public static TestCheckpoint of(Map<String, Tensor> weights) {
    final TestCheckpoint checkpoint = new TestCheckpoint();
    checkpoint.weights.putAll(weights);
    return checkpoint;
  }

  /** For another configuration than 3d_fullres. */
  public TestCheckpoint configuration(String name) {
    configuration = name;
    return this;
  }

  /** Allows mirroring along these axes instead of all three. */
  public TestCheckpoint mirroring(Integer... axes) {
    mirroringAxes = List.of(axes);
    return this;
  }

  /** Puts something before the name of each parameter. */
  TestCheckpoint prefix(String before) {
    prefix = before;
    return this;
  }

  /** Puts the weights under another name than network_weights, as Lightning does. */
  TestCheckpoint under(String name) {
    root = name;
    return this;
  }

  /** Writes the file. */
  public void write(Path file) {
    final Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", pickle());
    int key = 0;
    for (Tensor tensor : weights.values()) entries.put("data/" + key++, bytes(tensor.values()));
    entries.put("version", new byte[] {'3', '\n'});
    zip(file, entries);
  }

  private byte[] pickle() {
    final PickleWriter pickle = new PickleWriter().raw('}', '(').value(root);
    pickle.call("collections", "OrderedDict").raw('(');
    int key = 0;
    for (Map.Entry<String, Tensor> e : weights.entrySet()) {
      final List<Integer> shape = shape(e.getValue());
      pickle
          .value(prefix + e.getKey())
          .tensor(
              "FloatStorage", "" + key++, e.getValue().values().length, 0, shape, strides(shape));
    }
    pickle.raw('u').value("optimizer_state").value(Map.of("state", Map.of(0, List.of(1.5))));
    pickle.value("init_args").value(Map.of("configuration", configuration, "fold", 0));
    pickle.value("trainer_name").value("nnUNetTrainer");
    pickle.value("inference_allowed_mirroring_axes").tuple(mirroringAxes.toArray());
    return pickle.raw('u').end();
  }

  private static List<Integer> shape(Tensor tensor) {
    return IntStream.range(0, tensor.shape().length)
        .mapToObj(a -> Math.toIntExact(tensor.shape()[a]))
        .toList();
  }

  /** Steps along the axes of a tensor whose last axis is the fastest. */
  static List<Integer> strides(List<Integer> shape) {
    final List<Integer> strides = new ArrayList<>();
    int step = 1;
    for (int a = shape.size() - 1; a >= 0; a--) {
      strides.add(0, step);
      step *= shape.get(a);
    }
    return strides;
  }

  static byte[] bytes(float... values) {
    final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) bytes.putFloat(value);
    return bytes.array();
  }

  /** An archive as PyTorch writes it: nothing compressed, all in one folder. */
  static void zip(Path file, Map<String, byte[]> entries) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        final ZipEntry entry = new ZipEntry("archive/" + e.getKey());
        final CRC32 crc = new CRC32();
        crc.update(e.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(e.getValue().length);
        zip.putNextEntry(entry);
        zip.write(e.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
