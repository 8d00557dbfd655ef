package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;

/** What the command train-model adds to the training: its words, going on, fine-tuning. */
class TrainModelCommandTest {

  private static final String T2 = Subject.file("t2").toString();
  private static final String CORD = Subject.file("cord").toString();

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** A later word replaces an earlier one with the same key. */
  private int train(String model, String... more) {
    final List<String> words =
        new ArrayList<>(
            List.of(
                "train-model",
                "images=" + T2,
                "masks=" + CORD,
                "model=" + folder.resolve(model),
                "spacing=1",
                "window=16",
                "features=2,4",
                "steps=2",
                "device=cpu"));
    for (String word : more) {
      final String key = word.substring(0, word.indexOf('=') + 1);
      words.removeIf(w -> w.startsWith(key));
      words.add(word);
    }
    said.reset();
    final PrintStream to = new PrintStream(said, true);
    return new Main(to, to, false).run(words);
  }

  private void assertRefused(String says, String... more) {
    assertEquals(2, train("refused", more), () -> Arrays.toString(more));
    assertEquals(1, said.toString().lines().count(), said.toString());
    assertTrue(said.toString().contains(says), said.toString());
    assertFalse(Files.exists(folder.resolve("refused")), "a folder was left");
  }

  private String card(String model) throws Exception {
    return Files.readString(folder.resolve(model).resolve("MODEL_CARD.md"));
  }

  private long rows(String model) throws Exception {
    return Files.readAllLines(folder.resolve(model).resolve("training.csv")).size() - 1;
  }

  @Test
  void goesOnOnlyWhenAskedTo() throws Exception {
    assertEquals(0, train("m"), said::toString);
    assertEquals(2, rows("m"));
    assertTrue(card("m").contains("Steps: 2 of 16"), card("m"));
    assertEquals(2, train("m", "steps=3"));
    assertTrue(said.toString().contains("resume=true"), said.toString());
    assertEquals(0, train("m", "steps=3", "resume=true"), said::toString);
    assertEquals(3, rows("m"));
    assertEquals(2, train("m", "steps=3", "resume=true", "features=2,8"));
    assertTrue(said.toString().contains("another network"), said.toString());
  }

  @Test
  void refinesAModelAndValidatesIt() throws Exception {
    assertEquals(0, train("first", "target=cord and canal"), said::toString);
    final Path other = folder.resolve("other.nii.gz");
    Files.copy(Path.of(T2), other);
    assertEquals(
        0,
        train(
            "second",
            "start=" + folder.resolve("first"),
            "images=" + T2 + "," + other,
            "masks=" + CORD + "," + CORD,
            "validation=other",
            "spacing=9"),
        said::toString);
    final String card = card("second");
    assertTrue(card.contains("Began with: first, version "), card);
    assertTrue(card.contains("Finds: cord and canal"), card);
    assertTrue(card.contains("16 x 16 pixels of 1.0 mm"), card);
    assertTrue(card.contains("| mean | 0."), card);
    assertTrue(card.contains("- t2.nii.gz") && !card.contains("- other.nii.gz"), card);
    final String facts = Files.readString(folder.resolve("second/weights.safetensors.json"));
    assertTrue(facts.contains("PyTorch"), facts);
  }

  @Test
  void refusesWhatItCannotLearnFrom() throws Exception {
    assertRefused("images=", "images= ");
    assertRefused("nowhere", "masks=nowhere");
    assertRefused("grid", "masks=" + Subject.file("cpr"));
    assertRefused("is empty", "masks=" + written("none", 0));
    assertRefused("no mask", "masks=" + written("labels", 3));
    assertRefused("not finite", "images=" + written("broken", Float.NaN));
    assertRefused("no contrast", "images=" + written("flat", 1));
    assertRefused("none is left", "validation=subject");
    assertRefused("sub-09", "validation=sub-09");
    assertRefused("multiple of 2", "window=17");
    assertRefused("features=", "features=many");
    assertRefused("start=unheard", "start=unheard");
    assertRefused("device is", "device=tpu");
    assertRefused("at least one step", "steps=0");
  }

  private Path written(String name, float value) {
    final Volume cord = Nifti.read(Path.of(CORD));
    final float[] values = new float[Math.toIntExact(cord.grid().voxelCount())];
    Arrays.fill(values, value);
    final Path file = folder.resolve(name + ".nii.gz");
    Nifti.write(Volume.ofFloats(values, cord.grid(), name), file);
    return file;
  }
}
