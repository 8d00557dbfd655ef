package org.myelon.centerline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Table;

/** Finds points of curved planes in the image that they were cut from, and the other way round. */
public final class LinkCurved {

  private static final List<String> COLUMNS =
      List.of(
          "curved x",
          "curved y",
          "curved z",
          "source x",
          "source y",
          "source z",
          "R [mm]",
          "A [mm]",
          "S [mm]",
          "right [mm]",
          "anterior [mm]",
          "along [mm]");

  /** Which image the voxels of the points count. */
  public enum Side {
    CURVED,
    SOURCE
  }

  private LinkCurved() {}

  /**
   * @param planes an image that {@link ResliceCurved} made, or one made from it
   * @param points "x,y,z" in voxels, fractions too, several with colons between them
   * @param from whose voxels these are
   * @return a row for each point: voxels of the planes, voxels of the source, RAS mm, and how far
   *     to the right, in front of and along the cord it is; numbers that do not exist, where the
   *     planes of a bend meet, are left out
   * @throws InputException if the image is in no curved space or the text is no list of points
   * @implNote op names='myelon.centerline.linkCurved'
   */
  public static Table run(Volume planes, String points, Side from) {
    final CurvedLink link =
        CurvedLink.of(planes)
            .orElseThrow(
                () ->
                    new InputException(
                        planes.name()
                            + " holds no curved planes; give a result of Reslice Curved, from its"
                            + " window or from a NIfTI file."));
    final Table.Builder rows = Table.withColumns(COLUMNS);
    for (String point : points.split(":", -1)) {
      final double[] voxel = parse(point, points);
      rows.row(from == Side.CURVED ? curved(planes, link, voxel) : source(planes, link, voxel));
    }
    return rows.build();
  }

  private static List<Double> curved(Volume planes, CurvedLink link, double[] voxel) {
    final double[] world = link.toSource(planes.voxelToWorld(), voxel).orElse(null);
    final double[] source =
        world == null ? null : link.source().voxelToWorld().inverse().apply(world);
    return row(voxel, source, world, planes.voxelToWorld().apply(voxel));
  }

  private static List<Double> source(Volume planes, CurvedLink link, double[] voxel) {
    final double[] world = link.source().voxelToWorld().apply(voxel);
    final double[] curved = link.toCurved(planes.voxelToWorld(), world).orElse(null);
    return row(curved, voxel, world, curved == null ? null : planes.voxelToWorld().apply(curved));
  }

  private static List<Double> row(double[]... triples) {
    final List<Double> cells = new ArrayList<>();
    for (double[] t : triples)
      if (t == null) cells.addAll(Collections.nCopies(3, null));
      else for (double d : t) cells.add(d);
    return cells;
  }

  private static double[] parse(String point, String whole) {
    final double[] p =
        Arrays.stream(point.split(",", -1)).mapToDouble(LinkCurved::number).toArray();
    if (p.length != 3 || !Arrays.stream(p).allMatch(Double::isFinite))
      throw new InputException(
          "'" + whole + "' is no list of points: write for example 20,30,0:25.5,40,0.");
    return p;
  }

  /** NaN if it is none. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
