package org.myelon.transform;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * Transform parameter files of elastix ({@code TransformParameters.0.txt}), 3-D: translation,
 * Euler, similarity, affine and B-spline, with the transforms before them that they name. S. Klein
 * et al., elastix: a toolbox for intensity-based medical image registration, IEEE Trans Med Imaging
 * 2010.
 */
public final class ElastixTransform {

  /** From RAS to LPS, the axes of elastix, and back. */
  private static final Affine FLIP = Affine.scale(-1, -1, 1);

  private ElastixTransform() {}

  /**
   * Reads a transform with all transforms before it. Another file is looked for where its name says
   * and, if the folder was moved, beside the file that names it.
   *
   * @return from points of the fixed to points of the moving image
   * @throws InputException if a file is missing, cut off, not in 3-D or of another kind
   */
  public static Transform read(Path file) {
    return read(file, new HashSet<>());
  }

  /**
   * Writes one transform: an {@link AffineTransform} as the most special kind that says it exactly,
   * or a {@link BSplineTransform}.
   *
   * @param domain the grid of the fixed image, on which transformix resamples
   * @throws InputException if it is a transform of another class, the axes of the grid are not
   *     perpendicular, or the file cannot be written
   */
  public static void write(Transform transform, Grid domain, Path file) {
    TextFile.write(file, ElastixText.of(transform, domain, file.toString()));
  }

  private static Transform read(Path path, Set<Path> seen) {
    final ElastixFile file = ElastixFile.read(path);
    if (!seen.add(path.toAbsolutePath().normalize()))
      throw file.refused("it names itself as the transform before it");
    for (String side : List.of("FixedImageDimension", "MovingImageDimension"))
      if (!file.word(side).equals("3")) throw file.refused(side + " is " + file.word(side));
    if (file.find("UseDirectionCosines").filter("false"::equals).isPresent())
      throw file.refused("it was made without the direction cosines of the images");
    if (file.find("UseBinaryFormatForTransformationParameters").filter("true"::equals).isPresent())
      throw file.refused("its parameters are in a binary file");
    final Transform own = own(file);
    final Optional<Path> before = before(file);
    if (before.isEmpty()) return own;
    final Transform first = read(before.get(), seen);
    return switch (file.find("HowToCombineTransforms").orElse("Compose")) {
      case "Compose" -> new CompositeTransform(List.of(own, first));
      case "Add" -> new Sum(first, own, domain(file));
      default -> throw file.refused("HowToCombineTransforms is neither Compose nor Add");
    };
  }

  private static Transform own(ElastixFile file) {
    final String kind = file.word("Transform");
    return kind.equals("BSplineTransform") || kind.equals("RecursiveBSplineTransform")
        ? spline(file)
        : ElastixLinear.of(file, kind);
  }

  private static BSplineTransform spline(ElastixFile file) {
    if (file.find("UseCyclicTransform").filter("true"::equals).isPresent())
      throw file.refused("its B-spline is cyclic");
    final int[] size = file.sizes("GridSize", 3);
    final double order =
        file.find("BSplineTransformSplineOrder").isPresent()
            ? file.numbers("BSplineTransformSplineOrder", 1)[0]
            : 3;
    if (order != 1 && order != 2 && order != 3)
      throw file.refused("BSplineTransformSplineOrder is " + order);
    final double points = (double) size[0] * size[1] * size[2];
    if (points > Integer.MAX_VALUE / 3) throw file.refused("its grid is too large");
    final double[] p = file.numbers("TransformParameters", 3 * (int) points);
    final double[][] mm = new double[3][(int) points];
    for (int a = 0; a < 3; a++)
      for (int i = 0; i < points; i++) mm[a][i] = p[a * (int) points + i] * FLIP.get(a, a);
    return new BSplineTransform(grid(file, "Grid", size), (int) order, mm);
  }

  /** The grid of the fixed image. */
  private static Grid domain(ElastixFile file) {
    return grid(file, "", file.sizes("Size", 3));
  }

  private static Grid grid(ElastixFile file, String prefix, int[] size) {
    final double[] spacing = file.numbers(prefix + "Spacing", 3);
    final double[] origin = file.numbers(prefix + "Origin", 3);
    final double[] columns = file.numbers(prefix + "Direction", 9);
    final double[] index =
        file.find(prefix + "Index").isPresent() ? file.numbers(prefix + "Index", 3) : new double[3];
    final double[] m = new double[12];
    for (int i = 0; i < 3; i++) {
      for (int a = 0; a < 3; a++) m[4 * i + a] = columns[3 * a + i] * spacing[a];
      m[4 * i + 3] = origin[i];
    }
    final Affine map =
        FLIP.after(new Affine(m)).after(Affine.translation(index[0], index[1], index[2]));
    if (!map.isUsable()) throw file.refused("its " + prefix + "Direction is singular");
    return new Grid(new long[] {size[0], size[1], size[2]}, map);
  }

  /** The file of the transform before; its key lost a letter in elastix 5.1. */
  private static Optional<Path> before(ElastixFile file) {
    final String name =
        Stream.of("InitialTransformParametersFileName", "InitialTransformParameterFileName")
            .flatMap(key -> file.find(key).stream())
            .findFirst()
            .orElse("NoInitialTransform");
    if (name.equals("NoInitialTransform")) return Optional.empty();
    try {
      final Path given = Path.of(name), own = file.path().toAbsolutePath();
      if (given.getFileName() == null) throw file.refused("it names the transform '" + name + "'");
      return Optional.of(
          Stream.of(own.resolveSibling(given), own.resolveSibling(given.getFileName()), given)
              .filter(Files::isRegularFile)
              .findFirst()
              .orElseThrow(
                  () -> file.refused("the transform before it, " + name + ", is not there")));
    } catch (InvalidPathException e) {
      throw file.refused("it names the transform '" + name + "'");
    }
  }

  /** Displacements added: T(p) = p + (first(p) - p) + (second(p) - p). */
  private record Sum(Transform first, Transform second, Grid domain) implements Transform {

    @Override
    public boolean apply(double[] p, double[] q) {
      final double[] a = new double[3], b = new double[3];
      if (!first.apply(p, a) || !second.apply(p, b)) return false;
      for (int i = 0; i < 3; i++) q[i] = a[i] + b[i] - p[i];
      return true;
    }

    @Override
    public Transform inverse() {
      final long[] coarse = new long[3];
      for (int a = 0; a < 3; a++) coarse[a] = Math.min(12, domain.size(a));
      return InverseTransform.within(this, domain.withSize(coarse));
    }
  }
}
