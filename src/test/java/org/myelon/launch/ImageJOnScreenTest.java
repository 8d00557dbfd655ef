package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.Xvfb;
import org.myelon.centerline.CurvedLink;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * The real ImageJ 1 on a screen (Xvfb), with our jar in its plugins folder: menu items, dialogs,
 * recorder and macros of all commands, in one session.
 */
class ImageJOnScreenTest {

  private static final long MINUTES = 12;

  @TempDir static Path folder;
  private static List<String> said;

  @BeforeAll
  static void runSession() throws Exception {
    Assumptions.assumeTrue(Xvfb.isThere(), "needs the Debian package xvfb");
    final Path plugins = Files.createDirectories(folder.resolve("plugins"));
    jar(Path.of("target/classes"), plugins.resolve("myelon_fiji.jar"));
    said = Xvfb.run(OnScreen.class, folder, MINUTES);
  }

  private static void jar(Path classes, Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }

  static List<Declaration> commands() {
    return Commands.ofThisJar().declarations();
  }

  private static void assertSaid(String line) {
    assertTrue(said.contains(line), () -> "not '" + line + "' but\n" + String.join("\n", said));
  }

  @Test
  void theSessionRunsToItsEnd() {
    assertSaid("session ended");
  }

  @Test
  void theRecorderWritesOneLineThatRunsAgain() {
    final List<String> recorded = said.stream().filter(l -> l.startsWith("recorded ")).toList();
    assertEquals(List.of("recorded run(\"Reorient...\", \"image=t2 orientation=RPI\");"), recorded);
  }

  /** First the planes got the point, then the source a click 3 pixels left and 4 below. */
  @Test
  void aPointInOneWindowIsSeenInTheOther() {
    final List<double[]> linked =
        said.stream()
            .filter(l -> l.startsWith("linked "))
            .map(l -> l.replace("linked ", "").replace("to ", "").split(" "))
            .map(w -> java.util.Arrays.stream(w).mapToDouble(Double::parseDouble).toArray())
            .toList();
    assertEquals(2, linked.size(), () -> String.join("\n", said));
    final Volume source = Nifti.read(Subject.file("t2"));
    final Volume planes = planes();
    final CurvedLink link = CurvedLink.of(planes).orElseThrow();
    for (double[] l : linked) {
      final double[] onPlanes = {l[0], l[1], l[2]};
      final double[] world = link.toSource(planes.voxelToWorld(), onPlanes).orElseThrow();
      final double[] there = source.voxelToWorld().inverse().apply(world);
      for (int a = 0; a < 3; a++)
        assertEquals(there[a], l[3 + a], 1.1, "voxel " + java.util.Arrays.toString(l));
    }
    assertEquals(
        List.of(20.0, 70.0, 3.0), List.of(linked.get(0)[0], linked.get(0)[1], linked.get(0)[2]));
    assertEquals(linked.get(0)[3] - 3, linked.get(1)[3], 1.1);
    assertEquals(linked.get(0)[4] + 4, linked.get(1)[4], 1.1);
  }

  private static Volume planes() {
    final Declaration d = Commands.ofThisJar().get("reslice-curved");
    final CommandCall call = new CommandCall(d);
    call.set(d.get("image"), Subject.file("t2").toString());
    call.set(d.get("segmentation"), Subject.file("cord").toString());
    call.set(d.get("slices"), "5");
    call.set(d.get("thickness"), "2");
    call.run(path -> Nifti.read(Path.of(path)), Progress.NONE);
    return (Volume) call.result(d.get("output"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasMenuItemDialogAndMacro(Declaration d) throws Exception {
    assertSaid("menu " + d.name());
    assertSaid("dialog " + d.name());
    if (d.needsScreen()) return; // its macro waits for a person, see ByHandOnScreenTest
    assertSaid("macro " + d.name());
    final List<Volume> images = new ArrayList<>();
    for (Map.Entry<String, Object> e :
        Results.throughImageJ(d, Files.createTempDirectory(folder, "again")).entrySet())
      if (e.getValue() instanceof Volume v) images.add(v);
    if (!images.isEmpty())
      Results.assertSameVolume(
          images.get(images.size() - 1),
          Nifti.read(folder.resolve(d.name() + ".nii.gz")),
          "the image of the macro");
  }

  @Test
  void theScreenShowsImageJ() throws Exception {
    for (String name : List.of("imagej", "images", "dialog", "linked")) {
      final var picture = ImageIO.read(folder.resolve(name + ".png").toFile());
      final Path kept = Files.createDirectories(Path.of("target/screenshots"));
      ImageIO.write(picture, "png", kept.resolve(name + ".png").toFile());
      long bright = 0;
      for (int y = 0; y < picture.getHeight(); y += 4)
        for (int x = 0; x < picture.getWidth(); x += 4)
          if ((picture.getRGB(x, y) & 0xff) > 50) bright++;
      assertTrue(bright > 500, name + " is black");
    }
  }
}
