package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.step.InputException;

class CheckpointTest {

  @TempDir Path folder;

  private static final Tensor SIX =
      new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -6.5f});

  private Path file() {
    return folder.resolve("checkpoint_final.pth");
  }

  private void refused(String reason) {
    final InputException e =
        assertThrows(InputException.class, () -> Checkpoint.open(file()).weights());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().contains("checkpoint_final.pth"), e.getMessage());
  }

  /** A checkpoint of one tensor "w", written by hand. */
  private void write(PickleWriter tensor, byte[] storage) {
    TestCheckpoint.zip(file(), entries(tensor.raw('s').end(), storage));
  }

  private static PickleWriter start() {
    return new PickleWriter().raw('}').value("w");
  }

  private static Map<String, byte[]> entries(byte[] pickle, byte[] storage) {
    final Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", pickle);
    entries.put("data/0", storage);
    return entries;
  }

  private float[] read() {
    return Checkpoint.open(file()).weights().get("w").values();
  }

  @Test
  void readsBackWhatWasWritten() {
    TestCheckpoint.of(Map.of("a.weight", SIX)).configuration("2d").mirroring(1, 0).write(file());
    final Checkpoint checkpoint = Checkpoint.open(file());
    assertEquals(Optional.of("2d"), checkpoint.configuration());
    assertEquals(Optional.of("nnUNetTrainer"), checkpoint.trainer());
    assertEquals(List.of(0, 1), checkpoint.mirroringAxes());
    assertArrayEquals(SIX.shape(), checkpoint.shapes().get("a.weight"));
    assertArrayEquals(SIX.values(), checkpoint.weights().get("a.weight").values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod.", "net."})
  void wrappersAreStripped(String prefix) {
    TestCheckpoint.of(Map.of("a.weight", SIX)).prefix(prefix).write(file());
    assertEquals(List.of("a.weight"), List.copyOf(Checkpoint.open(file()).weights().keySet()));
  }

  @Test
  void lightningKeepsWeightsElsewhere() {
    TestCheckpoint.of(Map.of("a.weight", SIX)).prefix("net.").under("state_dict").write(file());
    assertArrayEquals(SIX.values(), Checkpoint.open(file()).weights().get("a.weight").values());
  }

  /** What SCT's trainings by Lightning add to a checkpoint, with a loss that has weights itself. */
  @Test
  void whatLightningAddsIsNotLookedInto() {
    final PickleWriter pickle = new PickleWriter().raw('}').value("hyper_parameters").raw('}');
    pickle.value("args").global("argparse", "Namespace").raw(')', 0x81);
    pickle.value(Map.of("learning_rate", 1e-3)).raw('b', 's');
    pickle.value("optimizer_class").global("torch.optim.adam", "Adam").raw('s');
    pickle.value("root").call("pathlib", "PosixPath", "data").raw('s');
    pickle.value("loss").call("losses", "AdapWingLoss").raw('s', 's');
    pickle.value("state_dict").call("collections", "OrderedDict");
    for (String name : new String[] {"net.w", "loss_function.w"})
      pickle.value(name).tensor("FloatStorage", "0", 1, 0, List.of(1), List.of(1)).raw('s');
    TestCheckpoint.zip(file(), entries(pickle.raw('s').end(), TestCheckpoint.bytes(5)));
    assertEquals(List.of("w"), List.copyOf(Checkpoint.open(file()).weights().keySet()));
  }

  @ParameterizedTest
  @EnumSource(UNetArchitecture.Encoder.class)
  void weightsTellTheirNetwork(UNetArchitecture.Encoder encoder) {
    final UNetArchitecture net = TestModel.tiny(encoder);
    TestCheckpoint.of(TestModel.weights(net, 1)).write(file());
    assertEquals(net, Checkpoint.open(file()).architecture());
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    TestCheckpoint.of(Map.of("layers.0.weight", SIX)).write(file());
    final Checkpoint checkpoint = Checkpoint.open(file());
    assertTrue(
        assertThrows(InputException.class, checkpoint::architecture)
            .getMessage()
            .contains("another kind of network"));
  }

  @Test
  void stridesAndOffsetsAreHonoured() {
    // the last two columns of a 2 x 3 matrix, transposed
    write(
        start().tensor("FloatStorage", "0", 6, 1, List.of(2, 2), List.of(1, 3)),
        TestCheckpoint.bytes(1, 2, 3, 4, 5, 6));
    assertArrayEquals(new float[] {2, 5, 3, 6}, read());
  }

  @Test
  void aSingleNumberAndAnEmptyTensor() {
    write(
        start()
            .tensor("FloatStorage", "0", 2, 1, List.of(), List.of())
            .raw('s')
            .value("e")
            .tensor("FloatStorage", "0", 2, 0, List.of(3, 0), List.of(1, 1)),
        TestCheckpoint.bytes(7, 8));
    assertArrayEquals(new float[] {8}, read());
    assertEquals(0, Checkpoint.open(file()).weights().get("e").values().length);
  }

  @Test
  void tensorsShareTheirStorage() {
    write(
        start()
            .tensor("FloatStorage", "0", 2, 0, List.of(2), List.of(1))
            .raw('s')
            .value("same")
            .tensor("FloatStorage", "0", 2, 0, List.of(2), List.of(1)),
        TestCheckpoint.bytes(7, 8));
    final Map<String, Tensor> weights = Checkpoint.open(file()).weights();
    assertSame(weights.get("w").values(), weights.get("same").values());
  }

  /** Bytes of 1.5 or 1, and of -2 where there are negative numbers. */
  @ParameterizedTest
  @CsvSource({
    "DoubleStorage,000000000000f83f00000000000000c0,1.5,-2",
    "HalfStorage,003e00c0,1.5,-2",
    "BFloat16Storage,c03f00c0,1.5,-2",
    "LongStorage,0100000000000000feffffffffffffff,1,-2",
    "IntStorage,01000000feffffff,1,-2",
    "ShortStorage,0100feff,1,-2",
    "CharStorage,01fe,1,-2",
    "ByteStorage,01fe,1,254",
    "BoolStorage,0100,1,0"
  })
  void otherTypesBecomeSinglePrecision(String type, String hex, float first, float second) {
    write(
        start().tensor(type, "0", 2, 0, List.of(2), List.of(1)),
        java.util.HexFormat.of().parseHex(hex));
    assertArrayEquals(new float[] {first, second}, read());
  }

  @Test
  void specialNumbersInHalfPrecision() {
    write(
        start().tensor("HalfStorage", "0", 5, 0, List.of(5), List.of(1)),
        java.util.HexFormat.of().parseHex("007c00fc017e01000004"));
    assertArrayEquals(
        new float[] {
          Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0x1p-24f, 0x1p-14f
        },
        read());
  }

  @Test
  void highBytesFirstWhereTheFileSaysSo() {
    final Map<String, byte[]> entries =
        entries(
            start().tensor("FloatStorage", "0", 1, 0, List.of(1), List.of(1)).raw('s').end(),
            new byte[] {0x3f, (byte) 0xc0, 0, 0});
    entries.put("byteorder", "big".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    TestCheckpoint.zip(file(), entries);
    assertArrayEquals(new float[] {1.5f}, read());
  }

  @ParameterizedTest
  @CsvSource({
    "os,system",
    "posix,system",
    "builtins,eval",
    "__builtin__,getattr",
    "builtins,exec",
    "torch.hub,load",
    "torch,load",
    "subprocess,Popen",
    "nt,system",
    "numpy,load",
    "builtins,set.__init__"
  })
  void foreignNamesAreRefusedAndNotRun(String module, String name) {
    final Path victim = folder.resolve("victim");
    write(
        start()
            .call(module, name, "touch " + victim)
            .raw('s')
            .value("t")
            .tensor("FloatStorage", "0", 1, 0, List.of(1), List.of(1)),
        TestCheckpoint.bytes(1));
    refused("'" + module + "." + name + "'");
    assertTrue(Files.notExists(victim));
  }

  @Test
  void namesThatAreBuiltOnTheStackAreRefused() {
    write(start().value("os").value("system").raw(0x93), TestCheckpoint.bytes(1));
    refused("'os.system'");
  }

  @Test
  void whatIsOnTheListCannotBeCalledTwice() {
    write(start().call("torch", "device", "cpu").tuple("x").raw('R'), TestCheckpoint.bytes(1));
    refused("calls what is no function");
  }

  @Test
  void otherOpcodesAreRefused() {
    for (int opcode : new int[] {'i', 'o', 'P', 'I', 0x82, 0x92, 0x97, 0xff}) {
      write(start().raw('(', opcode, 1, 0, 0, 0, 0, 0, 0, 0, 0), TestCheckpoint.bytes(1));
      refused(String.format("0x%02x", opcode));
    }
  }

  /** Lists in lists, a list in itself, and a dict with itself as key, without end of the stack. */
  @Test
  void nestingIsNoRecursion() {
    final PickleWriter deep = start();
    for (int i = 0; i < 1_000_000; i++) deep.raw(']');
    for (int i = 1; i < 1_000_000; i++) deep.raw('a');
    deep.raw('s').value("self").raw(']', 'q', 1, 'h', 1, 'a', 's').value("map");
    deep.raw('}', 'q', 2, 'h', 2, 'h', 2, 's', 's').value("tuples").raw(')');
    for (int i = 0; i < 100_000; i++) deep.raw(0x85);
    deep.raw('s').value("t").tensor("FloatStorage", "0", 1, 0, List.of(1), List.of(1));
    write(deep, TestCheckpoint.bytes(3));
    assertArrayEquals(new float[] {3}, Checkpoint.open(file()).weights().get("t").values());
  }

  @Test
  void hugeMemoAndHugeLengthsAreBounded() {
    write(start().raw('N', 'r', 0xff, 0xff, 0xff, 0xff, '0', 'j', 1, 0, 0, 0), new byte[4]);
    refused("damaged");
    for (int opcode : new int[] {'X', 'B', 'T'}) {
      write(start().raw(opcode, 0xff, 0xff, 0xff, 0x7f), new byte[4]);
      refused("cut off");
    }
    for (int opcode : new int[] {0x8d, 0x8e, 0x96}) {
      write(start().raw(opcode, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), new byte[4]);
      refused("cut off");
    }
    write(start().raw(0x8b, 0, 0, 0, 1), new byte[4]);
    refused("a number of");
  }

  @Test
  void endlessPicklesAreCut() {
    final byte[] many = new byte[9_000_000];
    Arrays.fill(many, (byte) 'N');
    TestCheckpoint.zip(file(), entries(many, new byte[4]));
    refused("longer than that of any network");
  }

  @Test
  void stackIsNotTakenBelowAMark() {
    write(start().raw('(', 's'), new byte[4]);
    refused("damaged");
    TestCheckpoint.zip(file(), entries(new byte[] {'.'}, new byte[4]));
    refused("damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "6,0,'7','1'", // more than the storage
    "6,1,'6','1'", // beyond its end
    "6,0,'2,3','6,1'", // a stride too far
    "6,0,'65536,65536,65536,65536','0,0,0,0'", // copies without end
    "6,-1,'2','1'",
    "6,0,'-2','1'",
    "6,5,'2','-1'",
    "7,0,'7','1'", // the file is smaller
    "-6,0,'1','1'"
  })
  void tensorsBeyondTheirStorageAreRefused(int count, int offset, String shape, String stride) {
    write(
        start().tensor("FloatStorage", "0", count, offset, integers(shape), integers(stride)),
        TestCheckpoint.bytes(1, 2, 3, 4, 5, 6));
    refused("");
  }

  private static List<Integer> integers(String text) {
    return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
  }

  @Test
  void viewsCannotMultiplyTheFile() {
    final PickleWriter views =
        start().tensor("FloatStorage", "0", 5000, 0, List.of(5000), List.of(1));
    // each is all numbers but in another order, and so a copy
    for (int i = 0; i < 400; i++)
      views
          .raw('s')
          .value("v" + i)
          .tensor("FloatStorage", "0", 5000, 0, List.of(2, 2500), List.of(1, 2));
    write(views, TestCheckpoint.bytes(new float[5000]));
    refused("larger than the file");
  }

  @Test
  void unknownTypesAndMissingStoragesAreRefused() {
    write(start().tensor("ComplexFloatStorage", "0", 1, 0, List.of(1), List.of(1)), new byte[8]);
    refused("ComplexFloatStorage");
    write(start().tensor("FloatStorage", "9", 1, 0, List.of(1), List.of(1)), new byte[4]);
    refused("lacks archive/data/9");
    write(start().tensor("device", "0", 1, 0, List.of(1), List.of(1)), new byte[4]);
    refused("torch.device");
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    refused("no checkpoint");
    Files.writeString(file(), "not a checkpoint at all");
    refused("no file of PyTorch");
    Files.write(file(), new byte[0]);
    refused("empty");
    Files.write(file(), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc});
    refused("before version 1.6");
    TestCheckpoint.zip(file(), Map.of("other", new byte[1]));
    refused("none of PyTorch");
    TestCheckpoint.zip(file(), Map.of("data.pkl", new byte[1], "constants.pkl", new byte[1]));
    refused("TorchScript");
    TestCheckpoint.zip(file(), Map.of("data.pkl", new PickleWriter().value(1).end()));
    refused("no named weights");
    TestCheckpoint.zip(file(), Map.of("data.pkl", new PickleWriter().value(Map.of()).end()));
    refused("no weights");
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    TestCheckpoint.of(Map.of("a.weight", SIX)).write(file());
    final byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file(), Arrays.copyOf(whole, length));
      refused("");
    }
  }

  @Test
  void aChangedNumberIsNoticed() throws IOException {
    TestCheckpoint.of(Map.of("a.weight", SIX)).write(file());
    final byte[] bytes = Files.readAllBytes(file());
    final byte[] numbers = TestCheckpoint.bytes(SIX.values());
    for (int i = 0; i + numbers.length <= bytes.length; i++)
      if (Arrays.equals(bytes, i, i + numbers.length, numbers, 0, numbers.length)) bytes[i + 5]++;
    Files.write(file(), bytes);
    refused("damaged in archive/data/0");
  }

  @Test
  void compressedStoragesAreRefused() throws IOException {
    try (java.util.zip.ZipOutputStream zip =
        new java.util.zip.ZipOutputStream(Files.newOutputStream(file()))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("archive/data.pkl"));
      zip.write(new byte[100_000]);
    }
    refused("compressed");
  }

  @Test
  void strangeMirroringIsRefused() {
    TestCheckpoint.of(Map.of("a.weight", SIX)).mirroring(3).write(file());
    refused("mirroring");
  }
}
