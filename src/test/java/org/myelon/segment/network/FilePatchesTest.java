package org.myelon.segment.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Networks in files of other trainers: two outputs, the input turned negative and the input. */
class FilePatchesTest {

  private static final float[] PATCH = {1, -2, 3, 4, 5, 6, 7, 8};
  private static final float[] EXPECTED = {-1, 2, -3, -4, -5, -6, -7, -8, 1, -2, 3, 4, 5, 6, 7, 8};

  @TempDir Path folder;

  private static FilePatches torchScript(Path file, int outputs) {
    return FilePatches.torchScript(file, 1, outputs, ComputeDevice.open("cpu", Progress.NONE));
  }

  @Test
  void runsTorchScript() throws Exception {
    final Path file = NetworkFiles.torchScript(folder.resolve("model.pt"));
    try (FilePatches network = torchScript(file, 2)) {
      assertArrayEquals(EXPECTED, network.predict(PATCH, 2, 2, 2));
      assertArrayEquals(EXPECTED, network.predict(PATCH, 2, 4), "two axes as well");
    }
  }

  @Test
  void runsOnnx() throws Exception {
    final Path file = NetworkFiles.onnx(folder.resolve("model.onnx"));
    try (FilePatches network = FilePatches.onnx(file, 1, 2)) {
      assertArrayEquals(EXPECTED, network.predict(PATCH, 2, 2, 2));
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFile() throws Exception {
    final Path none = folder.resolve("none.pt");
    assertOneLine("no network", () -> torchScript(none, 2));
    assertOneLine("no network", () -> FilePatches.onnx(none, 1, 2));
    final Path damaged = Files.writeString(folder.resolve("damaged.pt"), "not a network");
    assertOneLine("damaged.pt", () -> torchScript(damaged, 2));
    assertOneLine("damaged.pt", () -> FilePatches.onnx(damaged, 1, 2));
  }

  @Test
  void noticesThatTheDescriptionIsWrong() throws Exception {
    final Path file = NetworkFiles.torchScript(folder.resolve("model.pt"));
    try (FilePatches network = torchScript(file, 3)) {
      assertOneLine("description", () -> network.predict(PATCH, 2, 2, 2));
    }
  }

  private static void assertOneLine(String named, org.junit.jupiter.api.function.Executable call) {
    final InputException e = assertThrows(InputException.class, call);
    assertTrue(e.getMessage().contains(named), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
