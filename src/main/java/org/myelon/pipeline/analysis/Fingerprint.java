package org.myelon.pipeline.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Sha256;

/** Tells which image was used, whatever file or window it came from. */
final class Fingerprint {

  private static final int CHUNK = 1 << 13;

  private Fingerprint() {}

  /** Size and place of a grid. */
  static String describe(Grid grid) {
    return Arrays.toString(grid.size()) + " " + Arrays.toString(grid.voxelToWorld().toArray());
  }

  /** Name, size, voxel size, orientation and SHA-256 of values (as float64) and place. */
  static String describe(Volume volume) {
    final long[] n = volume.grid().size();
    final double[] s = volume.grid().spacing();
    return String.format(
        Locale.ROOT,
        "%s, %dx%dx%d voxels of %.3gx%.3gx%.3g mm, %s, sha256 %s",
        volume.name(),
        n[0],
        n[1],
        n[2],
        s[0],
        s[1],
        s[2],
        volume.orientation(),
        sha256(volume));
  }

  /** SHA-256 of a text. */
  static String of(String text) {
    final MessageDigest digest = Sha256.digest();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String sha256(Volume volume) {
    final MessageDigest digest = Sha256.digest();
    final ByteBuffer bytes = ByteBuffer.allocate(8 * CHUNK);
    for (double d : volume.voxelToWorld().toArray()) bytes.putDouble(d);
    final Cursor<? extends RealType<?>> cursor = Views.flatIterable(volume.pixels()).cursor();
    while (cursor.hasNext()) {
      if (!bytes.hasRemaining()) digest.update(bytes.flip());
      if (!bytes.hasRemaining()) bytes.clear();
      bytes.putDouble(cursor.next().getRealDouble());
    }
    digest.update(bytes.flip());
    return HexFormat.of().formatHex(digest.digest());
  }
}
