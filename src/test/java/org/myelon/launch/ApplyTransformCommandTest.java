package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;

/** What the command apply-transform adds to its steps: series as image and reference, facts. */
class ApplyTransformCommandTest {

  private static final int NX = 6, NY = 5, NZ = 4, VOLUMES = 3;

  private static final Affine PLACE = new Affine(-2, 0, 0, 30, 0, 2, 0, -10, 0, 0, 3, 7);

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private Path series;

  /** Volume t holds 1000 t + the number of the voxel. */
  @BeforeEach
  void writeSeries() throws Exception {
    final short[] values = new short[NX * NY * NZ * VOLUMES];
    for (int i = 0; i < values.length; i++)
      values[i] = (short) (1000 * (i / (NX * NY * NZ)) + i % (NX * NY * NZ));
    series = folder.resolve("series.nii.gz");
    Nifti.write(Volume.of(ArrayImgs.shorts(values, NX, NY, NZ, VOLUMES), PLACE, "series"), series);
    // one voxel along x, which runs to the left
    Files.writeString(
        folder.resolve("shift.txt"),
        """
        #Insight Transform File V1.0
        Transform: AffineTransform_double_3_3
        Parameters: 1 0 0 0 1 0 0 0 1 2 0 0
        FixedParameters: 0 0 0
        """);
  }

  private int apply(Object image, Object reference, String interpolation) {
    final PrintStream to = new PrintStream(said, true);
    return new Main(to, to, false)
        .run(
            List.of(
                "apply-transform",
                "image=" + image,
                "reference=" + reference,
                "transforms=" + folder.resolve("shift.txt"),
                "interpolation=" + interpolation,
                "output=" + folder.resolve("moved.nii.gz")));
  }

  private Volume moved() {
    return Nifti.read(folder.resolve("moved.nii.gz"));
  }

  /** Each volume one voxel along x, on the grid of the series. */
  @Test
  void aSeriesOntoASeries() {
    assertEquals(0, apply(series, series, "linear"), said::toString);
    final Volume moved = moved(), before = Nifti.read(series);
    assertArrayEquals(new long[] {NX, NY, NZ, VOLUMES}, moved.pixels().dimensionsAsLongArray());
    for (int t = 0; t < VOLUMES; t++) {
      final float[] a = moved.volume(t).toFloats(), b = before.volume(t).toFloats();
      for (int i = 0; i < a.length; i++)
        assertEquals(i % NX == NX - 1 ? 0 : b[i + 1], a[i], 1e-3, "volume " + t + ", voxel " + i);
    }
  }

  @Test
  void anImageOntoASeries() {
    final Path image = folder.resolve("image.nii.gz");
    Nifti.write(Nifti.read(series).volume(1), image);
    assertEquals(0, apply(image, series, "nearest"), said::toString);
    assertArrayEquals(new long[] {NX, NY, NZ}, moved().pixels().dimensionsAsLongArray());
    assertEquals(1001, moved().toFloats()[0]);
  }

  /** The label at the rim leaves the grid, the others go one voxel against x. */
  @Test
  void pointsOntoASeriesAndWhatIsLost() throws Exception {
    final Path discs = folder.resolve("discs.nii.gz");
    Nifti.write(
        PointLabels.parse("3,2,1,4:0,2,2,3:5,0,0,5", Nifti.read(series).grid()).toVolume("discs"),
        discs);
    assertEquals(0, apply(discs, series, "points"), said::toString);
    final var found = new TreeSet<String>();
    for (PointLabel p : PointLabels.of(moved()).points()) found.add(p.toString());
    assertEquals(List.of("2,2,1,4", "4,0,0,5"), List.copyOf(found));
    final String facts = Files.readString(folder.resolve("moved.nii.gz.json"));
    assertTrue(facts.contains("\"lostLabels\" : [ 3 ]"), facts);
  }

  @Test
  void pointsThatAllLeaveAreRefused() {
    final Path discs = folder.resolve("discs.nii.gz");
    Nifti.write(PointLabels.parse("0,2,2,3", Nifti.read(series).grid()).toVolume("discs"), discs);
    assertFalse(apply(discs, series, "points") == 0);
    assertTrue(said.toString().contains("No label of discs comes to lie within"), said::toString);
    assertFalse(Files.exists(folder.resolve("moved.nii.gz")));
  }

  /** A series of labels has no single point per value. */
  @Test
  void pointsOfASeriesAreRefused() {
    assertFalse(apply(series, series, "points") == 0);
    assertTrue(said.toString().contains("single 3-D volume"), said::toString);
  }
}
