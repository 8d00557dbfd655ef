package org.myelon.command.convert;

import ij.ImageListener;
import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.RoiListener;
import ij.process.FloatPolygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.centerline.CurvedLink;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;

/**
 * Keeps the points of a window with curved planes and those of the windows on its source's grid at
 * the same places: set or moved in one, they are set in the others, which go to the slice. Listens
 * until the window with the planes is closed.
 */
final class LinkedPoints implements RoiListener, ImageListener {

  private static final String LINK = "myelon.curvedLink";

  private final ImagePlus planes;
  private final CurvedLink link;

  /** Whether it is we who set points now. */
  private boolean setting;

  private LinkedPoints(ImagePlus planes, CurvedLink link) {
    this.planes = planes;
    this.link = link;
  }

  /** Keeps the link with an image, for commands and for {@link #listen}. */
  static void keep(CurvedLink link, ImagePlus image) {
    image.setProperty(LINK, link);
  }

  /** The link that an image was given, empty if it is no curved one. */
  static Optional<CurvedLink> of(ImagePlus image) {
    return Optional.ofNullable((CurvedLink) image.getProperty(LINK));
  }

  /** Begins to listen if the image is a curved one and has a window. */
  static void listen(ImagePlus image) {
    if (image.getWindow() == null) return;
    of(image)
        .ifPresent(
            link -> {
              final LinkedPoints listener = new LinkedPoints(image, link);
              Roi.addRoiListener(listener);
              ImagePlus.addImageListener(listener);
            });
  }

  @Override
  public void roiModified(ImagePlus image, int event) {
    if (setting || image == null || event == DELETED) return;
    if (!(image.getRoi() instanceof PointRoi points)) return;
    setting = true;
    try {
      if (image == planes) {
        for (ImagePlus open : OpenImages.all())
          grid(open).filter(link::isSource).ifPresent(g -> show(toSource(points, g), open));
      } else
        grid(image)
            .filter(g -> of(image).isEmpty() && link.isSource(g))
            .ifPresent(g -> show(toPlanes(points, image, g), planes));
    } finally {
      setting = false;
    }
  }

  private List<double[]> toSource(PointRoi points, Grid source) {
    final List<double[]> found = new ArrayList<>();
    final Affine curved = ImagePlusGeometry.affine(planes);
    for (double[] p : voxels(points, planes))
      link.toSource(curved, p).map(source.voxelToWorld().inverse()::apply).ifPresent(found::add);
    return found;
  }

  private List<double[]> toPlanes(PointRoi points, ImagePlus image, Grid source) {
    final List<double[]> found = new ArrayList<>();
    final Affine curved = ImagePlusGeometry.affine(planes);
    for (double[] p : voxels(points, image))
      link.toCurved(curved, source.voxelToWorld().apply(p)).ifPresent(found::add);
    return found;
  }

  /** The grid of an image, empty if its place is unknown. */
  private static Optional<Grid> grid(ImagePlus image) {
    try {
      final long[] size = {image.getWidth(), image.getHeight(), image.getNSlices()};
      return Optional.of(new Grid(size, ImagePlusGeometry.affine(image)));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  /** The points in voxels; ImageJ counts from the centre of a pixel, too. */
  private static List<double[]> voxels(PointRoi points, ImagePlus image) {
    final List<double[]> voxels = new ArrayList<>();
    final FloatPolygon places = points.getFloatPolygon();
    for (int i = 0; i < places.npoints; i++) {
      final int position = points.getPointPosition(i);
      final int z = position == 0 ? image.getZ() : image.convertIndexToPosition(position)[1];
      voxels.add(new double[] {places.xpoints[i], places.ypoints[i], z - 1});
    }
    return voxels;
  }

  /** Points that lie beside all slices are shown on the nearest one, others outside not at all. */
  private static void show(List<double[]> voxels, ImagePlus image) {
    final PointRoi points = new PointRoi();
    for (double[] v : voxels) {
      final int z = (int) Math.max(0, Math.min(image.getNSlices() - 1, Math.round(v[2])));
      if (!isInside(v[0], image.getWidth()) || !isInside(v[1], image.getHeight())) continue;
      image.setZ(z + 1);
      points.addPoint(v[0], v[1], image.getCurrentSlice());
    }
    if (points.size() == 0) image.deleteRoi();
    else image.setRoi(points);
  }

  private static boolean isInside(double pixel, int size) {
    return pixel >= -0.5 && pixel <= size - 0.5;
  }

  @Override
  public void imageClosed(ImagePlus image) {
    if (image != planes) return;
    Roi.removeRoiListener(this);
    ImagePlus.removeImageListener(this);
  }

  @Override
  public void imageOpened(ImagePlus image) {}

  @Override
  public void imageUpdated(ImagePlus image) {}
}
