package org.myelon.register.elastix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.register.Algorithm;
import org.myelon.register.CenterOfMass;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.RegistrationSteps;
import org.myelon.register.StepImages;
import org.myelon.register.StepPhantom;
import org.myelon.register.StepResult;
import org.myelon.register.StepSettings;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/** What another program can do wrong, by shell scripts that say they are elastix. */
@DisabledOnOs(OS.WINDOWS)
class ElastixProgramTest {

  @TempDir Path root;

  /** A name that a shell would take apart. */
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("o'ut; $HOME x"));
  }

  /** A program that answers --version and otherwise does what the script says. */
  private Path fake(String version, String script) throws IOException {
    final Path file = folder.resolve("elastix");
    Files.writeString(
        file,
        "#!/bin/sh\nif [ \"$1\" = --version ]; then "
            + version
            + "; exit 0; fi\nhere='"
            + root
            + "'\npwd > \"$here/pwd\"\n"
            + script
            + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private Path fake(String script) throws IOException {
    return fake("echo elastix version: 5.0.1", script);
  }

  private static StepResult run(Path program, Progress progress) {
    final Grid grid =
        Oblique.grid(
            "RPI",
            new long[] {20, 20, 4},
            new double[] {1, 1, 3},
            new double[] {5, -8, 12},
            new double[] {3, -20, 40});
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final Volume image = Oblique.image(grid, p -> Math.sin(toVoxel.apply(p)[0]) + 2);
    final StepSettings settings =
        StepPhantom.settings(
            Kind.IM,
            Algorithm.TRANSLATION,
            Metric.MEANSQUARES,
            List.of(new StepSettings.Level(4, 1, 0)),
            List.of(1.0, 1.0, 1.0),
            false);
    return new ElastixEngine(Elastix.find(program.toString(), Progress.NONE))
        .algorithm(settings)
        .run(
            new StepImages(grid, Map.of(Kind.IM, new Pair(image, image)), null),
            settings,
            progress);
  }

  @Test
  void itIsCitedWhereItDidAStep() throws IOException {
    final ElastixEngine engine =
        new ElastixEngine(Elastix.find(fake("exit 0").toString(), Progress.NONE));
    final String centred = "step=1,type=seg,algo=centermass";
    assertEquals(List.of(), engine.methods(RegistrationSteps.parse(centred)));
    final List<Methods> cited =
        engine.methods(RegistrationSteps.parse(centred + ":step=2,type=im,algo=rigid"));
    assertEquals(1, cited.size());
    assertTrue(cited.get(0).sentence().endsWith("were done by elastix 5.0.1."), cited::toString);
    assertEquals(2, cited.get(0).citations().size());
  }

  private static String refusal(Runnable run) {
    final String message = assertThrows(InputException.class, run::run).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void assertFolderIsGone() throws IOException {
    final String name = Files.readString(root.resolve("pwd")).strip();
    assertTrue(name.contains("myelon elastix "), name);
    assertFalse(Files.exists(Path.of(name)), name);
  }

  @Test
  void theTransformAndTheMetricAreRead() throws IOException {
    final StepResult result =
        run(
            fake(
                """
                test $# = 12 && test "$8" = map.txt && test -s fixed.nii || exit 9
                cat > out/TransformParameters.0.txt <<END
                (Transform "TranslationTransform")
                (TransformParameters 1 2 3)
                (InitialTransformParametersFileName "NoInitialTransform")
                (FixedImageDimension 3)
                (MovingImageDimension 3)
                END
                printf '1:ItNr\\t2:Metric\\t3a:Time\\t3b:StepSize\\t4:||Gradient||\\tTime[ms]\\n0\\t9.5\\t0\\t1\\t2\\t3\\n' > out/IterationInfo.0.R0.txt
                printf '1:ItNr\\t2:Metric\\t3a:Time\\t3b:StepSize\\t4:||Gradient||\\tTime[ms]\\n0\\t-8e-1\\t0\\t1\\t2\\t3\\n1\\t-0.' > out/IterationInfo.0.R1.txt
                """),
            Progress.NONE);
    assertEquals(List.of(9.5, -0.8), result.metric());
    // a shift of (-1, -2, 3) along the axes of the oblique grid
    final double[] p = {3, -20, 40}, q = new double[3], back = new double[3];
    assertTrue(result.transform().apply(p, q) && result.transform().inverse().apply(q, back));
    assertArrayEquals(p, back, 1e-9);
    assertEquals(Math.sqrt(14), Math.hypot(Math.hypot(q[0] - 3, q[1] + 20), q[2] - 40), 1e-9);
    assertFolderIsGone();
  }

  @Test
  void aFailureIsToldWithTheEndOfWhatWasSaid() throws IOException {
    final Path program =
        fake(
            """
            i=0
            while [ $i -lt 20000 ]; do echo "a line of many that nobody reads, number $i, to standard error" >&2; i=$((i+1)); done
            printf 'Description: ITK ERROR:\\tthe map is wrong\\n\\nErrors occurred!\\n' >&2
            exit 3
            """);
    assertEquals(
        "elastix failed in registration step 1 (translation) (exit code 3): 'Description: ITK"
            + " ERROR: the map is wrong'. Check the images and the parameter map.",
        refusal(() -> run(program, Progress.NONE)));
    assertFolderIsGone();
  }

  @Test
  void silenceIsToldToo() throws IOException {
    final Path program = fake("exit 0");
    assertTrue(
        refusal(() -> run(program, Progress.NONE))
            .contains("(it wrote no transform): it said nothing."));
  }

  @Test
  void aTransformThatIsCutOffIsRefused() throws IOException {
    final Path program =
        fake("echo '(Transform \"TranslationTransform\")' > out/TransformParameters.0.txt");
    assertTrue(refusal(() -> run(program, Progress.NONE)).contains("has no entry FixedImage"));
    assertFolderIsGone();
  }

  @Test
  void aKilledProgramIsTold() throws IOException {
    final Path program = fake("kill -9 $$");
    assertTrue(refusal(() -> run(program, Progress.NONE)).contains("killed by signal 9"));
    assertFolderIsGone();
  }

  /** The children of a program die with it. */
  @Test
  void cancellingKillsItAndItsChildren() throws Exception {
    final Path program = fake("sleep 600 & echo $! > \"$here/child\"; cat; wait");
    final Path child = root.resolve("child");
    final Progress cancel =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {}

          @Override
          public boolean isCancelled() {
            try {
              return Files.isRegularFile(child) && Files.size(child) > 1;
            } catch (IOException e) {
              return false;
            }
          }
        };
    assertThrows(CancelledException.class, () -> run(program, cancel));
    final long id = Long.parseLong(Files.readString(child).strip());
    for (int i = 0; i < 100 && isAlive(id); i++) Thread.sleep(50);
    assertFalse(isAlive(id));
    assertFolderIsGone();
  }

  private static boolean isAlive(long id) {
    return ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void itIsFoundByParameterVariableAndPath() throws IOException {
    final Path program = fake("exit 0");
    final Map<String, String> nothing = Map.of("PATH", root.toString());
    for (Elastix found :
        List.of(
            Elastix.find(program.toString(), nothing, Progress.NONE),
            Elastix.find(folder.toString(), nothing, Progress.NONE),
            Elastix.find("", Map.of(Elastix.VARIABLE, folder.toString()), Progress.NONE),
            Elastix.find(null, Map.of("PATH", root + ":" + folder), Progress.NONE)))
      assertEquals(new Elastix(program, "5.0.1"), found);
    final String missing = refusal(() -> Elastix.find("", nothing, Progress.NONE));
    assertTrue(missing.contains("apt-get install elastix"), missing);
    final String wrong = refusal(() -> Elastix.find(root + "/no", nothing, Progress.NONE));
    assertTrue(wrong.startsWith("There is no program elastix at " + root + "/no"), wrong);
  }

  @Test
  void onlyVersionFiveIsTaken() throws IOException {
    final Path old = fake("echo elastix version: 4.900", "exit 0");
    assertTrue(refusal(() -> Elastix.find(old + "", Progress.NONE)).contains("is elastix 4.900"));
    final Path other = fake("echo hello 5.1", "exit 0");
    assertTrue(refusal(() -> Elastix.find(other + "", Progress.NONE)).contains("does not say"));
    Files.writeString(other, "not a program");
    assertTrue(
        refusal(() -> Elastix.find(other + "", Progress.NONE)).contains("cannot be started")
            || refusal(() -> Elastix.find(other + "", Progress.NONE)).contains("does not say"));
  }

  /** Centre of mass and the like, and what goes by labels. */
  @Test
  void whatElastixDoesNotDoIsDoneByTheBuiltInEngine() throws IOException {
    final ElastixEngine engine =
        new ElastixEngine(Elastix.find(fake("exit 0") + "", Progress.NONE));
    assertInstanceOf(CenterOfMass.class, engine.algorithm(step(Kind.SEG, Algorithm.CENTERMASSROT)));
    assertInstanceOf(ElastixStep.class, engine.algorithm(step(Kind.SEG, Algorithm.BSPLINESYN)));
    assertFalse(engine.algorithm(step(Kind.LABEL, Algorithm.AFFINE)) instanceof ElastixStep);
    assertFalse(ElastixEngine.does(Algorithm.COLUMNWISE));
  }

  private static StepSettings step(Kind kind, Algorithm algorithm) {
    return StepPhantom.settings(
        kind, algorithm, Metric.MEANSQUARES, List.of(new StepSettings.Level(4, 1, 0)));
  }
}
