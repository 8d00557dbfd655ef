package org.myelon.report.study;

import java.util.Locale;

/** The groups in which SCT's lists of files to correct name results, and who makes which. */
enum FileKind {
  FILES_SEG,
  FILES_GMSEG,
  FILES_LESION,
  FILES_LABEL,
  FILES_PMJ,
  FILES_REG,
  FILES_TIMESERIES,
  FILE_KIND_UNKNOWN;

  /**
   * @param step what made the result, such as "segment-cord"
   * @param model the network that did, empty if none
   */
  static FileKind of(String step, String model) {
    final String words = (step + " " + model).toLowerCase(Locale.ROOT);
    if (words.contains("lesion")) return FILES_LESION;
    if (words.matches(".*gr[ae]y-?matter.*|.*\\bgm\\b.*")) return FILES_GMSEG;
    if (words.contains("pmj")) return FILES_PMJ;
    if (words.matches(".*(motion|moco).*")) return FILES_TIMESERIES;
    if (step.matches("segment-.*")) return FILES_SEG;
    if (step.matches(".*(register|warp|transfo).*")) return FILES_REG;
    if (step.matches("(label|spinal)-.*|levels|discs")) return FILES_LABEL;
    return FILE_KIND_UNKNOWN;
  }
}
