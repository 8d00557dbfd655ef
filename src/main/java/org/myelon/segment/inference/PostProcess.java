package org.myelon.segment.inference;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.image.ConnectedComponents;
import org.myelon.image.Connectivity;
import org.myelon.image.Morphology;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Cleans what a network has found, each class on its own, in the order and with the neighbourhoods
 * of {@code sct_deepseg}: the largest objects (voxels joined by faces), then holes (background that
 * no path over faces, edges and corners joins with the border of the image), then small objects
 * (joined by faces and edges).
 */
public final class PostProcess {

  /** What of a soft segmentation belongs to an object, as in SCT. */
  private static final float SOFT_OBJECT = 0.001f;

  private PostProcess() {}

  /**
   * What is cleaned.
   *
   * @param largest how many objects of a class are kept, the largest first; 0 keeps all
   * @param fillHoles whether background inside an object becomes part of it
   * @param small objects below this size are removed
   */
  public record Settings(int largest, boolean fillHoles, SizeLimit small) {

    /** Nothing. */
    public static final Settings NONE = new Settings(0, false, SizeLimit.NONE);

    /**
     * @throws InputException if the number of objects is negative
     */
    public Settings {
      if (largest < 0)
        throw new InputException("The number of largest objects to keep cannot be negative.");
    }

    /** What is done, as the end of a sentence; empty if nothing is. */
    String sentence() {
      final List<String> done = new ArrayList<>();
      if (largest == 1) done.add("the largest object was kept");
      if (largest > 1) done.add("the " + largest + " largest objects were kept");
      if (fillHoles) done.add("holes were filled");
      if (!small.keepsAll()) done.add("objects below " + small + " were removed");
      return String.join(", ", done);
    }
  }

  /**
   * Cleans a mask or a label map.
   *
   * @param labels 3-D, whole numbers from 0 (the background) to 255
   * @param settings what is cleaned
   * @param progress listens, and may cancel
   * @return unsigned 8-bit, on the same grid; a hole is filled where no other class is; the labels
   *     themselves if nothing is to be done
   * @implNote op names='myelon.segment.postprocess'
   */
  public static Volume run(Volume labels, Settings settings, Progress progress) {
    if (settings.equals(Settings.NONE)) return labels;
    final float[] in = labels.toFloats();
    final byte[] out = new byte[in.length];
    int last = 0;
    for (int i = 0; i < in.length; i++) {
      last = Math.max(last, (int) in[i]);
      out[i] = (byte) in[i];
    }
    for (int label = 1; label <= last; label++) {
      progress.check("cleaning the mask", (label - 1.0) / last);
      final float[] cleaned = cleaned(in, label, labels, settings, progress.silent());
      for (int i = 0; i < out.length; i++)
        if (cleaned[i] != 0) out[i] = in[i] == 0 ? (byte) label : out[i];
        else if (in[i] == label) out[i] = 0;
    }
    return bytes(out, labels);
  }

  /**
   * Cleans a soft segmentation, whose objects are where it is at least 0.001.
   *
   * @param soft 3-D, 0 to 1
   * @param settings what is cleaned; holes cannot be filled
   * @param progress listens, and may cancel
   * @return the same values, 0 where an object was removed
   * @throws InputException if holes are to be filled
   * @implNote op names='myelon.segment.postprocessSoft'
   */
  public static Volume soft(Volume soft, Settings settings, Progress progress) {
    if (settings.fillHoles) throw noHolesInSoft();
    if (settings.equals(Settings.NONE)) return soft;
    final float[] values = soft.toFloats();
    final float[] on = new float[values.length];
    for (int i = 0; i < on.length; i++) on[i] = values[i] >= SOFT_OBJECT ? 1 : 0;
    final float[] kept = cleaned(on, 1, soft, settings, progress);
    for (int i = 0; i < values.length; i++) if (kept[i] == 0) values[i] = 0;
    return soft.withPixels(ArrayImgs.floats(values, soft.grid().size()));
  }

  static InputException noHolesInSoft() {
    return new InputException(
        "Holes cannot be filled in a soft segmentation: choose a threshold above 0.");
  }

  /** The mask of one class, cleaned. */
  private static float[] cleaned(
      float[] values, int label, Volume like, Settings settings, Progress progress) {
    final byte[] on = new byte[values.length];
    for (int i = 0; i < on.length; i++) on[i] = (byte) (values[i] == label ? 1 : 0);
    Volume mask = bytes(on, like);
    if (settings.largest > 0)
      mask = ConnectedComponents.of(mask, Connectivity.FACES, progress).largest(settings.largest);
    if (settings.fillHoles) mask = Morphology.fillHoles(mask, Connectivity.CORNERS, progress);
    if (!settings.small.keepsAll())
      mask = settings.small.apply(ConnectedComponents.of(mask, Connectivity.EDGES, progress));
    return mask.toFloats();
  }

  private static Volume bytes(byte[] values, Volume like) {
    return like.withPixels(ArrayImgs.unsignedBytes(values, like.grid().size()));
  }
}
