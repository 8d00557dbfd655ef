package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import net.imglib2.Cursor;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.myelon.command.convert.ImagePlusVolumes;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** What a command makes, and whether two entrances made the same. */
final class Results {

  private Results() {}

  /** The results of the example of a command, called directly. */
  static Map<String, Object> direct(Declaration d, Path folder) {
    return direct(d, folder, path -> Nifti.read(Path.of(path)));
  }

  /** The same on images that came through ImageJ, which knows less of a file than we do. */
  static Map<String, Object> throughImageJ(Declaration d, Path folder) {
    return direct(
        d,
        folder,
        path -> ImagePlusVolumes.toVolume(ImagePlusVolumes.toImagePlus(Nifti.read(Path.of(path)))));
  }

  private static Map<String, Object> direct(
      Declaration d, Path folder, Function<String, Volume> images) {
    final CommandCall call = new CommandCall(d);
    Subject.inputWords(d, folder).forEach((key, text) -> call.set(d.get(key), text));
    call.run(images, Progress.NONE);
    final Map<String, Object> results = new LinkedHashMap<>();
    for (DeclaredParameter p : d.outputs())
      if (call.result(p) != null) results.put(p.name(), call.result(p));
    return results;
  }

  static void assertSame(Object expected, Object actual, String what) {
    if (expected instanceof Volume v) assertSameVolume(v, (Volume) actual, what);
    else if (expected instanceof Table t) assertSameTable(t, (Table) actual, what);
    else assertEquals(expected.getClass(), actual.getClass(), what);
  }

  static void assertSameVolume(Volume expected, Volume actual, String what) {
    expected.grid().requireSame(actual.grid(), "expected " + what, "actual " + what);
    assertEquals(expected.numDimensions(), actual.numDimensions(), what);
    final Cursor<? extends RealType<?>> a = Views.flatIterable(expected.pixels()).cursor();
    final Cursor<? extends RealType<?>> b = Views.flatIterable(actual.pixels()).cursor();
    long different = 0;
    while (a.hasNext()) if (a.next().getRealFloat() != b.next().getRealFloat()) different++;
    assertEquals(0, different, "voxels of " + what + " that differ");
  }

  /** The time of the run and the source differ between entrances. */
  private static void assertSameTable(Table expected, Table actual, String what) {
    assertEquals(expected.columns(), actual.columns(), what);
    assertEquals(expected.rowCount(), actual.rowCount(), what);
    assertTrue(expected.rowCount() > 0, what + " has no row");
    for (int r = 0; r < expected.rowCount(); r++)
      for (String column : expected.columns())
        if (!column.equals("Timestamp"))
          assertEquals(expected.get(r, column), actual.get(r, column), what + " " + column);
  }
}
