package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Orientation;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

class ModelFolderTest {

  private static final UNetArchitecture NET = TestModel.tiny(Encoder.PLAIN);

  @TempDir Path parent;

  private static void refused(String reason, Executable call) {
    final String message = assertThrows(InputException.class, call).getMessage();
    assertTrue(message.contains(reason) && message.lines().count() == 1, message);
  }

  private List<String> chosen(ModelFolder model, String choice) {
    return model.checkpoints(choice).stream()
        .map(c -> c.file().getParent().getFileName().toString().substring(5))
        .toList();
  }

  @Test
  void aFolderAndItsWrappings() throws IOException {
    final Path deep = Files.createDirectories(parent.resolve("a/b/c"));
    final Path folder = TestModel.write(deep, NET, "0");
    Files.createDirectories(parent.resolve("__MACOSX"));
    TextFile.write(parent.resolve("__MACOSX/plans.json"), "");
    assertEquals(folder, ModelFolder.open(folder).folder());
    assertEquals(folder, ModelFolder.open(parent).folder());
    final ModelFolder model = ModelFolder.open(parent);
    assertEquals(NET, model.configuration(model.checkpoints("").get(0)).architecture());
  }

  @Test
  void foldsByName() {
    final ModelFolder model = ModelFolder.open(TestModel.write(parent, NET, "0", "1", "3"));
    assertEquals(List.of("0", "1", "3"), model.folds());
    assertEquals(List.of("0", "1", "3"), chosen(model, ""));
    assertEquals(List.of("0", "1", "3"), chosen(model, "all"));
    assertEquals(List.of("3", "0"), chosen(model, "3, fold_0"));
    refused("has no fold '2'; there is [0, 1, 3]", () -> model.checkpoints("0,2"));
  }

  @Test
  void allIsAlsoTheNameOfAFold() {
    final ModelFolder model = ModelFolder.open(TestModel.write(parent, NET, "0", "all"));
    assertEquals(List.of("all"), chosen(model, "all"));
    assertEquals(List.of("0", "all"), chosen(model, ""));
  }

  @Test
  void theBestCheckpointWhereThereIsNoFinalOne() throws IOException {
    final Path fold = TestModel.write(parent, NET, "0").resolve("fold_0");
    Files.move(fold.resolve("checkpoint_final.pth"), fold.resolve("checkpoint_best.pth"));
    Files.createDirectories(fold.resolveSibling("fold_1"));
    final ModelFolder model = ModelFolder.open(parent);
    assertEquals(List.of("0"), model.folds());
    assertEquals(
        "checkpoint_best.pth", model.checkpoints("").get(0).file().getFileName().toString());
  }

  @Test
  void aRenamedFolderIsKnownByItsCheckpoint() throws IOException {
    final Path renamed = parent.resolve("model");
    Files.move(TestModel.write(parent, NET, "0"), renamed);
    final ModelFolder model = ModelFolder.open(renamed);
    assertEquals("3d_fullres", model.configuration(model.checkpoints("").get(0)).name());
  }

  @Test
  void aCheckpointOfAnotherConfigurationIsRefused() {
    final Path file = TestModel.write(parent, NET, "0").resolve("fold_0/checkpoint_final.pth");
    TestCheckpoint.of(TestModel.weights(NET, 0)).configuration("2d").write(file);
    final ModelFolder model = ModelFolder.open(parent);
    final Checkpoint checkpoint = model.checkpoints("0").get(0);
    refused("was trained for the configuration 2d", () -> model.configuration(checkpoint));
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused() {
    final Path file = TestModel.write(parent, NET, "0").resolve("fold_0/checkpoint_final.pth");
    TestCheckpoint.of(TestModel.weights(TestModel.tiny(Encoder.RESIDUAL), 0)).write(file);
    final ModelFolder model = ModelFolder.open(parent);
    final Checkpoint checkpoint = model.checkpoints("0").get(0);
    refused("encoder are RESIDUAL, and planned PLAIN", () -> model.configuration(checkpoint));
  }

  @Test
  void orientationOfSct() {
    final Path folder = TestModel.write(parent, NET, "0");
    assertEquals(Orientation.parse("LPI"), ModelFolder.open(parent).orientationOfSct());
    final Path plans = folder.resolve("plans.json");
    TextFile.write(
        plans, TextFile.read(plans).replace("Dataset001_Test", "Dataset501_RegionBasedLesionSeg"));
    assertEquals(Orientation.parse("AIL"), ModelFolder.open(parent).orientationOfSct());
  }

  @Test
  void incompleteFoldersAreRefused() throws IOException {
    refused("There is no folder", () -> ModelFolder.open(parent.resolve("none")));
    refused("no plans.json", () -> ModelFolder.open(parent));
    final Path folder = TestModel.write(parent, NET, "0");
    Files.delete(folder.resolve("fold_0/checkpoint_final.pth"));
    refused("no fold_0 to fold_4 or fold_all", () -> ModelFolder.open(parent));
    Files.delete(folder.resolve("dataset.json"));
    refused("lacks dataset.json", () -> ModelFolder.open(parent));
  }

  @Test
  void severalModelsAreNamed() throws IOException {
    TestModel.write(Files.createDirectories(parent.resolve("a")), NET, "0");
    TestModel.write(Files.createDirectories(parent.resolve("b")), NET, "0");
    refused("holds 2 models; choose one of", () -> ModelFolder.open(parent));
  }

  @Test
  void theFirstVersionOfNnunetIsRefused() throws IOException {
    Files.write(parent.resolve("plans.pkl"), new byte[1]);
    refused("nnU-Net v1", () -> ModelFolder.open(parent));
  }
}
