package org.myelon.segment.axial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class StoredModelTest {

  @TempDir Path folder;

  private AxialModel store() {
    final AxialModel model = AxialModel.localiser().withVersion("test");
    StoredModel.write(folder, model, RandomModels.weights(model.architecture()));
    return model;
  }

  @Test
  void runsFromItsFolder() {
    final AxialModel model = store();
    final StoredModel stored = StoredModel.in(folder);
    assertTrue(stored.exists());
    assertEquals(model, stored.description());
    final Grid grid =
        Oblique.grid(
            "PSR", new long[] {50, 5, 40}, new double[] {1, 4, 1}, new double[3], new double[3]);
    final AxialSlices image = AxialSlices.of(Oblique.randomImage(grid, 1));
    final List<AxialWindow> windows = new java.util.ArrayList<>();
    for (int z = 0; z < 5; z++) windows.add(AxialWindow.of(model, z, 20, 25));
    try (AxialNetwork network = stored.open(ComputeDevice.open("cpu", Progress.NONE))) {
      final float[][] all = network.probabilities(image, windows, Progress.NONE);
      assertEquals(model.pixels() * model.pixels(), all[4].length);
      for (float p : all[4]) assertTrue(p > 0 && p < 1, "a probability");
      final float[][] last = network.probabilities(image, windows.subList(4, 5), Progress.NONE);
      // sums in another order, which weights that learnt nothing make much of
      assertArrayEquals(last[0], all[4], 1e-3f, "several at a time or one");
    }
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertFalse(StoredModel.in(folder).exists());
    assertRefused(
        "There is no model.json in " + folder, () -> StoredModel.in(folder).description());
    store();
    Files.delete(folder.resolve(StoredModel.WEIGHTS));
    assertRefused("There is no weights.safetensors", () -> StoredModel.in(folder).weights());
    Files.write(folder.resolve(StoredModel.WEIGHTS), new byte[50]);
    assertRefused("weights.safetensors of " + folder, () -> StoredModel.in(folder).weights());
    assertRefused("built-in model nothing", () -> StoredModel.builtIn("nothing").description());
  }

  private static void assertRefused(
      String words, org.junit.jupiter.api.function.Executable action) {
    final InputException e = assertThrows(InputException.class, action);
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
