package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.step.InputException;

/** Damaged checkpoints are read or refused in one line, never more. */
class CheckpointFuzzTest {

  private static Path folder;
  private static byte[] whole;
  private static byte[] pickle;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    final Path file = folder.resolve("c.pth");
    TestCheckpoint.of(TestModel.weights(TestModel.tiny(Encoder.PLAIN), 1)).write(file);
    whole = Files.readAllBytes(file);
    try (TorchArchive archive = TorchArchive.open(file)) {
      pickle = archive.pickle();
    }
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("c.pth"));
    Files.delete(folder);
  }

  private static void readOrRefuse() {
    try {
      final Checkpoint checkpoint = Checkpoint.open(folder.resolve("c.pth"));
      checkpoint.weights();
      checkpoint.architecture();
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    final byte[] changed = bytes.clone();
    changed[Math.floorMod(at, bytes.length)] = (byte) value;
    return changed;
  }

  @Property(tries = 400, seed = "7", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void aByteOfTheFileChanged(@ForAll int at, @ForAll @IntRange(max = 255) int value)
      throws IOException {
    Files.write(folder.resolve("c.pth"), changed(whole, at, value));
    readOrRefuse();
  }

  @Property(tries = 250, seed = "8", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void bytesOfThePickleChanged(
      @ForAll int first, @ForAll int second, @ForAll @IntRange(max = 255) int value) {
    pickled(changed(changed(pickle, first, value), second, 255 - value));
  }

  @Property(tries = 1000, seed = "9", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void opcodesInAnyOrder(@ForAll("opcodes") List<Byte> opcodes) {
    final byte[] bytes = new byte[opcodes.size() + 1];
    for (int i = 0; i < opcodes.size(); i++) bytes[i] = opcodes.get(i);
    bytes[opcodes.size()] = '.';
    try {
      Unpickler.read(bytes, new TorchNames());
    } catch (IOException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  /** Those that are known and small numbers after them. */
  @Provide
  Arbitrary<List<Byte>> opcodes() {
    final Byte[] known = {
      'N',
      'K',
      1,
      2,
      'M',
      'J',
      'G',
      'X',
      'U',
      'C',
      ']',
      '}',
      ')',
      '(',
      '0',
      '1',
      '2',
      't',
      'l',
      'd',
      'a',
      'e',
      's',
      'u',
      'R',
      'b',
      'Q',
      'q',
      'h',
      'j',
      'r',
      (byte) 0x85,
      (byte) 0x86,
      (byte) 0x87,
      (byte) 0x88,
      (byte) 0x8a,
      (byte) 0x8c,
      (byte) 0x8f,
      (byte) 0x90,
      (byte) 0x91,
      (byte) 0x93,
      (byte) 0x94,
      (byte) 0x81
    };
    return Arbitraries.of(known).list().ofMinSize(1).ofMaxSize(60);
  }

  private static void pickled(byte[] bytes) {
    final Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", bytes);
    for (int i = 0; i < 40; i++) entries.put("data/" + i, new byte[16]);
    TestCheckpoint.zip(folder.resolve("c.pth"), entries);
    readOrRefuse();
  }
}
