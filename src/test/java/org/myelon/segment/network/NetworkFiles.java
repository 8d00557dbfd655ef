package org.myelon.segment.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes networks of a few hundred bytes in the formats of other trainers. Most take one channel
 * and give two: the input turned negative, and the input.
 */
public final class NetworkFiles {

  private NetworkFiles() {}

  /** A TorchScript archive: a zip with the code, and pickles of the module and its constants. */
  public static Path torchScript(Path file) throws IOException {
    final String code =
        """
        class M(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.M,
            x: Tensor) -> Tensor:
            return torch.cat([torch.neg(x), x], 1)
        """;
    // a new __torch__.M whose attribute "training" is false
    final String module = "\u0080\u0002c__torch__\nM\n)\u0081}X\u0008\0\0\0training\u0089sb.";
    final String constants = "\u0080\u0002).";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      stored(zip, "model/data.pkl", module);
      stored(zip, "model/code/__torch__.py", code);
      stored(zip, "model/constants.pkl", constants);
      stored(zip, "model/version", "3\n");
    }
    return file;
  }

  private static void stored(ZipOutputStream zip, String name, String text) throws IOException {
    final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    final CRC32 crc = new CRC32();
    crc.update(bytes);
    final ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** An ONNX file: the message ModelProto of protocol buffers, opset 13, any window size. */
  public static Path onnx(Path file) throws IOException {
    final byte[] concatAxis =
        join(field(1, "axis"), field(3, 1), field(20, 2)); // AttributeProto: name, i, type INT
    final byte[] graph =
        join(
            field(1, join(field(1, "x"), field(2, "minus"), field(4, "Neg"))),
            field(
                1,
                join(
                    field(1, "minus"),
                    field(1, "x"),
                    field(2, "y"),
                    field(4, "Concat"),
                    field(5, concatAxis))),
            field(2, "graph"),
            field(11, value("x")),
            field(12, value("y")));
    final byte[] opset = join(field(1, ""), field(2, 13));
    return Files.write(file, join(field(1, 8), field(7, graph), field(8, opset)));
  }

  /**
   * An ONNX file of a convolution with one bias for each output and a sigmoid, zeros about it.
   *
   * @param kernel lengths of two or three axes, all odd
   * @param weights outputs x inputs x kernel
   * @param bias of each output
   */
  public static Path convolution(Path file, int[] kernel, float[] weights, float... bias)
      throws IOException {
    int voxels = 1;
    for (int k : kernel) voxels *= k;
    final int inputs = weights.length / bias.length / voxels;
    final int[] shape = new int[2 + kernel.length];
    shape[0] = bias.length;
    shape[1] = inputs;
    System.arraycopy(kernel, 0, shape, 2, kernel.length);
    byte[] pads = join(field(1, "pads"), field(20, 7)); // AttributeProto of type INTS
    for (int end = 0; end < 2; end++) for (int k : kernel) pads = join(pads, field(8, k / 2));
    final byte[] graph =
        join(
            field(
                1,
                join(
                    field(1, "x"),
                    field(1, "weights"),
                    field(1, "bias"),
                    field(2, "linear"),
                    field(4, "Conv"),
                    field(5, pads))),
            field(1, join(field(1, "linear"), field(2, "y"), field(4, "Sigmoid"))),
            field(2, "graph"),
            field(5, tensor("weights", shape, weights)),
            field(5, tensor("bias", new int[] {bias.length}, bias)),
            field(11, value("x", kernel.length)),
            field(12, value("y", kernel.length)));
    final byte[] opset = join(field(1, ""), field(2, 13));
    return Files.write(file, join(field(1, 8), field(7, graph), field(8, opset)));
  }

  /** TensorProto: floats as raw bytes. */
  private static byte[] tensor(String name, int[] shape, float... values) {
    byte[] dims = {};
    for (int n : shape) dims = join(dims, field(1, n));
    final ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : values) raw.putFloat(v);
    return join(dims, field(2, 1), field(8, name), field(9, raw.array()));
  }

  private static byte[] value(String name) {
    return value(name, 3);
  }

  /** ValueInfoProto: a float tensor whose axes may have any length. */
  private static byte[] value(String name, int axes) {
    byte[] shape = {};
    for (String axis : List.of("n", "c" + name, "d", "h", "w"))
      if (!axis.equals("d") || axes == 3) shape = join(shape, field(1, field(2, axis)));
    return join(field(1, name), field(2, field(1, join(field(1, 1), field(2, shape)))));
  }

  private static byte[] field(int number, long value) {
    return join(varint((long) number << 3), varint(value));
  }

  private static byte[] field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] bytes) {
    return join(varint((long) number << 3 | 2), varint(bytes.length), bytes);
  }

  private static byte[] varint(long value) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest > 127) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) out.writeBytes(part);
    return out.toByteArray();
  }
}
