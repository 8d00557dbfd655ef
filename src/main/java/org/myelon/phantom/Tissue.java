package org.myelon.phantom;

/** What the phantom is made of, with its brightness for each {@link Contrast} (CSF in T2w = 1). */
enum Tissue {
  //           T1    T2    T2*   DWI
  AIR(0.00, 0.00, 0.00, 0.00),
  WHITE_MATTER(0.62, 0.36, 0.50, 0.85),
  GREY_MATTER(0.54, 0.46, 0.68, 0.75),
  CSF(0.24, 1.00, 0.90, 0.15),
  LIGAMENT(0.16, 0.10, 0.12, 0.04),
  MARROW(0.60, 0.42, 0.22, 0.06),
  NUCLEUS(0.42, 0.62, 0.52, 0.10),
  ANNULUS(0.30, 0.16, 0.26, 0.05),
  MUSCLE(0.46, 0.22, 0.36, 0.10),
  FAT(1.00, 0.72, 0.44, 0.06);

  private final double[] brightness;

  Tissue(double t1, double t2, double t2s, double dwi) {
    brightness = new double[] {t1, t2, t2s, dwi};
  }

  double brightness(Contrast contrast) {
    return brightness[contrast.ordinal()];
  }
}
