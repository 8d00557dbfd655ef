package org.myelon.segment.network;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.AtomicFile;
import org.myelon.step.InputException;
import org.myelon.step.Json;

/**
 * Weights in a file of the format safetensors: the length of a header, the header as JSON (name,
 * type, shape and place of each array), the arrays. It holds numbers only, nothing that could run.
 */
public final class WeightsFile {

  /** As the format's own reader; a header names a few thousand arrays at most. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int PIECE = 1 << 16;

  private WeightsFile() {}

  /** How numbers are stored. */
  public enum Precision {
    /** Four bytes each. */
    F32(4),
    /** Two bytes each: three decimal digits, up to 65504. */
    F16(2);

    private final int bytes;

    Precision(int bytes) {
      this.bytes = bytes;
    }

    private float get(ByteBuffer from) {
      return this == F32 ? from.getFloat() : Half.toFloat(from.getShort());
    }

    private void put(ByteBuffer to, float value) {
      if (this == F32) to.putFloat(value);
      else to.putShort(Half.of(value));
    }
  }

  /** Where an array lies behind the header. */
  private record Entry(String name, Precision precision, long[] shape, long begin, long end) {

    int count() {
      return (int) ((end - begin) / precision.bytes);
    }
  }

  /**
   * Reads a file.
   *
   * @return the arrays in the order in which they lie in the file
   * @throws InputException if it cannot be read, is damaged, or holds numbers of another type
   */
  public static Map<String, Tensor> read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
      return read(in, Files.size(file), file.toString());
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads what lies in a jar.
   *
   * @param in at its beginning; stays open
   * @param name for messages
   * @throws InputException if it is damaged or holds numbers of another type
   */
  public static Map<String, Tensor> read(InputStream in, String name) {
    try {
      return read(in, Long.MAX_VALUE, name);
    } catch (IOException e) {
      throw new InputException("Cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Tensor> read(InputStream in, long size, String name)
      throws IOException {
    final DataInputStream data = new DataInputStream(in);
    try {
      final long length = Long.reverseBytes(data.readLong());
      if (length < 2 || length > Math.min(LONGEST_HEADER, size - 8)) throw damaged(name);
      final byte[] header = data.readNBytes((int) length);
      if (header.length < length) throw damaged(name);
      final List<Entry> entries = entries(new String(header, StandardCharsets.UTF_8), name);
      final long end = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end;
      if (end > size - 8 - length) throw damaged(name);
      final Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry e : entries) tensors.put(e.name, new Tensor(e.shape, values(data, e)));
      return tensors;
    } catch (EOFException e) {
      throw damaged(name);
    }
  }

  /** The arrays that a header names, in the order in which they lie behind it, without a gap. */
  private static List<Entry> entries(String header, String file) {
    if (!(Json.read(header, file) instanceof Map<?, ?> map)) throw damaged(file);
    final List<Entry> entries =
        map.entrySet().stream()
            .filter(e -> !"__metadata__".equals(e.getKey()))
            .map(e -> entry(String.valueOf(e.getKey()), e.getValue(), file))
            .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
            .toList();
    long reached = 0;
    for (Entry e : entries) {
      if (e.begin != reached) throw damaged(file);
      reached = e.end;
    }
    return entries;
  }

  private static Entry entry(String name, Object value, String file) {
    if (!(value instanceof Map<?, ?> facts)) throw damaged(file);
    final Precision precision = precision(facts.get("dtype"), name, file);
    final long[] shape = whole(facts.get("shape"), file);
    final long[] place = whole(facts.get("data_offsets"), file);
    if (place.length != 2) throw damaged(file);
    try {
      long bytes = precision.bytes;
      for (long n : shape) bytes = Math.multiplyExact(bytes, n);
      if (place[1] - place[0] != bytes) throw damaged(file);
      Math.toIntExact(bytes / precision.bytes);
    } catch (ArithmeticException e) {
      throw damaged(file);
    }
    return new Entry(name, precision, shape, place[0], place[1]);
  }

  private static Precision precision(Object type, String name, String file) {
    for (Precision p : Precision.values()) if (p.name().equals(type)) return p;
    throw new InputException(
        file + " holds " + name + " as " + type + ": weights are to be F32 or F16");
  }

  private static long[] whole(Object list, String file) {
    if (!(list instanceof List<?> numbers)) throw damaged(file);
    final long[] result = new long[numbers.size()];
    for (int i = 0; i < result.length; i++) {
      final Object n = numbers.get(i);
      if (!(n instanceof Integer || n instanceof Long)) throw damaged(file);
      result[i] = ((Number) n).longValue();
      if (result[i] < 0) throw damaged(file);
    }
    return result;
  }

  private static float[] values(DataInputStream data, Entry entry) throws IOException {
    final float[] values = new float[entry.count()];
    final byte[] piece = new byte[PIECE];
    for (int done = 0; done < values.length; ) {
      final int count = Math.min(values.length - done, PIECE / entry.precision.bytes);
      data.readFully(piece, 0, count * entry.precision.bytes);
      final ByteBuffer bytes = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < count; i++) values[done++] = entry.precision.get(bytes);
    }
    return values;
  }

  private static InputException damaged(String file) {
    return new InputException(
        file + " is no file of weights (safetensors), or damaged: fetch or make it again");
  }

  /**
   * Writes a file, complete or not at all.
   *
   * @throws InputException if it cannot be written
   */
  public static void write(Path file, Map<String, Tensor> tensors, Precision precision) {
    AtomicFile.write(
        file,
        out -> {
          writeHeader(out, tensors, precision);
          for (Tensor tensor : tensors.values()) write(out, tensor.values(), precision);
        });
  }

  private static void writeHeader(
      OutputStream out, Map<String, Tensor> tensors, Precision precision) throws IOException {
    final Map<String, Object> entries = new LinkedHashMap<>();
    long reached = 0;
    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
      final Tensor tensor = e.getValue();
      final long end = reached + (long) precision.bytes * tensor.values().length;
      final Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("dtype", precision.name());
      facts.put("shape", Arrays.stream(tensor.shape()).boxed().toList());
      facts.put("data_offsets", List.of(reached, end));
      entries.put(e.getKey(), facts);
      reached = end;
    }
    final byte[] json = Json.write(entries).strip().getBytes(StandardCharsets.UTF_8);
    // so that the arrays begin at a multiple of eight, as readers that map the file like it
    final byte[] padding =
        " ".repeat(Math.floorMod(-json.length, 8)).getBytes(StandardCharsets.UTF_8);
    final ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(json.length + padding.length).array());
    out.write(json);
    out.write(padding);
  }

  private static void write(OutputStream out, float[] values, Precision precision)
      throws IOException {
    final ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      if (!piece.hasRemaining()) {
        out.write(piece.array());
        piece.clear();
      }
      precision.put(piece, value);
    }
    out.write(piece.array(), 0, piece.position());
  }
}
