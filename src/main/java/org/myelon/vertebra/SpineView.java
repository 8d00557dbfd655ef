package org.myelon.vertebra;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedSpace;
import org.myelon.image.Affine;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * A subject's image along its cord.
 *
 * @param line of the cord, on the RPI-oriented grid of the image
 * @param space mm to the right of the cord, before it and along it
 * @param slab the spine from the side
 */
record SpineView(Volume image, Centerline line, CurvedSpace space, SagittalSlab slab) {

  /** How far beyond the ends of the cord discs are looked for, mm. */
  private static final double BEYOND = 8;

  static SpineView of(Volume image, Centerline line, Progress progress) {
    final CurvedSpace space = CurvedSpace.straightened(line);
    return new SpineView(
        image,
        line,
        space,
        SagittalSlab.of(image, space, -BEYOND, space.length() + BEYOND, progress));
  }

  /** The candidate with its tip on the midline; none where there is no such place. */
  Optional<DiscCandidate> candidate(double arc, double front, double confidence) {
    final double[] tip = new double[3];
    return space.apply(new double[] {0, front, arc}, tip)
        ? Optional.of(new DiscCandidate(arc, tip, confidence, Double.NaN))
        : Optional.empty();
  }

  /** mm along the cord of a point in RAS mm; NaN if it has no such place. */
  double arc(double[] point) {
    final Transform toPlace = space.inverse();
    final double[] p = new double[3];
    return toPlace.apply(point, p) ? p[2] : Double.NaN;
  }

  /** The stored slice along the body in which the cord is beside a disc. */
  long slice(DiscCandidate disc) {
    final Affine toVoxel = image.grid().voxelToWorld().inverse();
    final double place = line.extendedPlaceAt(disc.arc());
    final double[] voxel =
        toVoxel.apply(line.grid().voxelToWorld().apply(0, 0, Math.max(0, Math.min(last(), place))));
    final Orientation own = image.orientation();
    return Math.round(voxel[own.axisOf(2)]);
  }

  private int last() {
    return line.grid().extent(2) - 1;
  }

  /** The slices of discs from the top down, with commas. */
  String slices(Collection<DiscCandidate> discs) {
    return discs.stream()
        .sorted(Comparator.comparingDouble(DiscCandidate::arc).reversed())
        .map(d -> Long.toString(slice(d)))
        .collect(Collectors.joining(", "));
  }
}
