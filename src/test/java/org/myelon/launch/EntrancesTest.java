package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ij.measure.ResultsTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.command.MeasureShapeCommand;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Table;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.plugin.Parameter;

/** The example of every command through every entrance that needs no screen: all do the same. */
class EntrancesTest {

  private static final Commands COMMANDS = Commands.ofThisJar();
  private static Context context;

  @TempDir Path folder;

  @BeforeAll
  static void startSciJava() {
    context = new Context();
    HeadlessImageJ.prepare(COMMANDS);
  }

  @AfterAll
  static void stopSciJava() {
    context.dispose();
  }

  static Stream<Declaration> commands() {
    return COMMANDS.declarations().stream();
  }

  static Stream<Declaration> commandsForAnyone() {
    return commands().filter(d -> !d.needsScreen());
  }

  static Stream<Declaration> commandsForAPerson() {
    return commands().filter(Declaration::needsScreen);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isDeclaredInFull(Declaration d) {
    assertTrue(d.name().matches("[a-z][a-z0-9-]*"), d.name());
    assertTrue(d.menuPath().startsWith("Plugins>Spinal Cord>"), d.menuPath());
    assertTrue(d.menuLabel().endsWith("..."), d.menuLabel());
    assertTrue(d.description().endsWith("."), d.description());
    assertTrue(!d.example().isEmpty(), "an example");
    for (DeclaredParameter p : d.parameters())
      assertTrue(p.description().endsWith("."), p.name() + ": " + p.description());
    for (DeclaredParameter p : d.inputs())
      assertFalse(
          p.field().getAnnotation(Parameter.class).persist(),
          p.name() + " would be remembered from an earlier call");
    for (DeclaredParameter p : d.inputs())
      assertTrue(
          p.isImage() || p.isFile() || p.defaultValue() != null, p.name() + " needs a default");
    assertEquals(
        1, commands().filter(c -> c.menuLabel().equals(d.menuLabel())).count(), "unique label");
  }

  @ParameterizedTest
  @MethodSource("commandsForAnyone")
  void runsFromTheShell(Declaration d) throws Exception {
    final Map<String, Object> expected = Results.direct(d, newFolder("direct"));
    final Map<String, String> words = Subject.shellWords(d, newFolder("shell"));
    final List<String> line = new ArrayList<>(List.of(d.name()));
    words.forEach((key, value) -> line.add(key + "=" + value));
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final int code =
        new Main(new PrintStream(out, true), new PrintStream(err, true), false).run(line);
    assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
    for (DeclaredParameter p : d.outputs()) {
      final String file = words.get(p.name());
      if (file == null) continue;
      assertTrue(Files.exists(Path.of(file + ".json")), "sidecar of " + file);
      if (p.isImage())
        Results.assertSame(expected.get(p.name()), Nifti.read(Path.of(file)), p.name());
      else assertTrue(Files.readAllLines(Path.of(file)).size() > 1, file);
    }
  }

  @ParameterizedTest
  @MethodSource("commandsForAnyone")
  void runsUnderSciJava(Declaration d) throws Exception {
    final Map<String, Object> expected = Results.direct(d, newFolder("direct"));
    final Map<String, Object> inputs =
        new LinkedHashMap<>(Subject.inputWords(d, newFolder("scijava")));
    final Module done = context.service(CommandService.class).run(d.type(), true, inputs).get();
    assertNotNull(done, "the run was refused");
    for (String name : expected.keySet())
      Results.assertSame(expected.get(name), done.getOutput(name), name);
    for (Path file : ((SpinalCordCommand) done.getDelegateObject()).files())
      assertTrue(
          Files.readString(Path.of(file + ".json")).contains(d.name()), "sidecar of " + file);
  }

  /** The tests have no screen; these commands have tests of their own with one. */
  @ParameterizedTest
  @MethodSource("commandsForAPerson")
  void saysThatItNeedsAScreen(Declaration d) throws Exception {
    assertRefused(d, Subject.shellWords(d, newFolder("no-screen")), "needs a screen");
    final Map<String, Object> words =
        new LinkedHashMap<>(Subject.inputWords(d, newFolder("scijava")));
    final Future<?> run = context.service(CommandService.class).run(d.type(), true, words);
    assertThrows(ExecutionException.class, run::get);
  }

  @Test
  void registrationSaysWhatToDoWithoutLabelsOrTheTemplatesImage() {
    final Declaration register = COMMANDS.get("register-to-template");
    final Map<String, String> words = new LinkedHashMap<>();
    words.put("image", Subject.file("t2").toString());
    words.put("segmentation", Subject.file("cord").toString());
    words.put("template", "test-data/template");
    words.put("output", folder.resolve("registered").toString());
    assertRefused(register, words, "needs labels");
    words.put("discs", Subject.file("discs").toString());
    words.put("contrast", "t1");
    assertRefused(register, words, "take contrast=cord");
    assertFalse(Files.exists(folder.resolve("registered")));
  }

  @Test
  void savingAnImageLeavesItsProvenanceAndNeverItselfOverwritten() throws Exception {
    final Path copy = folder.resolve("copy.nii.gz");
    Files.copy(Subject.file("cord"), copy);
    final byte[] before = Files.readAllBytes(copy);
    final Declaration save = COMMANDS.get("save-nifti");
    assertRefused(
        save, Map.of("image", copy.toString(), "path", copy.toString()), "overwrite an input");
    assertArrayEquals(before, Files.readAllBytes(copy));
    final Path saved = folder.resolve("saved.nii.gz");
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final PrintStream to = new PrintStream(said, true);
    assertEquals(
        0,
        new Main(to, to, false).run(List.of("save-nifti", "image=" + copy, "path=" + saved)),
        said::toString);
    assertTrue(Files.readString(Path.of(saved + ".json")).contains("sha256"));
  }

  /** SciJava can remember the inputs of earlier calls: a script must not depend on these. */
  @Test
  void whatAScriptLeavesOutHasItsDefault() throws Exception {
    final CommandService service = context.service(CommandService.class);
    final String cord = Subject.file("cord").toString();
    final Object slices =
        service
            .run(MeasureShapeCommand.class, true, "segmentation", cord, "slices", "20:30")
            .get()
            .getOutput("table");
    assertEquals(11, ((Table) slices).rowCount());
    final Object all =
        service.run(MeasureShapeCommand.class, true, "segmentation", cord).get().getOutput("table");
    assertTrue(((Table) all).rowCount() > 100, "only the slices of the call before");
  }

  @ParameterizedTest
  @MethodSource("commandsForAnyone")
  void runsInAMacro(Declaration d) throws Exception {
    final Map<String, Object> expected = Results.throughImageJ(d, newFolder("direct"));
    final Path saved = newFolder("macro").resolve("result.nii.gz");
    final StringBuilder macro = new StringBuilder();
    for (String name : Subject.NAMES)
      macro.append("run(\"Open NIfTI...\", \"path=[" + Subject.file(name) + "]\");\n");
    final String options = Subject.macroOptions(d, saved.getParent());
    macro.append("run(\"" + d.menuLabel() + "\", \"" + options + "\");\n");
    final boolean makesImage = expected.values().stream().anyMatch(Volume.class::isInstance);
    if (makesImage) macro.append("run(\"Save NIfTI...\", \"path=[" + saved + "]\");\n");
    HeadlessImageJ.runMacro(macro.toString(), "");
    Volume last = null;
    for (Object result : expected.values()) {
      if (result instanceof Volume v) last = v;
      if (result instanceof Table t)
        assertEquals(t.rowCount(), ResultsTable.getResultsTable().size(), "rows in ImageJ");
    }
    if (makesImage) Results.assertSameVolume(last, Nifti.read(saved), "the current image");
  }

  /** A user's mistake is one line that names what is wrong, in every entrance. */
  @ParameterizedTest
  @MethodSource("commands")
  void refusesWhatItCannotDo(Declaration d) throws Exception {
    for (DeclaredParameter p : d.inputs()) {
      if (!p.isImage() || !p.required()) continue;
      final Map<String, String> words = Subject.shellWords(d, newFolder("refused-" + p.name()));
      words.remove(p.name());
      assertRefused(d, words, p.name());
      words.put(p.name(), "nowhere.nii.gz");
      assertRefused(d, words, "nowhere.nii.gz");
      words.put(p.name(), folder.toString());
      assertRefused(d, words, "folder");
      if (!p.name().equals("segmentation")) continue;
      final Volume cord = Nifti.read(Subject.file("cord"));
      final Path empty = folder.resolve("empty.nii.gz");
      final byte[] nothing = new byte[Math.toIntExact(cord.grid().voxelCount())];
      Nifti.write(Volume.ofBytes(nothing, cord.grid(), "empty"), empty);
      words.put(p.name(), empty.toString());
      assertRefused(d, words, "empty");
    }
    final Map<String, String> unknown = Subject.shellWords(d, newFolder("unknown"));
    unknown.put("colour", "red");
    assertRefused(d, unknown, "colour");
  }

  /** A single picture and a stack in colour are open in ImageJ often enough, but are no volumes. */
  @ParameterizedTest
  @MethodSource("commands")
  void aMacroStopsAtAPictureOrAtColours(Declaration d) {
    final Optional<DeclaredParameter> image =
        d.inputs().stream().filter(p -> p.isImage() && p.required()).findFirst();
    if (image.isEmpty()) return;
    final Map<String, String> pictures =
        Map.of(
            "flat", "newImage(\"flat\", \"8-bit ramp\", 10, 10, 1);",
            "colour",
                "newImage(\"colour\", \"RGB ramp\", 10, 10, 5); setVoxelSize(1, 1, 1, \"mm\");");
    pictures.forEach(
        (title, made) -> {
          final Map<String, String> words = new LinkedHashMap<>(ExampleWords.forMacro(d));
          words.replaceAll(
              (key, value) -> d.get(key).isImage() ? Subject.file(value).toString() : value);
          words.put(image.get().name().toLowerCase(), title);
          final StringBuilder options = new StringBuilder();
          words.forEach((k, v) -> options.append(Options.write(k, v)).append(' '));
          final InputException e =
              assertThrows(
                  InputException.class,
                  () ->
                      HeadlessImageJ.runMacro(
                          made + "\nrun(\"" + d.menuLabel() + "\", \"" + options + "\");", ""));
          assertTrue(e.getMessage().contains(title), e.getMessage());
        });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aMacroStopsAtAnUnknownImage(Declaration d) {
    if (d.inputs().stream().noneMatch(p -> p.isImage() && p.required())) return;
    final String image =
        d.inputs().stream().filter(p -> p.isImage() && p.required()).findFirst().get().name();
    final String macro =
        "run(\"" + d.menuLabel() + "\", \"" + image + "=nowhere\");\nreturn \"went on\";";
    try {
      fail("no error, the macro returned " + HeadlessImageJ.runMacro(macro, ""));
    } catch (InputException e) {
      assertTrue(
          e.getMessage().contains("nowhere") || e.getMessage().contains("needs"), e.getMessage());
    }
  }

  private static void assertRefused(Declaration d, Map<String, String> words, String named) {
    final List<String> line = new ArrayList<>(List.of(d.name()));
    words.forEach((key, value) -> line.add(key + "=" + value));
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final int code =
        new Main(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true), false)
            .run(line);
    final String message = err.toString(StandardCharsets.UTF_8);
    assertEquals(2, code, () -> d.name() + " with " + words + ": " + message);
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(named), message);
    for (DeclaredParameter p : d.outputs())
      if (words.containsKey(p.name()))
        assertTrue(Files.notExists(Path.of(words.get(p.name()))), p.name() + " was written");
  }

  private Path newFolder(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }
}
