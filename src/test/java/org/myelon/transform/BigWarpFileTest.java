package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Landmarks and projects of BigWarp. */
class BigWarpFileTest {

  @TempDir Path folder;

  private static final Grid MOVING = TransformTest.oblique("SRP"),
      FIXED = TransformTest.oblique("LAI");

  /** As BigWarp writes it. */
  static final String TABLE =
      """
      "Pt-0","true","1.0","3.0","5.0","1.0","0.0","0.0"
      "Pt-1","true","11.0","3.0","5.0","11.0","0.0","0.0"
      "Pt-2","true","1.0","13.0","5.0","1.0","10.0","0.0"
      "Pt-3","true","1.0","3.0","15.0","1.0","0.0","10.0"
      "Pt-4","false","9.0","9.0","9.0","1.0","0.0","7.0"
      "Pt-5","true","Infinity","Infinity","Infinity","1.0","4.0","7.0"
      """;

  /** The same with the rest of a project around it. */
  static final String PROJECT =
      """
      {"Sources": {"0": {"uri": "imagej:///t2", "name": "t2", "isMoving": true}},
       "ViewerP": {"Sources": [true, true], "Interpolation": "nearestneighbor"},
       "Transform": {
        "type": "Affine",
        "landmarks": {"type": "BigWarpLandmarks", "numDimensions": 3,
         "movingPoints": [[1,3,5],[11,3,5],[1,13,5],[1,3,15],[9,9,9],[Infinity,Infinity,Infinity]],
         "fixedPoints": [[1,0,0],[11,0,0],[1,10,0],[1,0,10],[1,0,7],[1,4,7]],
         "active": [true,true,true,true,false,false],
         "names": ["Pt-0","Pt-1","Pt-2","Pt-3","Pt-4","Pt-5"]}}}
      """;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Worked by hand: windows count mm along the pixels from the first one. */
  @Test
  void placesInWindowsBecomePlacesInTheBody() throws IOException {
    final Path table = write("l.csv", TABLE), project = write("p.json", PROJECT);
    for (Path file : List.of(table, project)) {
      final BigWarpLandmarks read = BigWarpFile.read(file);
      assertEquals(6, read.points().size());
      assertEquals("Pt-5", read.points().get(5).name());
      assertEquals(4, read.between(MOVING, FIXED).count());
      // fixed window (4, 6, 5) is fixed voxel (4, 4, 2), and moving window (4, 9, 10) voxel (4, 6,
      // 4)
      final double[] p = FIXED.voxelToWorld().apply(4, 4, 2), q = new double[3];
      assertTrue(TransformList.read(file + "", Ends.of(MOVING, FIXED), Progress.NONE).apply(p, q));
      assertArrayEquals(MOVING.voxelToWorld().apply(4, 6, 4), q, 1e-9);
    }
    assertEquals(BigWarpKind.SPLINE, BigWarpFile.read(table).kind());
    assertInstanceOf(AffineTransform.class, BigWarpFile.read(project).transform(MOVING, FIXED));
  }

  @Test
  void whatIsWrittenIsWhatBigWarpWrites() throws IOException {
    final BigWarpLandmarks read = BigWarpFile.read(write("l.csv", TABLE));
    BigWarpFile.write(read, folder.resolve("again.csv"));
    assertEquals(TABLE, Files.readString(folder.resolve("again.csv")));
    BigWarpFile.write(read.withKind(BigWarpKind.RIGID), folder.resolve("again.json"));
    final BigWarpLandmarks back = BigWarpFile.read(folder.resolve("again.json"));
    assertEquals(BigWarpKind.RIGID, back.kind());
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(read.points().get(i).moving(), back.points().get(i).moving());
      assertArrayEquals(read.points().get(i).fixed(), back.points().get(i).fixed());
      assertEquals(read.points().get(i).active(), back.points().get(i).active());
    }
  }

  /** 27 landmarks on a bend come back to the same places within a millionth of a millimetre. */
  @ParameterizedTest
  @ValueSource(strings = {"m.csv", "m.json"})
  void landmarksGoThereAndBack(String name) {
    final double[][] from = new double[27][], to = new double[27][];
    for (int i = 0; i < 27; i++) {
      from[i] = FIXED.voxelToWorld().apply(2 + i % 3 * 9, 2 + i / 3 % 3 * 7, 1 + i / 9 * 6);
      final double[] u = TransformTest.smooth(from[i]);
      to[i] = new double[] {from[i][0] + u[0], from[i][1] + u[1], from[i][2] + u[2]};
    }
    final List<String> names = Collections.nCopies(27, "a, \"b\"");
    final Path file = folder.resolve(name);
    BigWarpFile.write(BigWarpLandmarks.of(names, new LandmarkPairs(from, to), MOVING, FIXED), file);
    final Transform spline = TransformList.read(file + "", Ends.of(MOVING, FIXED), Progress.NONE);
    final double[] q = new double[3];
    for (int i = 0; i < 27; i++) {
      assertTrue(spline.apply(from[i], q));
      assertArrayEquals(to[i], q, 1e-6);
    }
    assertTrue(spline.inverse().apply(q, q));
    assertArrayEquals(from[26], q, 0.01);
  }

  /** The kernel of BigWarp, r2 log r; the number was worked out by NumPy. */
  @Test
  void theSplineIsThatOfBigWarp() {
    final double[][] from = {{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}, {3, 3, 3}};
    final double[][] to = {{0, 0, 0}, {10, 0, 0}, {0, 10, 0}, {0, 0, 10}, {4, 3, 3}};
    final Transform t = BigWarpKind.SPLINE.fit(new LandmarkPairs(from, to));
    final double[] q = new double[3];
    assertTrue(t.apply(new double[] {5, 2, 1}, q));
    assertArrayEquals(new double[] {EXPECTED_X, 2, 1}, q, 1e-6);
  }

  private static final double EXPECTED_X = 5.67231211;

  private void assertRefused(String name, String text, String said) throws IOException {
    final Path file = write(name, text);
    final InputException e = assertThrows(InputException.class, () -> BigWarpFile.read(file));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().startsWith(file + " cannot be read as landmarks of BigWarp: "));
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }

  @Test
  void whatIsNoSuchFileIsRefusedInOneLine() throws IOException {
    assertRefused("l.csv", "\"Pt-0\",\"true\",\"1\",\"2\",\"3\",\"4\"\n", "row 1 has 6 cells");
    assertRefused("l.csv", TABLE.replace("\"3.0\",\"15.0\"", "\"x\",\"15.0\""), "'x' is no number");
    assertRefused("l.csv", TABLE.replace("\"false\"", "\"maybe\""), "neither true nor false");
    assertRefused("l.csv", TABLE.substring(0, 60), "");
    assertRefused("p.json", PROJECT.substring(0, 300), "no JSON, or cut off");
    assertRefused("p.json", "[1, 2]", "the file is no JSON object");
    assertRefused("p.json", "{\"Transform\": {}}", "landmarks is no JSON object");
    assertRefused("p.json", PROJECT.replace("Dimensions\": 3", "Dimensions\": 2"), "not in 3-D");
    assertRefused("p.json", PROJECT.replace("\"Affine\"", "\"Bent\""), "of the type 'Bent'");
    assertRefused("p.json", PROJECT.replace(",\"Pt-5\"", ""), "different lengths");
    assertRefused(
        "p.json", PROJECT.replace("\"type\": \"Affine\"", "\"mask\": {}"), "within a mask");
    final Path table = write("l.csv", TABLE);
    final InputException e =
        assertThrows(InputException.class, () -> TransformList.read(table + "", Progress.NONE));
    assertTrue(e.getMessage().contains("give both images"), e.getMessage());
    final BigWarpLandmarks few =
        BigWarpFile.read(write("few.csv", TABLE.lines().findFirst().orElseThrow()));
    assertThrows(InputException.class, () -> few.transform(MOVING, FIXED));
    assertEquals(
        Affine.IDENTITY.get(0, 0),
        ((AffineTransform) few.withKind(BigWarpKind.TRANSLATION).transform(FIXED, FIXED))
            .map()
            .get(0, 0));
  }
}
