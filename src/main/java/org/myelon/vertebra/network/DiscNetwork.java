package org.myelon.vertebra.network;

import java.nio.file.Path;
import java.util.Arrays;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.segment.network.UNetPatches;
import org.myelon.step.Progress;
import org.myelon.vertebra.network.DiscModel.Window;

/** A disc model that is ready to run. */
public final class DiscNetwork implements AutoCloseable {

  private final DiscModel model;
  private final PatchNetwork network;

  private DiscNetwork(DiscModel model, PatchNetwork network) {
    this.model = model;
    this.network = network;
  }

  /** A model with its network, which is closed with it. */
  public static DiscNetwork of(DiscModel model, PatchNetwork network) {
    return new DiscNetwork(model, network);
  }

  /**
   * The one that comes with Myelon.
   *
   * @throws org.myelon.step.InputException if it is missing
   */
  public static DiscNetwork builtIn(ComputeDevice device) {
    return open(null, device);
  }

  /**
   * A model in a folder.
   *
   * @param folder null for the built-in one
   * @throws org.myelon.step.InputException if a file is missing or damaged, or of another kind
   */
  public static DiscNetwork open(Path folder, ComputeDevice device) {
    final StoredModel stored = StoredModel.inOrBuiltIn(folder, DiscModel.BUILT_IN);
    final DiscModel model = stored.description(DiscModel::parse);
    return of(model, UNetPatches.open(model.architecture(), stored.weights(), device));
  }

  public DiscModel model() {
    return model;
  }

  /**
   * The heat of every pixel of a slab. Windows overlap by half; where they do, the middle of a
   * window counts more than its ends.
   *
   * @param planes as {@link CordSlab#read} gives them
   */
  HeatMaps heat(float[] planes, Progress progress) {
    final Window window = model.window();
    final int columns = window.columns(), rows = planes.length / DiscModel.PLANES / columns;
    final int[] starts = starts(planes, rows);
    final float[][] sum = new float[DiscModel.MAPS][rows * columns];
    final float[] weights = new float[rows];
    for (int i = 0; i < starts.length; i++) {
      progress.check("Finding discs", i / (double) starts.length);
      final float[] found = network.predict(cut(planes, rows, starts[i]), window.rows(), columns);
      add(found, starts[i], rows, sum, weights);
    }
    for (float[] map : sum) {
      for (int j = 0; j < map.length; j++) map[j] /= Math.max(1e-6f, weights[j / columns]);
    }
    return new HeatMaps(columns, sum);
  }

  /** First rows of the windows; together they hold all rows that show something. */
  private int[] starts(float[] planes, int rows) {
    final int columns = model.window().columns(), length = model.window().rows();
    int first = rows, last = -1;
    for (int i = 0; i < planes.length; i++)
      if (!Float.isNaN(planes[i])) {
        final int row = i / columns % rows;
        first = Math.min(first, row);
        last = Math.max(last, row);
      }
    if (last < 0) return new int[0];
    final int extent = last - first + 1;
    if (extent <= length) return new int[] {first - (length - extent) / 2};
    final int count = (int) Math.ceil((extent - length) / (length / 2.0)) + 1;
    final int[] starts = new int[count];
    for (int i = 0; i < count; i++)
      starts[i] = first + (int) ((long) i * (extent - length) / (count - 1));
    return starts;
  }

  private float[] cut(float[] planes, int rows, int start) {
    final Window window = model.window();
    final int columns = window.columns(), pixels = window.pixels();
    final float[] cut = new float[DiscModel.PLANES * pixels];
    Arrays.fill(cut, Float.NaN);
    final int from = Math.max(0, start), to = Math.min(rows, start + window.rows());
    for (int p = 0; p < DiscModel.PLANES; p++)
      System.arraycopy(
          planes,
          (p * rows + from) * columns,
          cut,
          p * pixels + (from - start) * columns,
          (to - from) * columns);
    AxialWindow.normalise(cut);
    return cut;
  }

  private void add(float[] logits, int start, int rows, float[][] sum, float[] weights) {
    final Window window = model.window();
    final int columns = window.columns();
    for (int r = 0; r < window.rows(); r++) {
      final int row = start + r;
      if (row < 0 || row >= rows) continue;
      final float weight = Math.min(r + 1, window.rows() - r);
      weights[row] += weight;
      for (int m = 0; m < DiscModel.MAPS; m++)
        for (int c = 0; c < columns; c++) {
          final double x = logits[(m * window.rows() + r) * columns + c];
          sum[m][row * columns + c] += (float) (weight / (1 + Math.exp(-x)));
        }
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
