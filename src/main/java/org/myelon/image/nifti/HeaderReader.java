package org.myelon.image.nifti;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.image.DataType;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Qform;
import org.myelon.step.InputException;

/**
 * Understands a NIfTI header: checks that it describes an image that can be read, and turns its
 * fields into size, type, place and facts. Rules of nifti1.h: an sform with a code rules, then a
 * qform with a code; without either the voxel size alone counts, with the first axis to the left
 * and world zero in the image's centre, as nibabel and SCT take it.
 */
final class HeaderReader {

  /** Extensions longer than this are taken for a broken header. */
  static final int MAX_OFFSET = 1 << 26;

  private final RawHeader raw;
  private final Path file;

  HeaderReader(RawHeader raw, Path file) {
    this.raw = raw;
    this.file = file;
  }

  private InputException bad(String what) {
    return new InputException(file + " is not usable: " + what);
  }

  /**
   * Number of voxels along 3, 4 or 5 axes; trailing axes of length 1 are dropped, a 2-D image gets
   * a third.
   */
  long[] size() {
    final long n = raw.integer(Field.DIM, 0);
    if (n < 1 || n > 7)
      throw bad("its header says " + n + " dimensions, which NIfTI does not have.");
    final long[] size = new long[7];
    Arrays.fill(size, 1);
    int used = 3;
    for (int a = 0; a < n; a++) {
      size[a] = raw.integer(Field.DIM, a + 1);
      if (size[a] < 1)
        throw bad("its header says a size of " + size[a] + " on axis " + (a + 1) + ".");
      if (size[a] > 1) used = Math.max(used, a + 1);
    }
    if (used > 5) throw bad("it has " + used + " dimensions; up to 5 are supported. Split it.");
    return Arrays.copyOf(size, used);
  }

  DataType type() {
    final int code = raw.integer(Field.DATATYPE);
    return DataType.ofCode(code)
        .orElseThrow(
            () ->
                bad(
                    switch (code) {
                      case 1 -> "its voxels are single bits. Convert it to uint8.";
                      case 32, 1792, 2048 ->
                          "its voxels are complex numbers. Save magnitude or phase as float32.";
                      case 128, 2304 ->
                          "its voxels are colours (RGB). Save one channel or a grey image.";
                      case 1536 -> "its voxels are 128-bit floats. Convert it to float64.";
                      default -> "its data type code " + code + " is none of NIfTI.";
                    }));
  }

  /** Byte at which the voxels start in their file. */
  long voxelOffset(boolean pair) {
    final double offset = raw.real(Field.VOX_OFFSET);
    final long least = pair ? 0 : RawHeader.sizeOf(raw.version());
    if (!(offset >= least && offset <= MAX_OFFSET) || offset != Math.rint(offset))
      throw bad("its header says that the voxels start at byte " + offset + ".");
    return (long) offset;
  }

  /** Scaling of the values, {@code null} if the stored numbers are the values. */
  Header.Scaling scaling() {
    final double slope = finite(raw.real(Field.SCL_SLOPE));
    final double intercept = finite(raw.real(Field.SCL_INTER));
    if (slope == 0 || slope == 1 && intercept == 0) return null;
    return new Header.Scaling(type(), slope, intercept);
  }

  /** The facts that an image carries along. */
  Header header(List<Header.Extension> extensions) {
    final double[] p = raw.reals(Field.INTENT_P);
    final int unit = raw.integer(Field.XYZT_UNITS) & 0x38;
    final double seconds = NiftiUnits.seconds(unit);
    return new Header(
        raw.text(Field.DESCRIP),
        raw.text(Field.AUX_FILE),
        new Header.Intent(
            raw.integer(Field.INTENT_CODE), raw.text(Field.INTENT_NAME), List.of(p[0], p[1], p[2])),
        new Header.Time(
            finite(raw.real(Field.PIXDIM, 4)) * seconds,
            finite(raw.real(Field.TOFFSET)) * seconds,
            unit),
        finite(raw.real(Field.CAL_MIN)),
        finite(raw.real(Field.CAL_MAX)),
        scaling(),
        geometry(),
        extensions);
  }

  /** A fact that is no number says nothing, as 0 does. */
  private static double finite(double fact) {
    return Double.isFinite(fact) ? fact : 0;
  }

  private Header.StoredGeometry geometry() {
    final int unit = raw.integer(Field.XYZT_UNITS) & 7;
    final double[] q = raw.reals(Field.QUATERN);
    final double[] pixdim = raw.reals(Field.PIXDIM);
    final Qform qform =
        new Qform(
            raw.integer(Field.QFORM_CODE),
            q[0],
            q[1],
            q[2],
            raw.reals(Field.QOFFSET),
            pixdim[0],
            Arrays.copyOfRange(pixdim, 1, 4));
    final Affine sform = new Affine(raw.reals(Field.SROW));
    final int sformCode = raw.integer(Field.SFORM_CODE);
    final long[] size = Arrays.copyOf(size(), 3);
    final Affine stored =
        sformCode > 0 ? sform : qform.code() > 0 ? qform.toAffine() : centred(qform, size);
    final Affine affine = NiftiUnits.inMillimetres(stored, unit);
    if (!affine.isUsable())
      throw bad(
          "its "
              + (sformCode > 0 ? "sform" : qform.code() > 0 ? "qform" : "voxel size")
              + " is no place in space (not finite, or flat). Repair the header.");
    final Header.Slices slices =
        new Header.Slices(
            raw.integer(Field.DIM_INFO),
            raw.integer(Field.SLICE_CODE),
            raw.integer(Field.SLICE_START, 0),
            raw.integer(Field.SLICE_END, 0),
            raw.real(Field.SLICE_DURATION));
    return new Header.StoredGeometry(
        new Grid(size, affine), raw.version(), unit, qform, sformCode, sform, slices);
  }

  private static Affine centred(Qform qform, long[] size) {
    final double[] s = qform.spacing();
    for (int a = 0; a < 3; a++) s[a] = s[a] == 0 ? 1 : Math.abs(s[a]);
    return new Affine(
        -s[0],
        0,
        0,
        s[0] * (size[0] - 1) / 2,
        0,
        s[1],
        0,
        -s[1] * (size[1] - 1) / 2,
        0,
        0,
        s[2],
        -s[2] * (size[2] - 1) / 2);
  }
}
