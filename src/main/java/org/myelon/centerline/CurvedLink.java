package org.myelon.centerline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Header.Extension;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * The link, point by point, between an image in a curved space and its source. It travels with the
 * image as a text in its header, which a NIfTI file keeps, and holds for everything that lies in
 * the same space: a part of the image, or a mask drawn on it.
 *
 * @param space from places of the curved image to the source, in mm
 * @param source the grid of the source, by which its window is found
 */
public record CurvedLink(CurvedSpace space, Grid source) {

  private static final String TITLE = "myelon curved space 1";

  /** NIfTI's code of an extension that is text for people. */
  private static final int COMMENT = 6;

  /** The link that an image carries, empty if it has none or its text was changed. */
  public static Optional<CurvedLink> of(Volume image) {
    return image.header().extensions().stream()
        .filter(CurvedLink::isLink)
        .findFirst()
        .flatMap(
            e -> parse(new String(e.content(), StandardCharsets.UTF_8).trim())); // NIfTI's zeros
  }

  private static boolean isLink(Extension e) {
    final byte[] title = TITLE.getBytes(StandardCharsets.UTF_8);
    return e.code() == COMMENT && Arrays.mismatch(title, e.content()) == title.length;
  }

  /** The image with this link instead of any it has. */
  public Volume attach(Volume image) {
    final List<Extension> all = new ArrayList<>(image.header().extensions());
    all.removeIf(CurvedLink::isLink);
    all.add(new Extension(COMMENT, text().getBytes(StandardCharsets.UTF_8)));
    return image.withHeader(image.header().withExtensions(all));
  }

  /** Whether an image lies on the grid of the source, whatever the order of its axes. */
  public boolean isSource(Grid grid) {
    return grid.reoriented(Orientation.RPI)
        .differenceFrom(source.reoriented(Orientation.RPI), Grid.TOLERANCE_MM)
        .isEmpty();
  }

  /**
   * The place in the body of a point of the curved image.
   *
   * @param curved voxel to the mm of the curved space
   * @return RAS mm, empty where the planes of a bend meet
   */
  public Optional<double[]> toSource(Affine curved, double[] voxel) {
    final double[] p = curved.apply(voxel);
    return space.apply(p, p) ? Optional.of(p) : Optional.empty();
  }

  /**
   * The point of the curved image at a place in the body.
   *
   * @param curved voxel to the mm of the curved space
   * @param world RAS mm
   * @return voxels, also outside the image; empty where the planes of a bend meet
   */
  public Optional<double[]> toCurved(Affine curved, double[] world) {
    final double[] p = world.clone();
    return space.inverse().apply(p, p) ? Optional.of(curved.inverse().apply(p)) : Optional.empty();
  }

  private String text() {
    final StringBuilder text = new StringBuilder(TITLE).append('\n');
    final double[] size = Arrays.stream(source.size()).asDoubleStream().toArray();
    text.append("source ").append(join("%.0f", size)).append('\n');
    text.append("affine ").append(join("%.9g", source.voxelToWorld().toArray())).append('\n');
    text.append("length ").append(join("%.6f", space.length())).append('\n');
    for (Frame f : space.frames()) {
      text.append(join("%.5f", f.origin())).append(' ');
      text.append(join("%.7f", f.anterior())).append(' ');
      text.append(join("%.7f", f.up())).append('\n');
    }
    return text.toString();
  }

  private static String join(String format, double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(d -> String.format(Locale.ROOT, format, d))
        .collect(Collectors.joining(" "));
  }

  private static Optional<CurvedLink> parse(String text) {
    final String[] lines = text.split("\n");
    if (lines.length < 6) return Optional.empty();
    try {
      final long[] size = Arrays.stream(numbers(lines[1], 1)).mapToLong(d -> (long) d).toArray();
      final Grid source = new Grid(size, new Affine(numbers(lines[2], 1)));
      final List<Frame> frames = new ArrayList<>();
      for (int i = 4; i < lines.length; i++) frames.add(frame(numbers(lines[i], 0)));
      final CurvedSpace space = new CurvedSpace(frames, numbers(lines[3], 1)[0]);
      return Optional.of(new CurvedLink(space, source));
    } catch (IllegalArgumentException e) { // not ours, or cut off
      return Optional.empty();
    }
  }

  private static Frame frame(double[] n) {
    if (n.length != 9) throw new IllegalArgumentException(n.length + " numbers");
    final double[] up = Vector.unit(Arrays.copyOfRange(n, 6, 9));
    return Frames.frame(Arrays.copyOf(n, 3), up, Arrays.copyOfRange(n, 3, 6));
  }

  private static double[] numbers(String line, int from) {
    return Arrays.stream(line.strip().split(" "))
        .skip(from)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
