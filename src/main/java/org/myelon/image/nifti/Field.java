package org.myelon.image.nifti;

/**
 * The fields of a NIfTI header: where each lies in version 1 and 2 and how its numbers are stored
 * there (b, h, i, q: integers of 1, 2, 4, 8 bytes; f, d: float32, float64; s: text).
 */
enum Field {
  DIM_INFO(39, 'b', 524, 'b', 1),
  DIM(40, 'h', 16, 'q', 8),
  INTENT_P(56, 'f', 80, 'd', 3),
  INTENT_CODE(68, 'h', 504, 'i', 1),
  DATATYPE(70, 'h', 12, 'h', 1),
  BITPIX(72, 'h', 14, 'h', 1),
  SLICE_START(74, 'h', 224, 'q', 1),
  PIXDIM(76, 'f', 104, 'd', 8),
  VOX_OFFSET(108, 'f', 168, 'q', 1),
  SCL_SLOPE(112, 'f', 176, 'd', 1),
  SCL_INTER(116, 'f', 184, 'd', 1),
  SLICE_END(120, 'h', 232, 'q', 1),
  SLICE_CODE(122, 'b', 496, 'i', 1),
  XYZT_UNITS(123, 'b', 500, 'i', 1),
  CAL_MAX(124, 'f', 192, 'd', 1),
  CAL_MIN(128, 'f', 200, 'd', 1),
  SLICE_DURATION(132, 'f', 208, 'd', 1),
  TOFFSET(136, 'f', 216, 'd', 1),
  DESCRIP(148, 's', 240, 's', 80),
  AUX_FILE(228, 's', 320, 's', 24),
  QFORM_CODE(252, 'h', 344, 'i', 1),
  SFORM_CODE(254, 'h', 348, 'i', 1),
  QUATERN(256, 'f', 352, 'd', 3),
  QOFFSET(268, 'f', 376, 'd', 3),
  SROW(280, 'f', 400, 'd', 12),
  INTENT_NAME(328, 's', 508, 's', 16);

  /** How many numbers, or bytes of text. */
  final int count;

  private final int[] offset;
  private final char[] kind;

  Field(int offset1, char kind1, int offset2, char kind2, int count) {
    this.offset = new int[] {offset1, offset2};
    this.kind = new char[] {kind1, kind2};
    this.count = count;
  }

  /** How the numbers are stored in a version. */
  char kind(int version) {
    return kind[version - 1];
  }

  /** Byte offset of number (or byte of text) {@code i} in a version. */
  int offset(int version, int i) {
    final int bytes =
        switch (kind(version)) {
          case 'h' -> 2;
          case 'i', 'f' -> 4;
          case 'q', 'd' -> 8;
          default -> 1;
        };
    return offset[version - 1] + i * bytes;
  }
}
