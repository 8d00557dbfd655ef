package org.myelon.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import org.junit.jupiter.api.Test;
import org.myelon.command.convert.ImagePlusVolumes;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.step.InputException;

/** Against stand-ins for the classes of BigWarp, see {@link bigwarp.BigWarp}. */
class OpenBigWarpTest {

  private static final Grid GRID =
      Oblique.grid(
          "AIL",
          new long[] {4, 5, 6},
          new double[] {1, 1.5, 2.5},
          new double[] {12, -20, 8},
          new double[] {12, -30, 45});

  private static ImagePlus window(String title) {
    return ImagePlusVolumes.toImagePlus(Oblique.randomImage(GRID, 1).withName(title));
  }

  private static String refusal(ClassLoader loader, String title) {
    final String message =
        assertThrows(
                InputException.class,
                () -> new BigWarp(loader).open(window(title), window("fixed"), ""))
            .getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }

  @Test
  void bigWarpIsOpenedOnTheImagesWithTheirLandmarks() {
    new BigWarp(getClass().getClassLoader()).open(window("moving"), window("fixed"), "marks.csv");
    final bigwarp.BigWarp opened = bigwarp.BigWarp.LAST.get();
    assertEquals("moving", opened.data.moving().getTitle());
    assertEquals("fixed", opened.data.target().getTitle());
    assertEquals("marks.csv", opened.landmarks);
    assertNotNull(opened.options);
    new BigWarp(getClass().getClassLoader()).open(window("moving"), window("fixed"), "");
    assertNull(bigwarp.BigWarp.LAST.get().landmarks);
  }

  @Test
  void withoutBigWarpItSaysWhereToGetIt() {
    assertTrue(
        refusal(ClassLoader.getPlatformClassLoader(), "moving").startsWith("BigWarp is not here"));
  }

  @Test
  void whatBigWarpRefusesIsTold() {
    final String message = refusal(getClass().getClassLoader(), "bad");
    assertTrue(message.contains("could not be opened (two lines)"), message);
  }

  /** What BigWarp reads of a window; its landmarks count from there. */
  @Test
  void windowsHaveTheirVoxelSizeAndNoOrigin() {
    final Calibration c = window("w").getCalibration();
    assertArrayEquals(
        new double[] {1, 1.5, 2.5, 0, 0, 0},
        new double[] {c.pixelWidth, c.pixelHeight, c.pixelDepth, c.xOrigin, c.yOrigin, c.zOrigin},
        1e-9);
  }
}
