package org.myelon.segment.ivadomed;

import java.util.List;
import java.util.Locale;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.ConnectedComponents;
import org.myelon.image.Connectivity;
import org.myelon.image.Morphology;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** What is done to the outputs of a network on the grid of the image, by the rules of ivadomed. */
public sealed interface Cleaning {

  /**
   * @param outputs one image each, x fastest; not changed
   * @param like an image on the same grid
   * @return as many images
   */
  float[][] apply(float[][] outputs, Volume like, Progress progress);

  /** As part of a sentence. */
  String words();

  /** Whether what comes out is 0 or 1. */
  default boolean decides() {
    return false;
  }

  /** Values up to a limit become 0. */
  record RemoveNoise(double limit) implements Cleaning {
    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      return mapped(outputs, v -> v > (float) limit ? v : 0);
    }

    @Override
    public String words() {
      return String.format(Locale.ROOT, "values up to %.3g were set to 0", limit);
    }
  }

  /** 1 from a threshold on, else 0. */
  record Binarize(double threshold) implements Cleaning {
    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      return mapped(outputs, v -> v >= (float) threshold ? 1 : 0);
    }

    @Override
    public String words() {
      return String.format(Locale.ROOT, "the threshold was %.3g", threshold);
    }

    @Override
    public boolean decides() {
      return true;
    }
  }

  /** 1 for the largest of the outputs and of what they leave to 1, the background. */
  record TakeLargest() implements Cleaning {
    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      final float[][] taken = new float[outputs.length][outputs[0].length];
      for (int i = 0; i < outputs[0].length; i++) {
        double best = 1;
        for (float[] output : outputs) best -= output[i];
        int winner = -1;
        for (int c = 0; c < outputs.length; c++)
          if (outputs[c][i] > best) {
            best = outputs[c][i];
            winner = c;
          }
        if (winner >= 0) taken[winner][i] = 1;
      }
      return taken;
    }

    @Override
    public String words() {
      return "each voxel got the most probable class";
    }

    @Override
    public boolean decides() {
      return true;
    }
  }

  /** The largest objects, see {@link LargestObjects}. */
  record KeepLargest(int objects) implements Cleaning {
    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      return LargestObjects.of(outputs, objects, like, progress);
    }

    @Override
    public String words() {
      return objects == 1
          ? "the largest object was kept"
          : "the " + objects + " largest objects were kept";
    }
  }

  /** 1 from one half on, and where no path over faces, edges or corners leads to the border. */
  record FillHoles() implements Cleaning {
    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      final float[][] filled = new float[outputs.length][];
      for (int c = 0; c < filled.length; c++)
        filled[c] =
            Morphology.fillHoles(
                    mask(outputs[c], 0.5, like), Connectivity.CORNERS, progress.silent())
                .toFloats();
      return filled;
    }

    @Override
    public String words() {
      return "holes were filled";
    }

    @Override
    public boolean decides() {
      return true;
    }
  }

  /**
   * Objects, joined by faces and edges, below a size become 0.
   *
   * @param least the size, one for all outputs or one for each
   * @param mm3 whether in mm³, which are rounded to voxels; else in voxels
   */
  record RemoveSmall(List<Double> least, boolean mm3) implements Cleaning {

    public RemoveSmall {
      least = List.copyOf(least);
    }

    @Override
    public float[][] apply(float[][] outputs, Volume like, Progress progress) {
      final float[][] kept = new float[outputs.length][];
      for (int c = 0; c < kept.length; c++) {
        final float[] on =
            ConnectedComponents.of(
                    mask(outputs[c], Float.MIN_VALUE, like), Connectivity.EDGES, progress.silent())
                .atLeastVoxels(voxels(least.get(c % least.size()), like))
                .toFloats();
        kept[c] = outputs[c].clone();
        for (int i = 0; i < on.length; i++) if (on[i] == 0) kept[c][i] = 0;
      }
      return kept;
    }

    private long voxels(double size, Volume like) {
      return (long)
          (mm3 ? Math.rint(size / Math.abs(like.voxelToWorld().determinant())) : Math.ceil(size));
    }

    @Override
    public String words() {
      final String sizes =
          String.join(
              ", ",
              least.stream().map(v -> v == Math.rint(v) ? "" + v.longValue() : "" + v).toList());
      return "objects below " + sizes + (mm3 ? " mm³" : " voxels") + " were removed";
    }
  }

  /** A value for a value. */
  interface PerVoxel {
    float of(float value);
  }

  private static float[][] mapped(float[][] outputs, PerVoxel rule) {
    final float[][] result = new float[outputs.length][outputs[0].length];
    for (int c = 0; c < outputs.length; c++)
      for (int i = 0; i < outputs[c].length; i++) result[c][i] = rule.of(outputs[c][i]);
    return result;
  }

  /** Where an output is at least so large. */
  static Volume mask(float[] output, double least, Volume like) {
    final byte[] on = new byte[output.length];
    for (int i = 0; i < on.length; i++) on[i] = (byte) (output[i] >= least ? 1 : 0);
    return like.withPixels(ArrayImgs.unsignedBytes(on, like.grid().size()));
  }
}
