package org.myelon.register;

import java.util.List;
import org.myelon.image.Affine;

/**
 * A family of affine maps of points in mm; at zero it is the identity. Its numbers are of the size
 * of the motion in mm that they make.
 */
interface Motion {

  /** The freedoms there are: shifts, turns and scales along and about the axes. */
  List<String> FREEDOMS = List.of("Tx", "Ty", "Tz", "Rx", "Ry", "Rz", "Sx", "Sy", "Sz");

  /** How many numbers say which map. */
  int size();

  /** A map of the family. */
  Affine at(double[] numbers);

  /**
   * Scale after turn (about x, then y, then z) about a centre, and shift.
   *
   * @param freedoms which of {@link #FREEDOMS} are free
   * @param centre of turns and scales
   * @param radius the distance in mm at which a turn or scale moves as much as its number says
   */
  static Motion of(List<String> freedoms, double[] centre, double radius) {
    return new Motion() {
      @Override
      public int size() {
        return freedoms.size();
      }

      @Override
      public Affine at(double[] numbers) {
        final double[] all = new double[FREEDOMS.size()];
        for (int n = 0; n < numbers.length; n++)
          all[FREEDOMS.indexOf(freedoms.get(n))] = numbers[n];
        Affine turn = Affine.IDENTITY;
        for (int axis = 0; axis < 3; axis++) turn = turn(axis, all[3 + axis] / radius).after(turn);
        final Affine scale =
            Affine.scale(
                Math.exp(all[6] / radius), Math.exp(all[7] / radius), Math.exp(all[8] / radius));
        return about(centre, scale.after(turn), all);
      }
    };
  }

  /**
   * All affine maps.
   *
   * @param dimensions 2: those that change x and y only, by x and y; or 3
   */
  static Motion affine(int dimensions, double[] centre, double radius) {
    return new Motion() {
      @Override
      public int size() {
        return dimensions * (dimensions + 1);
      }

      @Override
      public Affine at(double[] numbers) {
        final double[] rows = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0}, shift = new double[3];
        for (int i = 0, n = 0; i < dimensions; i++) {
          shift[i] = numbers[n++];
          for (int j = 0; j < dimensions; j++) rows[4 * i + j] += numbers[n++] / radius;
        }
        return about(centre, new Affine(rows), shift);
      }
    };
  }

  private static Affine about(double[] centre, Affine linear, double[] shift) {
    return Affine.translation(centre[0] + shift[0], centre[1] + shift[1], centre[2] + shift[2])
        .after(linear)
        .after(Affine.translation(-centre[0], -centre[1], -centre[2]));
  }

  private static Affine turn(int axis, double radians) {
    final double c = Math.cos(radians), s = Math.sin(radians);
    return switch (axis) {
      case 0 -> new Affine(1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0);
      case 1 -> new Affine(c, 0, s, 0, 0, 1, 0, 0, -s, 0, c, 0);
      default -> new Affine(c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0);
    };
  }

  /**
   * How the twelve numbers of the map change with each number of the family, one row each: from the
   * maps a hundredth of a micrometre to both sides.
   */
  default double[][] derivatives(double[] numbers) {
    final double h = 1e-5;
    final double[][] rows = new double[size()][12];
    for (int n = 0; n < size(); n++) {
      final double[] more = numbers.clone(), less = numbers.clone();
      more[n] += h;
      less[n] -= h;
      final double[] high = at(more).toArray(), low = at(less).toArray();
      for (int i = 0; i < 12; i++) rows[n][i] = (high[i] - low[i]) / (2 * h);
    }
    return rows;
  }
}
