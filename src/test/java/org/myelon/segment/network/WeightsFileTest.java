package org.myelon.segment.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.segment.network.WeightsFile.Precision;
import org.myelon.step.InputException;

/** Weights come back from a file; a file that lies about itself is refused. */
class WeightsFileTest {

  @TempDir Path folder;

  @Test
  void comesBackFromAFile() throws IOException {
    final Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("b.weight", new Tensor(new long[] {2, 3}, new float[] {1, -2, 0.5f, 3, 4, 65504}));
    weights.put("a.scalar", new Tensor(new long[0], new float[] {-0.25f}));
    weights.put("many", new Tensor(new long[] {40_000}, new float[40_000]));
    weights.get("many").values()[39_999] = 7;
    for (Precision precision : Precision.values()) {
      final Path file = folder.resolve(precision + ".safetensors");
      WeightsFile.write(file, weights, precision);
      final Map<String, Tensor> back = WeightsFile.read(file);
      assertEquals(List.copyOf(weights.keySet()), List.copyOf(back.keySet()));
      weights.forEach(
          (name, tensor) -> {
            assertArrayEquals(tensor.shape(), back.get(name).shape());
            assertArrayEquals(tensor.values(), back.get(name).values());
          });
      assertEquals(
          0,
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    }
  }

  @Test
  void readsWhatTheFormatSays() {
    final String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"y\":{\"dtype\":\"F16\",\"shape\":[1,2],\"data_offsets\":[4,8]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}  ";
    final byte[] bytes = bytes(header, 8);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - 8, 1.5f)
        .putShort(bytes.length - 4, (short) 0x3c00)
        .putShort(bytes.length - 2, (short) 0xc000);
    final Map<String, Tensor> weights =
        WeightsFile.read(new ByteArrayInputStream(bytes), "weights");
    assertArrayEquals(new float[] {1.5f}, weights.get("x").values());
    assertArrayEquals(new float[] {1, -2}, weights.get("y").values());
  }

  private static byte[] bytes(String header, int data) {
    final byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"x\":3}",
        "{\"x\":",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,-4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,6]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[4000000000],\"data_offsets\":[0,16000000000]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
        "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"shape\":[1],\"data_offsets\":[0,8]}}",
      })
  void refusesWhatLies(String header) throws IOException {
    assertRefused(bytes(header, 8));
  }

  @Test
  void refusesAHeaderLongerThanTheFile() throws IOException {
    assertRefused(new byte[0]);
    assertRefused(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
    assertRefused(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
    assertRefused(new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7f, '{', '}'});
    assertRefused(("{".repeat(1000)).getBytes(StandardCharsets.UTF_8));
    assertRefused(bytes("[".repeat(100_000), 0));
  }

  private void assertRefused(byte[] bytes) throws IOException {
    final Path file = Files.write(folder.resolve("hostile.safetensors"), bytes);
    final String message =
        assertThrows(InputException.class, () -> WeightsFile.read(file)).getMessage();
    assertTrue(message.contains("hostile.safetensors"), message);
    assertEquals(1, message.lines().count());
    final String fromJar =
        assertThrows(
                InputException.class,
                () -> WeightsFile.read(new ByteArrayInputStream(bytes), "hostile"))
            .getMessage();
    assertTrue(fromJar.contains("hostile"), fromJar);
  }

  @Test
  void aMissingFileIsOneLine() {
    assertThrows(InputException.class, () -> WeightsFile.read(folder.resolve("none")));
  }
}
