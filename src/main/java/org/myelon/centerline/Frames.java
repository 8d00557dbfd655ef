package org.myelon.centerline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Frames at the points of a centreline, from its lowest slice up. */
public final class Frames {

  private static final double[] ANTERIOR = {0, 1, 0};

  private Frames() {}

  /**
   * Frames whose second axis points as straight to the front as the plane allows, as SCT's: the
   * world's anterior axis without its part along the line.
   */
  public static List<Frame> anterior(Centerline line) {
    final List<Frame> frames = new ArrayList<>();
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) frames.add(anterior(line, s));
    return Collections.unmodifiableList(frames);
  }

  /** Such a frame at a place between two slices. */
  static Frame anterior(Centerline line, double place) {
    return anterior(line.pointAt(place), line.tangentAt(place));
  }

  /** Such a frame at a point, about a direction of length 1. */
  static Frame anterior(double[] origin, double[] up) {
    return frame(origin, up, ANTERIOR);
  }

  /**
   * Frames that do not rotate about the line: each is the one below it, turned only as the line
   * bends. The lowest one is that of {@link #anterior}.
   *
   * <p>Source: double reflection, W. Wang, B. Jüttler, D. Zheng, Y. Liu, Computation of rotation
   * minimizing frames, ACM Trans. Graph. 27 (2008) 2; error of fourth order in the step.
   */
  public static List<Frame> minimalTwist(Centerline line) {
    return minimalTwist(
        line, IntStream.rangeClosed(line.firstSlice(), line.lastSlice()).asDoubleStream());
  }

  /** Such frames at places of the line, from the first place on. */
  static List<Frame> minimalTwist(Centerline line, DoubleStream places) {
    final List<Frame> frames = new ArrayList<>();
    places.forEachOrdered(
        place -> {
          final double[] point = line.pointAt(place), up = line.tangentAt(place);
          frames.add(
              frames.isEmpty()
                  ? frame(point, up, ANTERIOR)
                  : moved(frames.get(frames.size() - 1), point, up));
        });
    return Collections.unmodifiableList(frames);
  }

  private static Frame moved(Frame below, double[] point, double[] up) {
    final double[] step = Vector.minus(point, below.origin());
    final double[] anterior = reflect(below.anterior(), step);
    final double[] second = Vector.minus(up, reflect(below.up(), step));
    return frame(point, up, reflect(anterior, second));
  }

  private static double[] reflect(double[] v, double[] normal) {
    final double length = Vector.dot(normal, normal);
    return length == 0 ? v : Vector.plus(v, -2 * Vector.dot(v, normal) / length, normal);
  }

  /** The frame whose anterior axis is nearest to a direction. */
  static Frame frame(double[] origin, double[] up, double[] front) {
    final double[] anterior = Vector.unit(Vector.plus(front, -Vector.dot(front, up), up));
    return new Frame(origin, Vector.cross(anterior, up), anterior, up);
  }
}
