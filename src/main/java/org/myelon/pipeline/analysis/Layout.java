package org.myelon.pipeline.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the files of an analysis are called. Scripts rely on it. */
final class Layout {

  static final String SEGMENTATION = "segmentation.nii.gz";
  static final String DISCS = "discs.nii.gz";
  static final String LEVELS = "levels.nii.gz";
  static final String SHAPE_SLICES = "shape_slices.csv";
  static final String SHAPE_LEVELS = "shape_levels.csv";
  static final String METHODS = "methods.txt";
  static final String PAGE = "qc";

  /** Folder for the transforms between the image and the template, and each on the other. */
  static final String REGISTRATION = "registration";

  /** Folder for the template and its atlas on the grid of the image. */
  static final String LABEL = "label";

  /** Folder for the tables of values per tract. */
  static final String METRICS = "metrics";

  private Layout() {}

  /** Where what belongs to a further scan lies. */
  static String scan(String name) {
    return "scans/" + name + "/";
  }

  /** An image or a table: what a user works with. */
  static boolean isResult(String file) {
    return file.endsWith(".nii.gz") || file.endsWith(".csv");
  }

  /** The many images of the template have none; the record of the folder tells of them. */
  static boolean hasSidecar(String file) {
    return isResult(file) && !("/" + file).contains("/" + LABEL + "/");
  }

  /** A file in an empty folder, whose own folder is made. */
  static Path prepared(Path fresh, String file) {
    final Path path = fresh.resolve(file);
    try {
      Files.createDirectories(path.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  /** What a file may be called. */
  static String plain(String name) {
    return name.replaceAll("\\.nii(\\.gz)?$", "").replaceAll("[^\\w.-]+", "_");
  }
}
