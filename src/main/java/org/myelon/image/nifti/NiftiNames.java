package org.myelon.image.nifti;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.myelon.step.InputException;

/** File names of NIfTI: one file (.nii), or header and voxels apart (.hdr, .img), plain or .gz. */
final class NiftiNames {

  private static final List<String> ENDINGS =
      List.of(".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz");

  private NiftiNames() {}

  /** The ending that makes a name a NIfTI name, in lower case. */
  static Optional<String> ending(Path file) {
    final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().filter(name::endsWith).findFirst();
  }

  /** What a user calls the image: the file name without its ending. */
  static String stem(Path file) {
    final String name = file.getFileName().toString();
    return name.substring(0, name.length() - ending(file).map(String::length).orElse(0));
  }

  static boolean isGzip(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  static boolean isPair(Path file) {
    return ending(file).filter(e -> !e.startsWith(".nii")).isPresent();
  }

  /** The header that belongs to what a user named: of a pair's .img its .hdr. */
  static Path headerOf(Path file) {
    return ending(file).filter(e -> e.startsWith(".img")).isPresent()
        ? partner(file, "hdr", "header")
        : file;
  }

  /** The voxels that belong to a header without any. */
  static Path voxelsOf(Path header) {
    return partner(header, "img", "voxels");
  }

  /** One file of the pair that a user named by either: kind is hdr or img. */
  static Path pairMember(Path file, String kind) {
    return file.resolveSibling(other(file, kind) + (isGzip(file) ? ".gz" : ""));
  }

  private static Path partner(Path file, String kind, String what) {
    for (String name : new String[] {other(file, kind), other(file, kind) + ".gz"}) {
      final Path p = file.resolveSibling(name);
      if (Files.exists(p)) return p;
    }
    throw new InputException(
        file + " holds no " + what + ": the file " + other(file, kind) + " must lie beside it.");
  }

  /** The name of the other file of a pair, without .gz. */
  private static String other(Path file, String kind) {
    final String stem = stem(file), name = file.getFileName().toString();
    final boolean capital =
        name.startsWith(".HDR", stem.length()) || name.startsWith(".IMG", stem.length());
    return stem + "." + (capital ? kind.toUpperCase(Locale.ROOT) : kind);
  }
}
