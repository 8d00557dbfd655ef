package org.myelon.report;

import java.util.ArrayList;
import java.util.List;

/** Entries with small pictures, drawn at once. */
public final class SampleEntries {

  private SampleEntries() {}

  /** A cord with its outline, from the side and in three slices. */
  public static QcEntry cord() {
    final List<Picture> slices = new ArrayList<>();
    for (int z = 0; z < 3; z++) slices.add(picture("slice " + z, 30, 30));
    return QcEntry.of("segment-cord", "Spinal cord", "t2")
        .withPictures(picture("Along the centreline", 30, 60), slices);
  }

  /** A fixed and a moved image, which is brighter. */
  public static QcEntry registration() {
    final Picture fixed = picture("Along the centreline", 30, 60);
    final float[] bright = fixed.plane().values().clone();
    for (int i = 0; i < bright.length; i++) bright[i] = 200 - bright[i];
    return QcEntry.of("register-images", "Registration", "t2")
        .withPictures(
            fixed.withOther(
                new Picture.Other(
                    "fixed",
                    "moved",
                    new Plane(bright, 30, 1, 1, new double[] {0, 200}),
                    List.of(new Picture.Region("M12 0V60", 0)))),
            List.of());
  }

  private static Picture picture(String caption, int columns, int rows) {
    final float[] values = new float[columns * rows];
    for (int i = 0; i < values.length; i++) values[i] = i % columns * 6 + (i * 7919 % 13);
    return new Picture(
        caption,
        new Plane(values, columns, 1, 1, new double[] {0, 200}),
        "APSI",
        List.of(new Picture.Region("M10 0V" + rows + "H20V0Z", 0)),
        List.of(new Picture.Mark(2, 5, "C2", false)));
  }
}
