package org.myelon.centerline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.step.InputException;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;

/**
 * A space that follows the cord, as a map of points: the place (x, y, z) lies x mm to the right of
 * the line and y mm in front of it, in the plane that is reached z mm along it. As a transform it
 * maps such places to points in RAS mm; its inverse maps points to the place whose foot on the line
 * is nearest, both ways to less than 0.001 mm within the radius of the line's bends. Where the
 * planes of a bend meet, on its inner side, it says nothing. Beyond its ends the line goes on
 * straight. Immutable, for any number of threads.
 *
 * <p>Two kinds of curved planar reformation are cuts through such spaces (A. Kanitsar, D.
 * Fleischmann, R. Wegenkittl, P. Felkel, M. E. Gröller, CPR - curved planar reformation, IEEE
 * Visualization 2002): in a <em>straightened</em> space the line is the cord's own, so that the
 * cord becomes straight; in a <em>stretched</em> one it is the cord seen along a fixed direction,
 * so that only the bends across the view are unrolled and those along it stay.
 */
public final class CurvedSpace implements Transform {

  /**
   * Distance of the frames along the line: its chords then deviate by 0.0003 mm at a bend of 100
   * mm.
   */
  private static final double STEP_MM = 0.5;

  /** Places along the line by which a projected one is measured, per mm. */
  private static final double PER_MM = 4;

  /** A line that runs along the view by more than this has no side to look at. */
  private static final double LEAST_SINE = 0.2;

  private final List<Frame> frames;
  private final double length;
  private final CordCoordinates coordinates;

  CurvedSpace(List<Frame> frames, double length) {
    this.frames = List.copyOf(frames);
    this.length = length;
    this.coordinates = CordCoordinates.along(frames, length);
  }

  /**
   * The space along the cord itself, with frames that do not twist about it ({@link
   * Frames#minimalTwist}); on average over the line, y points to the front.
   *
   * @throws InputException if the line is a single point
   */
  public static CurvedSpace straightened(Centerline line) {
    final double length = requireLine(line);
    final int steps = steps(length);
    final List<Frame> frames =
        Frames.minimalTwist(
            line,
            IntStream.rangeClosed(0, steps).mapToDouble(i -> line.placeAt(i * length / steps)));
    final double turn = meanTurn(frames);
    return new CurvedSpace(frames.stream().map(f -> f.turned(turn)).toList(), length);
  }

  /** By how many degrees frames have to be turned to look to the front on average. */
  private static double meanTurn(List<Frame> frames) {
    double sine = 0, cosine = 0;
    for (Frame f : frames) {
      final double[] front = Frames.anterior(f.origin(), f.up()).anterior();
      cosine += Vector.dot(front, f.anterior());
      sine -= Vector.dot(front, f.right());
    }
    return Math.toDegrees(Math.atan2(sine, cosine));
  }

  /**
   * The space along the cord as it is seen along a fixed direction, which is y turned by the angle:
   * all bends along that direction stay as they are. The line of the space lies in the middle of
   * these bends.
   *
   * @param degrees of the direction from y about the line from the cord's lower to its upper end,
   *     positive to the left
   * @throws InputException if the line is a single point or runs along the direction
   */
  public static CurvedSpace stretched(Centerline line, double degrees) {
    requireLine(line);
    final double[] first = line.point(line.firstSlice()), last = line.point(line.lastSlice());
    final Frame chord = Frames.anterior(first, Vector.unit(Vector.minus(last, first)));
    return new Projection(line, chord.turned(degrees).anterior()).space(degrees);
  }

  private static double requireLine(Centerline line) {
    if (!(line.length() > 0))
      throw new InputException(
          "The centreline is a single point; give a mask or points in at least two slices.");
    return line.length();
  }

  private static int steps(double length) {
    return (int) Math.ceil(length / STEP_MM);
  }

  /** The line put into the plane across a direction, in the middle of its extent. */
  private record Projection(Centerline line, double[] direction) {

    CurvedSpace space(double degrees) {
      final int count = (int) Math.ceil(line.length() * PER_MM) + 1;
      final double[] places = new double[count], lengths = new double[count];
      double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        places[i] = line.placeAt(i * line.length() / (count - 1));
        final double depth = Vector.dot(line.pointAt(places[i]), direction);
        least = Math.min(least, depth);
        most = Math.max(most, depth);
        if (i > 0)
          lengths[i] =
              lengths[i - 1]
                  + Vector.norm(Vector.minus(point(places[i], 0), point(places[i - 1], 0)));
      }
      final double middle = (least + most) / 2, length = lengths[count - 1];
      final int steps = steps(length);
      final List<Frame> frames = new ArrayList<>();
      for (int i = 0, j = 0; i <= steps; i++) {
        final double at = i * length / steps;
        while (j < count - 2 && lengths[j + 1] < at) j++;
        final double part = (at - lengths[j]) / (lengths[j + 1] - lengths[j]);
        final double place = places[j] + part * (places[j + 1] - places[j]);
        frames.add(Frames.frame(point(place, middle), up(place), direction).turned(-degrees));
      }
      return new CurvedSpace(frames, length);
    }

    /** The point of the line at this depth along the direction. */
    private double[] point(double place, double depth) {
      final double[] p = line.pointAt(place);
      return Vector.plus(p, depth - Vector.dot(p, direction), direction);
    }

    private double[] up(double place) {
      final double[] t = line.tangentAt(place);
      final double[] up = Vector.plus(t, -Vector.dot(t, direction), direction);
      if (Vector.norm(up) < LEAST_SINE)
        throw new InputException(
            "The cord runs along the direction of view; take another angle or mode=straightened.");
      return Vector.unit(up);
    }
  }

  /** Length of the line in mm: the end of z; it begins at 0. */
  public double length() {
    return length;
  }

  /** The frames at even distances along the line, from z = 0 to its end. */
  public List<Frame> frames() {
    return frames;
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    return coordinates.toWorld(p, q);
  }

  @Override
  public Transform inverse() {
    final CurvedSpace space = this;
    return new PairedTransform(
        new Transform() {
          @Override
          public boolean apply(double[] p, double[] q) {
            return coordinates.toLocal(p, q);
          }

          @Override
          public Transform inverse() {
            return space;
          }
        },
        space);
  }
}
