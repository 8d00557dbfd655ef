package org.myelon.segment.nnunet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes pickles of protocol 2 as Python would, and others that Python never would. */
final class PickleWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    raw(0x80, 2);
  }

  /** Opcodes as they are. */
  PickleWriter raw(int... bytes) {
    for (int b : bytes) out.write(b);
    return this;
  }

  /** None, bool, int, float, str, list or dict. */
  PickleWriter value(Object value) {
    if (value == null) return raw('N');
    if (value instanceof Boolean truth) return raw(truth ? 0x88 : 0x89);
    if (value instanceof Integer number) return raw('J').number(4, number);
    if (value instanceof Long number) return raw(0x8a, 8).number(8, number);
    if (value instanceof Double number)
      return raw('G').number(8, Long.reverseBytes(Double.doubleToLongBits(number)));
    if (value instanceof String text) {
      final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      raw('X').number(4, bytes.length);
      out.writeBytes(bytes);
      return this;
    }
    if (value instanceof List<?> list) {
      raw(']', '(');
      list.forEach(this::value);
      return raw('e');
    }
    raw('}', '(');
    ((Map<?, ?>) value)
        .forEach(
            (k, v) -> {
              value(k);
              value(v);
            });
    return raw('u');
  }

  /** A tuple of values. */
  PickleWriter tuple(Object... values) {
    raw('(');
    for (Object value : values) value(value);
    return raw('t');
  }

  /** A class or a function. */
  PickleWriter global(String module, String name) {
    raw('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A call with plain values, such as one that no reader should follow. */
  PickleWriter call(String module, String name, Object... arguments) {
    return global(module, name).tuple(arguments).raw('R');
  }

  /** A tensor in a storage. */
  PickleWriter tensor(
      String storageClass,
      String key,
      int count,
      int offset,
      List<Integer> shape,
      List<Integer> stride) {
    global("torch._utils", "_rebuild_tensor_v2").raw('(', '(').value("storage");
    global("torch", storageClass).value(key).value("cuda:0").value(count).raw('t', 'Q');
    value(offset).tuple(shape.toArray()).tuple(stride.toArray()).value(false);
    return call("collections", "OrderedDict").raw('t', 'R');
  }

  private PickleWriter number(int bytes, long number) {
    out.write(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array(), 0, bytes);
    return this;
  }

  /** The pickle with its last opcode. */
  byte[] end() {
    return raw('.').out.toByteArray();
  }
}
