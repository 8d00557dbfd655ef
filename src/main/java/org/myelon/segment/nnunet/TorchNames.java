package org.myelon.segment.nnunet;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list of what a checkpoint may name. Tensors and dicts become what they are; what else occurs
 * in checkpoints of nnU-Net and of SCT's trainings by Lightning (numbers of numpy, devices, paths,
 * which optimiser) stands for itself and is never looked into; any other name is refused.
 */
final class TorchNames implements Unpickler.Names {

  private static final Map<String, Unpickler.Call> MEANT =
      Map.of(
          "torch._utils._rebuild_tensor_v2", StoredTensor::of,
          "torch._utils._rebuild_parameter", TorchNames::first,
          "torch._utils._rebuild_parameter_with_state", TorchNames::first,
          "torch.Size", TorchNames::first,
          "collections.OrderedDict", TorchNames::dict);

  private static final Set<String> OPAQUE =
      Set.of(
          "_codecs.encode",
          "argparse.Namespace",
          "collections.Counter",
          "collections.defaultdict",
          "collections.deque",
          "datetime.date",
          "datetime.datetime",
          "datetime.timedelta",
          "numpy.core.multiarray._reconstruct",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar",
          "losses.AdapWingLoss",
          "losses.SoftDiceLoss",
          "numpy.dtype",
          "numpy.ndarray",
          "pathlib.PosixPath",
          "pathlib.PurePosixPath",
          "pathlib.WindowsPath",
          "pathlib.PureWindowsPath",
          "torch.device",
          "torch.bfloat16",
          "torch.bool",
          "torch.float16",
          "torch.float32",
          "torch.float64",
          "torch.int8",
          "torch.int16",
          "torch.int32",
          "torch.int64",
          "torch.uint8",
          "torch.optim.adam.Adam",
          "torch.optim.adamw.AdamW",
          "torch.optim.sgd.SGD");

  /** Python's own types; the first module is what protocol 2 calls the second. */
  private static final Set<String> MODULES = Set.of("__builtin__", "builtins");

  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "bytearray",
          "bytes",
          "complex",
          "dict",
          "float",
          "frozenset",
          "int",
          "list",
          "range",
          "set",
          "slice",
          "str",
          "tuple");

  @Override
  public Unpickler.Global global(String name) throws IOException {
    if (MEANT.containsKey(name)) return new Unpickler.Global(name, MEANT.get(name));
    if (OPAQUE.contains(name) || isType(name) || StorageType.of(name).isPresent())
      return new Unpickler.Global(name, arguments -> new Unpickler.Opaque(name));
    throw new IOException(
        "it names '"
            + name.replaceAll("[^\\x20-\\x7e]", "?")
            + "' of Python, which is not among what networks are made of (nothing of it was run)");
  }

  private static boolean isType(String name) {
    final int dot = name.indexOf('.');
    return MODULES.contains(name.substring(0, dot)) && TYPES.contains(name.substring(dot + 1));
  }

  /** A storage: ('storage', type, key, the device it was on, count of numbers). */
  @Override
  public Object persistent(Object id) throws IOException {
    if (id instanceof List<?> parts
        && parts.size() >= 5
        && "storage".equals(parts.get(0))
        && parts.get(1) instanceof Unpickler.Global type
        && parts.get(2) instanceof String key
        && parts.get(4) instanceof Long count
        && count >= 0)
      return new StoredTensor.Storage(
          key,
          StorageType.of(type.name())
              .orElseThrow(() -> new IOException("it has tensors of '" + type.name() + "'")),
          count);
    throw new IOException("its pickle points to something that is no tensor");
  }

  private static Object first(List<?> arguments) throws IOException {
    if (arguments.isEmpty()) throw new IOException("its pickle is damaged");
    return arguments.get(0);
  }

  /** Empty, or from a list of pairs. */
  private static Object dict(List<?> arguments) throws IOException {
    final Map<Object, Object> dict = new LinkedHashMap<>();
    final List<?> pairs = arguments.isEmpty() ? Collections.emptyList() : list(arguments.get(0));
    for (Object pair : pairs) {
      final List<?> two = list(pair);
      if (two.size() != 2) throw new IOException("its pickle has a damaged dict");
      Unpickler.put(dict, two.get(0), two.get(1));
    }
    return dict;
  }

  private static List<?> list(Object value) throws IOException {
    if (value instanceof List<?> list) return list;
    throw new IOException("its pickle has a damaged dict");
  }
}
