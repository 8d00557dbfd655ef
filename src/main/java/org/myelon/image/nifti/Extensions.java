package org.myelon.image.nifti;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.image.Header;
import org.myelon.step.InputException;

/**
 * The part between header and voxels: four bytes, the first not zero if extensions follow; each is
 * its size (a multiple of 16, with these 8 bytes), its code and its content.
 */
final class Extensions {

  private Extensions() {}

  static List<Header.Extension> parse(byte[] between, ByteOrder order, Path file) {
    final List<Header.Extension> found = new ArrayList<>();
    if (between.length < 4 || between[0] == 0) return found;
    final ByteBuffer bytes = ByteBuffer.wrap(between).order(order);
    for (int at = 4; at + 8 <= between.length; ) {
      final int size = bytes.getInt(at);
      if (size == 0) break;
      if (size < 8 || size > between.length - at)
        throw new InputException(
            file
                + " has a broken header: an extension of "
                + size
                + " bytes does not fit. Save it again with the program that made it.");
      found.add(
          new Header.Extension(
              bytes.getInt(at + 4), Arrays.copyOfRange(between, at + 8, at + size)));
      at += size;
    }
    return found;
  }

  /** The bytes from the end of the header to the voxels, little-endian; at least 4. */
  static byte[] toBytes(List<Header.Extension> extensions) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (extensions.isEmpty() ? 0 : 1), 0, 0, 0});
    for (Header.Extension extension : extensions) {
      final byte[] content = extension.content();
      final int size = (content.length + 8 + 15) / 16 * 16;
      final ByteBuffer block = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(block.putInt(size).putInt(extension.code()).put(content).array());
    }
    return out.toByteArray();
  }
}
