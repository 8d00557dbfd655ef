package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

/** ImageJ's own commands in a macro without a screen do what the macro says, or end it. */
class HeadlessImageJTest {

  @BeforeAll
  static void prepare() {
    HeadlessImageJ.prepare(Commands.ofThisJar());
  }

  /** Value of a pixel in the first and in the second slice, which was 6 in both. */
  private static String after(String type, String commands) {
    return HeadlessImageJ.runMacro(
        "newImage('a', '"
            + type
            + " black', 5, 5, 2); run('Set...', 'value=6 stack');"
            + commands
            + "setSlice(1); a = getPixel(2, 2); setSlice(2); return '' + a + ' ' + getPixel(2, 2);",
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "32-bit, Add..., value=4 stack, 10 10",
    "32-bit, Add..., value=4, 10 6",
    "32-bit, Subtract..., value=4.5 stack, 1.5 1.5",
    "32-bit, Multiply..., value=100 stack, 600 600",
    "32-bit, Divide..., value=4 stack, 1.5 1.5",
    "32-bit, Divide..., value=0 stack, Infinity Infinity",
    "8-bit, Divide..., value=0 stack, 6 6",
    "32-bit, Min..., value=7 stack, 7 7",
    "32-bit, Max..., value=5 stack, 5 5",
    "32-bit, Macro..., 'code=v=minOf(4,v/2) stack', 3 3",
    "8-bit, AND..., value=11 stack, 2 2",
    "8-bit, OR..., value=1 stack, 7 7",
    "8-bit, XOR..., value=11 stack, 5 5",
    "32-bit, Square, stack, 36 36",
  })
  void arithmeticTakesTheValueOfTheMacro(
      String type, String command, String options, String expected) {
    assertEquals(expected, after(type, "run('" + command + "', '" + options + "');"));
  }

  /** With a new window of the Image Calculator, and Copy Place. */
  @Test
  void theRatioOfTwoImagesIsInPerCentAndInItsPlace(@TempDir Path results) throws Exception {
    HeadlessImageJ.runMacro(
        Files.readString(Path.of("macros/mtr.ijm")), Subject.FOLDER + "," + results);
    final Volume t2 = Nifti.read(Subject.file("t2")),
        made = Nifti.read(results.resolve("mtr.nii.gz"));
    t2.grid().requireSame(made.grid(), "t2", "mtr");
    final float[] a = t2.toFloats(), b = Nifti.read(Subject.file("cord")).toFloats();
    final float[] ratio = made.toFloats();
    for (int i = 0; i < a.length; i++)
      if (a[i] > 0) assertEquals(100 * (a[i] - b[i]) / a[i], ratio[i], 1e-4, "voxel " + i);
  }

  @Test
  void aFilterWithoutADialogRuns() {
    assertEquals("6 6", after("8-bit", "run('Despeckle', 'stack');"));
  }

  @ParameterizedTest
  @CsvSource({
    "Median..., radius=2 stack",
    "Gaussian Blur..., sigma=3 stack",
    "Gaussian Blur 3D..., x=2"
  })
  void aFilterWhoseDialogWouldSayMoreEndsTheMacro(String command, String options) {
    final InputException e =
        assertThrows(
            InputException.class,
            () -> after("32-bit", "run('" + command + "', '" + options + "');"));
    assertTrue(e.getMessage().contains("needs a screen"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "Multiply..., stack, value=",
    "Add..., value=ten, value=ten",
    "Macro..., code=v=minOf(4 stack, code=v=minOf(4",
    "Macro..., code=7 stack, code=7",
  })
  void aValueThatIsNoneEndsTheMacro(String command, String options, String told) {
    final InputException e =
        assertThrows(
            InputException.class,
            () -> after("32-bit", "run('" + command + "', '" + options + "');"));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }
}
