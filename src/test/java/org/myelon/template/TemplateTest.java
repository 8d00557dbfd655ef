package org.myelon.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class TemplateTest {

  @TempDir Path temporary;

  private Path folder(String name) throws Exception {
    final Path folder = temporary.resolve(name);
    Files.createDirectories(folder.resolve("template"));
    Files.writeString(
        folder.resolve("template/info_label.txt"),
        "# Keyword=IndivLabels\n1, T2-weighted template, x_t2.nii.gz\n3, the cord, x_cord.nii.gz\n");
    final Grid grid = new Grid(new long[] {2, 2, 2}, Affine.scale(1, 1, 1));
    Nifti.write(
        Volume.ofBytes(new byte[8], grid, "cord"), folder.resolve("template/x_cord.nii.gz"));
    return folder;
  }

  @Test
  void isOpenedByEitherFolder() throws Exception {
    final Path folder = folder("a");
    for (Path p : new Path[] {folder, folder.resolve("template")}) {
      final Template t = Template.open(p);
      assertEquals("x_cord", t.read(Template.Part.CORD, Progress.NONE).name());
      assertEquals(folder.toAbsolutePath(), t.folder());
      assertTrue(t.has(Template.Part.CORD));
      assertFalse(t.has(Template.Part.T2));
      assertFalse(t.has(Template.Part.T1));
    }
  }

  @Test
  void whatIsMissingIsAnErrorOnlyWhenAskedFor() throws Exception {
    final Template t = Template.open(folder("a"));
    assertSays(() -> t.file(Template.Part.T2), "x_t2.nii.gz", "missing in", "Download Template");
    assertSays(() -> t.file(Template.Part.T1), "no T1-weighted image", "Download Template");
    assertSays(t::requireAtlas, "no atlas", "Download Template");
    assertSays(() -> Template.open(temporary), "is no template", "template/info_label.txt");
    assertSays(() -> Template.Part.ofContrast("flair"), "flair", "t1, t2 or t2s");
  }

  @Test
  void theFirstThatSaysSomethingDecides() throws Exception {
    final Path given = folder("given"), preferred = folder("preferred");
    final Path named = folder("named"), cached = folder("cached");
    assertEquals(given, found(given, preferred, named, cached));
    assertEquals(preferred, found(null, preferred, named, cached));
    assertEquals(named, found(null, null, named, cached));
    assertEquals(cached, found(null, null, null, cached));
    final Path nowhere = temporary.resolve("nowhere");
    assertSays(
        () -> found(null, null, null, nowhere),
        "template=FOLDER",
        "preference",
        TemplateFinder.VARIABLE,
        "Download Template",
        nowhere.toString());
    assertSays(() -> found(null, nowhere, named, cached), "nowhere", "from the preference");
    assertSays(() -> found(null, null, nowhere, cached), "nowhere", TemplateFinder.VARIABLE);
  }

  private static Path found(Path given, Path preferred, Path named, Path cached) {
    return new TemplateFinder(text(preferred), text(named), cached).find(text(given)).folder();
  }

  private static String text(Path path) {
    return path == null ? "" : path.toString();
  }

  private static void assertSays(org.junit.jupiter.api.function.Executable call, String... words) {
    final String said = assertThrows(InputException.class, call).getMessage();
    for (String word : words) assertTrue(said.contains(word), said);
    assertFalse(said.contains("\n"), said);
  }
}
