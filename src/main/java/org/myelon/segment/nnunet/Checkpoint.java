package org.myelon.segment.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.step.InputException;

/**
 * The state of a training that PyTorch wrote: {@code checkpoint_final.pth} of nnU-Net v2 (weights
 * under {@code network_weights}), a {@code .ckpt} of Lightning (under {@code state_dict}), or a
 * bare state dict. Opening it reads what it says about itself; only the weights are ever brought
 * into memory, not the state of the optimiser, and no Python is run.
 */
public final class Checkpoint {

  private static final String LIGHTNING = "net.";

  /** What wrappers put before the names of parameters: parallel training, compiling, Lightning. */
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.", LIGHTNING);

  /** Of memory, for each byte of the file: single bytes grow fourfold, views of them again. */
  private static final long MOST_BYTES_PER_BYTE = 8;

  private final Path file;
  private final Map<String, StoredTensor> tensors;
  private final Map<?, ?> facts;
  private final List<Integer> mirroringAxes;

  private Checkpoint(Path file, Map<?, ?> root) throws IOException {
    this.file = file;
    this.tensors = tensors(weights(root));
    this.facts = root;
    this.mirroringAxes = axes(root.get("inference_allowed_mirroring_axes"));
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it is missing, damaged, of another format, or names anything that is
   *     not part of a network
   */
  public static Checkpoint open(Path file) {
    if (!Files.isRegularFile(file))
      throw new InputException("There is no checkpoint " + file + ".");
    try (TorchArchive archive = TorchArchive.open(file)) {
      if (Unpickler.read(archive.pickle(), new TorchNames()) instanceof Map<?, ?> root)
        return new Checkpoint(file, root);
      throw new IOException("it holds no named weights");
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private static InputException refused(Path file, IOException e) {
    return new InputException(
        file + " cannot be read as a checkpoint of PyTorch: " + e.getMessage() + ".", e);
  }

  private static Map<?, ?> weights(Map<?, ?> root) {
    for (String name : List.of("network_weights", "state_dict"))
      if (root.get(name) instanceof Map<?, ?> weights) return weights;
    return root;
  }

  private static Map<String, StoredTensor> tensors(Map<?, ?> weights) throws IOException {
    final boolean lightning = weights.keySet().stream().anyMatch(Checkpoint::isOfNetwork);
    final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<?, ?> e : weights.entrySet())
      if (e.getKey() instanceof String name
          && e.getValue() instanceof StoredTensor tensor
          && isOfNetwork(name) == lightning) tensors.put(unwrapped(name), tensor);
    if (tensors.isEmpty()) throw new IOException("it holds no weights of a network");
    return tensors;
  }

  /** Lightning keeps what its losses learn beside the network. */
  private static boolean isOfNetwork(Object name) {
    return name instanceof String text && text.startsWith(LIGHTNING);
  }

  private static String unwrapped(String name) {
    for (String wrapper : WRAPPERS)
      if (name.startsWith(wrapper)) return unwrapped(name.substring(wrapper.length()));
    return name;
  }

  private static List<Integer> axes(Object axes) throws IOException {
    if (axes == null) return List.of();
    if (axes instanceof List<?> list
        && list.size() <= 3
        && list.stream().allMatch(a -> a instanceof Long axis && axis >= 0 && axis < 3))
      return list.stream().map(a -> ((Long) a).intValue()).sorted().distinct().toList();
    throw new IOException("its axes of mirroring are damaged");
  }

  /** Where it was read from. */
  public Path file() {
    return file;
  }

  /** nnU-Net's class that trained it. */
  public Optional<String> trainer() {
    return text(facts.get("trainer_name"));
  }

  /** The configuration of the plans that was trained, such as 3d_fullres. */
  public Optional<String> configuration() {
    return facts.get("init_args") instanceof Map<?, ?> arguments
        ? text(arguments.get("configuration"))
        : Optional.empty();
  }

  private static Optional<String> text(Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Axes of a patch along which images may be mirrored when the network is run; ascending. */
  public List<Integer> mirroringAxes() {
    return mirroringAxes;
  }

  /** Lengths of the axes of each parameter, by its name in the network. */
  public Map<String, long[]> shapes() {
    final Map<String, long[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape().clone()));
    return shapes;
  }

  /**
   * The network that the weights belong to, as their names and shapes tell; the plans may tell
   * more.
   *
   * @throws InputException if it is neither PlainConvUNet nor ResidualEncoderUNet
   */
  public UNetArchitecture architecture() {
    try {
      return ArchitectureOfWeights.of(shapes());
    } catch (InputException e) {
      throw new InputException(file + " holds another kind of network: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Reads the weights. Parameters that PyTorch holds under two names are held once.
   *
   * @return by the names in the network, as nnU-Net calls them, in the order of the file
   * @throws InputException if the file is damaged
   */
  public Map<String, Tensor> weights() {
    try (TorchArchive archive = TorchArchive.open(file)) {
      final Map<StoredTensor.Storage, float[]> storages = new HashMap<>();
      final Map<String, Tensor> weights = new LinkedHashMap<>();
      long left = MOST_BYTES_PER_BYTE * Files.size(file);
      for (Map.Entry<String, StoredTensor> e : tensors.entrySet()) {
        final StoredTensor stored = e.getValue();
        final StoredTensor.Storage storage = stored.storage();
        left -= Float.BYTES * (storages.containsKey(storage) ? 0 : storage.count());
        left -= Float.BYTES * (stored.isWhole() ? 0 : stored.size());
        if (left < 0) throw new IOException("its tensors are larger than the file");
        if (!storages.containsKey(storage)) storages.put(storage, archive.numbers(storage));
        weights.put(e.getKey(), stored.in(storages.get(storage)));
      }
      return weights;
    } catch (IOException e) {
      throw refused(file, e);
    }
  }
}
