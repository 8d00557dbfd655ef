package org.myelon.image.nifti;

import org.myelon.image.Affine;
import org.myelon.image.DataType;
import org.myelon.image.Header;
import org.myelon.image.Qform;
import org.myelon.image.Volume;

/**
 * Describes a volume in a NIfTI header. While the grid is the one that was read, qform and sform
 * are written as they were; on another grid both say the volume's own place (a sheared one only the
 * sform), with the code of the place they come from.
 */
final class HeaderWriter {

  /** Longest axis that version 1 can say. */
  private static final int LONGEST_1 = Short.MAX_VALUE;

  /** Code "aligned": a place whose origin nobody has told. */
  private static final int ALIGNED = 2;

  private HeaderWriter() {}

  /**
   * @param stored type of the numbers in the file
   * @param scaling how they are scaled, {@code null} if they are the values
   * @param pair whether the voxels go to another file
   */
  static RawHeader describe(Volume volume, DataType stored, Header.Scaling scaling, boolean pair) {
    final Header header = volume.header();
    final long[] size = volume.pixels().dimensionsAsLongArray();
    final RawHeader raw = RawHeader.create(version(header, size), pair);
    raw.putInteger(Field.DIM, 0, size.length);
    for (int a = 0; a < 7; a++) raw.putInteger(Field.DIM, a + 1, a < size.length ? size[a] : 1);
    raw.putInteger(Field.DATATYPE, stored.code());
    raw.putInteger(Field.BITPIX, 8L * stored.bytes());
    raw.putReal(Field.SCL_SLOPE, 0, scaling == null ? 1 : scaling.slope());
    raw.putReal(Field.SCL_INTER, 0, scaling == null ? 0 : scaling.intercept());
    raw.putReal(Field.CAL_MIN, 0, header.displayMin());
    raw.putReal(Field.CAL_MAX, 0, header.displayMax());
    raw.putText(Field.DESCRIP, header.description());
    raw.putText(Field.AUX_FILE, header.auxiliaryFile());
    raw.putInteger(Field.INTENT_CODE, header.intentCode());
    raw.putText(Field.INTENT_NAME, header.intent().name());
    for (int i = 0; i < 3; i++) raw.putReal(Field.INTENT_P, i, header.intent().parameters().get(i));
    putTime(raw, header.time());
    final Header.StoredGeometry geometry = header.geometry();
    if (geometry != null && geometry.grid().equals(volume.grid())) putAsRead(raw, geometry);
    else putPlace(raw, volume.voxelToWorld(), geometry == null ? 0 : geometry.code());
    final int unit =
        geometry != null && geometry.grid().equals(volume.grid())
            ? geometry.unit()
            : NiftiUnits.MILLIMETRE;
    raw.putInteger(Field.XYZT_UNITS, unit | header.time().unit());
    return raw;
  }

  private static int version(Header header, long[] size) {
    for (long s : size) if (s > LONGEST_1) return 2;
    return header.storedGeometry().map(Header.StoredGeometry::version).orElse(1);
  }

  private static void putTime(RawHeader raw, Header.Time time) {
    final double seconds = NiftiUnits.seconds(time.unit());
    raw.putReal(Field.PIXDIM, 4, time.step() / seconds);
    raw.putReal(Field.TOFFSET, 0, time.start() / seconds);
    for (int a = 5; a < 8; a++) raw.putReal(Field.PIXDIM, a, 1);
  }

  private static void putAsRead(RawHeader raw, Header.StoredGeometry geometry) {
    putQform(raw, geometry.qform());
    raw.putInteger(Field.SFORM_CODE, geometry.sformCode());
    raw.putReals(Field.SROW, geometry.sform().toArray());
    final Header.Slices slices = geometry.slices();
    raw.putInteger(Field.DIM_INFO, slices.axes());
    raw.putInteger(Field.SLICE_CODE, slices.order());
    raw.putInteger(Field.SLICE_START, slices.first());
    raw.putInteger(Field.SLICE_END, slices.last());
    raw.putReal(Field.SLICE_DURATION, 0, slices.duration());
  }

  private static void putPlace(RawHeader raw, Affine place, int knownCode) {
    final int code = knownCode > 0 ? knownCode : ALIGNED;
    // a sheared place has no rotation: its qform says the voxel size only
    putQform(raw, Qform.of(place, place.isSheared() ? 0 : code));
    raw.putInteger(Field.SFORM_CODE, code);
    raw.putReals(Field.SROW, place.toArray());
  }

  private static void putQform(RawHeader raw, Qform qform) {
    raw.putInteger(Field.QFORM_CODE, qform.code());
    raw.putReals(Field.QUATERN, qform.b(), qform.c(), qform.d());
    raw.putReals(Field.QOFFSET, qform.offset());
    raw.putReal(Field.PIXDIM, 0, qform.handedness());
    for (int a = 0; a < 3; a++) raw.putReal(Field.PIXDIM, a + 1, qform.spacing()[a]);
  }

  /** Says where the voxels start in the same file. */
  static void putOffset(RawHeader raw, long offset) {
    raw.putReal(Field.VOX_OFFSET, 0, offset);
  }
}
