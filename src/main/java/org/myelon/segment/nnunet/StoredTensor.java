package org.myelon.segment.nnunet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.myelon.segment.network.Tensor;

/**
 * A tensor of a checkpoint that is still in its file: a view into a storage.
 *
 * @param storage holds the numbers
 * @param offset of the first one
 * @param shape lengths of the axes
 * @param stride steps in the storage along the axes
 */
record StoredTensor(Storage storage, long offset, long[] shape, long[] stride) {

  private static final int MOST_AXES = 16;

  /**
   * Numbers in a file of their own within the checkpoint.
   *
   * @param key name of that file
   * @param type of the numbers
   * @param count of the numbers
   */
  record Storage(String key, StorageType type, long count) {}

  private StoredTensor checked() throws IOException {
    if (shape.length != stride.length || shape.length > MOST_AXES)
      throw new IOException("a tensor has a damaged shape");
    try {
      long size = 1, last = offset;
      for (int a = 0; a < shape.length; a++) {
        if (shape[a] < 0 || stride[a] < 0) throw new ArithmeticException();
        size = Math.multiplyExact(size, shape[a]);
        last = Math.addExact(last, Math.multiplyExact(Math.max(shape[a] - 1, 0), stride[a]));
      }
      // as many numbers as in the storage at most: no copies of one number without end
      if (offset < 0 || size > storage.count || (size > 0 && last >= storage.count))
        throw new ArithmeticException();
    } catch (ArithmeticException e) {
      throw new IOException("a tensor is larger than its storage", e);
    }
    return this;
  }

  /**
   * From the arguments that PyTorch writes: storage, offset, shape, stride, and what else.
   *
   * @throws IOException if it reaches beyond the storage
   */
  static StoredTensor of(List<?> arguments) throws IOException {
    if (arguments.size() < 4
        || !(arguments.get(0) instanceof Storage storage)
        || !(arguments.get(1) instanceof Long offset)) throw new IOException("a tensor is damaged");
    return new StoredTensor(storage, offset, numbers(arguments.get(2)), numbers(arguments.get(3)))
        .checked();
  }

  private static long[] numbers(Object list) throws IOException {
    if (!(list instanceof List<?> numbers) || numbers.size() > MOST_AXES)
      throw new IOException("a tensor has a damaged shape");
    final long[] values = new long[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(numbers.get(i) instanceof Long number))
        throw new IOException("a tensor has a damaged shape");
      values[i] = number;
    }
    return values;
  }

  /** How many numbers it has. */
  long size() {
    return Arrays.stream(shape).reduce(1, (p, q) -> p * q);
  }

  /**
   * The tensor with its numbers in the order of its axes.
   *
   * @param numbers of the storage; taken as they are where the tensor is all of them in order
   */
  Tensor in(float[] numbers) {
    if (isWhole()) return new Tensor(shape, numbers);
    final float[] values = new float[(int) size()];
    final long[] index = new long[shape.length];
    long at = offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[(int) at];
      for (int a = shape.length - 1; a >= 0; a--) {
        at += stride[a];
        if (++index[a] < shape[a]) break;
        at -= stride[a] * shape[a];
        index[a] = 0;
      }
    }
    return new Tensor(shape, values);
  }

  /** Whether it is all numbers of its storage in their order. */
  boolean isWhole() {
    if (offset != 0 || size() != storage.count) return false;
    long step = 1;
    for (int a = shape.length - 1; a >= 0; a--) {
      if (shape[a] > 1 && stride[a] != step) return false;
      step *= shape[a];
    }
    return true;
  }
}
