package org.myelon.segment.axial;

import java.util.Arrays;

/**
 * A square window of an axial slice with pixels of equal sides, in which one of our networks works:
 * how it is cut out of an image (training and inference share this), and how what the network finds
 * comes back. Pixels of the window run towards Left first, then towards Anterior, as the RPI view
 * does.
 *
 * @param slice of the RPI view, from 0 at the inferior end
 * @param x centre of the window in mm, see {@link AxialSlices}
 * @param y likewise
 * @param spacing of the window's pixels in mm
 * @param pixels along each side
 */
public record AxialWindow(int slice, double x, double y, double spacing, int pixels) {

  /** The slice below, the slice itself, the slice above. */
  public static final int CHANNELS = 3;

  /** The neighbours lie one slice away, and at least so many mm. */
  public static final double LEAST_NEIGHBOUR_MM = 2;

  /** Normalised values end here, on both sides. */
  public static final float CLIP = 5;

  /** A window of a model's size. */
  public static AxialWindow of(AxialModel model, int slice, double x, double y) {
    return new AxialWindow(slice, x, y, model.spacing(), model.pixels());
  }

  /** Place of pixel i along one side, in mm from the window's centre. */
  public double offset(double i) {
    return (i - (pixels - 1) / 2.0) * spacing;
  }

  /**
   * The values of one slice, or of a place between two. A pixel is the mean of what it covers where
   * it is larger than the image's voxels, else interpolated linearly.
   *
   * @return pixels x pixels values, NaN where the image has ended
   */
  public float[] cut(AxialSlices image, double at) {
    final LineWeights columns = fromImage(image, 0, x), rows = fromImage(image, 1, y);
    final float[] out = new float[pixels * pixels];
    final double[] line = new double[image.width()];
    for (int j = 0; j < pixels; j++) {
      if (!rows.contains(j)) {
        Arrays.fill(out, j * pixels, (j + 1) * pixels, Float.NaN);
        continue;
      }
      Arrays.fill(line, 0);
      final double[] weights = rows.of(j);
      for (int k = 0; k < weights.length; k++)
        image.addRow(at, rows.first(j) + k, weights[k], line);
      for (int i = 0; i < pixels; i++)
        out[j * pixels + i] = columns.contains(i) ? (float) columns.apply(i, line) : Float.NaN;
    }
    return out;
  }

  private LineWeights fromImage(AxialSlices image, int axis, double centre) {
    final double mm = image.spacing(axis);
    final int count = axis == 0 ? image.width() : image.height();
    return new LineWeights(pixels, (centre + offset(0)) / mm, spacing / mm, count);
  }

  /**
   * What the network sees: the slice between its neighbours, normalised.
   *
   * @return 3 x pixels x pixels values
   */
  public float[] input(AxialSlices image) {
    final double away = Math.max(1, LEAST_NEIGHBOUR_MM / image.spacing(2));
    final int n = pixels * pixels;
    final float[] all = new float[CHANNELS * n];
    for (int c = 0; c < CHANNELS; c++)
      System.arraycopy(cut(image, slice + (c - 1) * away), 0, all, c * n, n);
    normalise(all);
    return all;
  }

  /**
   * The normalisation of all windows, in training and afterwards: the mean of all channels becomes
   * 0, their standard deviation 1, values end at {@link #CLIP}; a place where there is no image
   * (NaN) becomes 0, and so does everything in a window without contrast.
   */
  public static void normalise(float[] window) {
    double sum = 0, squares = 0;
    int n = 0;
    for (float v : window)
      if (!Float.isNaN(v)) {
        sum += v;
        n++;
      }
    final double mean = sum / Math.max(1, n);
    for (float v : window) if (!Float.isNaN(v)) squares += (v - mean) * (v - mean);
    final double deviation = Math.sqrt(squares / Math.max(1, n));
    final boolean flat = !(deviation > 1e-6 * Math.abs(mean));
    for (int i = 0; i < window.length; i++)
      window[i] =
          flat || Float.isNaN(window[i])
              ? 0
              : (float) Math.max(-CLIP, Math.min(CLIP, (window[i] - mean) / deviation));
  }

  /**
   * Brings values of the window's pixels back to the voxels of the slice that lie in it: the mean
   * of what a voxel covers (so a probability becomes the part of the voxel that is covered), or
   * linear interpolation where voxels are smaller than the window's pixels.
   *
   * @param found pixels x pixels values
   * @param image for its grid
   * @param target values of the whole RPI view, x fastest; voxels beyond the window stay as they
   *     are
   */
  public void putBack(float[] found, AxialSlices image, float[] target) {
    final LineWeights columns = toImage(image, 0, x), rows = toImage(image, 1, y);
    final double[] line = new double[pixels];
    for (int j = 0; j < image.height(); j++) {
      if (!rows.contains(j)) continue;
      rows.read(line, j, found);
      final int start = (slice * image.height() + j) * image.width();
      for (int i = 0; i < image.width(); i++)
        if (columns.contains(i)) target[start + i] = (float) columns.apply(i, line);
    }
  }

  /**
   * Values of the window's pixels as those of a window with another centre, by linear
   * interpolation; 0 beyond this window.
   *
   * @param newX its centre in mm
   * @param newY likewise
   */
  float[] moved(float[] found, double newX, double newY) {
    final LineWeights columns = new LineWeights(pixels, (newX - x) / spacing, 1, pixels);
    final LineWeights rows = new LineWeights(pixels, (newY - y) / spacing, 1, pixels);
    final float[] out = new float[pixels * pixels];
    final double[] line = new double[pixels];
    for (int j = 0; j < pixels; j++) {
      if (!rows.contains(j)) continue;
      rows.read(line, j, found);
      for (int i = 0; i < pixels; i++)
        if (columns.contains(i)) out[j * pixels + i] = (float) columns.apply(i, line);
    }
    return out;
  }

  private LineWeights toImage(AxialSlices image, int axis, double centre) {
    final double mm = image.spacing(axis);
    final int count = axis == 0 ? image.width() : image.height();
    return new LineWeights(count, -(centre + offset(0)) / spacing, mm / spacing, pixels);
  }
}
