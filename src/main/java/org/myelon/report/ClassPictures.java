package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Pictures of an image with what a model found in it, each class outlined in its colour: along what
 * was found and across it.
 */
public final class ClassPictures {

  private static final float FOUND = 0.5f;

  private final Volume image;
  private final Map<Integer, Volume> masks;
  private final Map<Integer, String> names;
  private final Volume all;

  private ClassPictures(
      Volume image, Map<Integer, Volume> masks, Map<Integer, String> names, Volume all) {
    this.image = image;
    this.masks = masks;
    this.names = names;
    this.all = all;
  }

  /**
   * @param image 3-D, any orientation
   * @param found on the same grid: values of classes, or probabilities of one class or of all
   * @param names value of a class to its name
   */
  public static ClassPictures of(Volume image, Volume found, Map<Integer, String> names) {
    final Map<Integer, Volume> masks = new TreeMap<>();
    final List<Integer> values = new ArrayList<>(new TreeMap<>(names).keySet());
    final Volume rpi = image.reoriented(Orientation.RPI);
    final float[] union = new float[(int) rpi.grid().voxelCount()];
    final boolean series = found.numDimensions() > 3;
    final float[] labels = series ? null : found.reoriented(Orientation.RPI).toFloats();
    for (int c = 0; c < values.size(); c++) {
      final float[] p =
          series ? found.volume(c).reoriented(Orientation.RPI).toFloats() : labels.clone();
      final int value = values.get(c);
      if (!series && !isSoft(labels))
        for (int i = 0; i < p.length; i++) p[i] = labels[i] == value ? 1 : 0;
      for (int i = 0; i < p.length; i++) union[i] = Math.max(union[i], p[i] > FOUND ? 1 : 0);
      masks.put(value, mask(rpi, p));
    }
    return new ClassPictures(rpi, masks, names, mask(rpi, union));
  }

  private static boolean isSoft(float... values) {
    for (float v : values) if (v != Math.rint(v)) return true;
    return false;
  }

  private static Volume mask(Volume like, float... values) {
    return like.withPixels(ArrayImgs.floats(values, like.grid().size()));
  }

  /** The entry with these pictures; without, if too little was found to be followed. */
  public QcEntry addTo(QcEntry entry) {
    QcEntry named = entry;
    for (Map.Entry<Integer, String> n : new TreeMap<>(names).entrySet())
      named = named.withFact("class " + n.getKey(), n.getValue());
    final Centerline line;
    try {
      line = FitCenterline.run(all, FitCenterline.Settings.defaults(), Progress.NONE);
    } catch (InputException e) {
      return named.withFact("pictures", "none: " + e.getMessage());
    }
    final CordViews views = new CordViews(image.grid(), line);
    final Sampler pixels = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    final List<Picture> pictures = new ArrayList<>();
    pictures.add(picture("Along what was found", "APSI", views.sagittal(), pixels));
    for (int slice : views.slices())
      pictures.add(picture("slice " + slice, "RLAP", views.axial(slice), pixels));
    final double[] window = Plane.windowOf(pictures.stream().map(Picture::plane).toList());
    pictures.replaceAll(p -> p.withWindow(window));
    return named.withPictures(pictures.get(0), pictures.subList(1, pictures.size()));
  }

  private Picture picture(String caption, String sides, CordViews.View view, Sampler pixels) {
    final List<Picture.Region> regions = new ArrayList<>();
    masks.forEach(
        (value, mask) -> {
          final String path =
              Contour.path(view.of(Sampler.of(mask, Interpolation.LINEAR, Progress.NONE)));
          if (!path.isEmpty()) regions.add(new Picture.Region(path, masks.size() == 1 ? 0 : value));
        });
    return new Picture(caption, view.of(pixels), sides, regions, List.of());
  }
}
