package org.myelon.segment.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The native library is fetched as DJL would, from a server on this computer. */
class NativeLibraryTest {

  private static final String VERSION = "9.8.7-20250101";
  private static final String MAIN = System.mapLibraryName("torch");

  @TempDir Path cache;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final byte[] library = new byte[300_000];
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    new Random(1).nextBytes(library);
    final List<String> index = new ArrayList<>();
    for (String flavour : List.of("cpu", "cu124", "cu128"))
      for (String name : List.of(MAIN, "other%2B%2B.so.6")) {
        final String path = flavour + "/linux-x86_64/native/lib/" + name + ".gz";
        index.add(path);
        files.put("/9.8.7/" + path.replace("%2B", "+"), zipped(library));
      }
    files.put("/9.8.7/files.txt", String.join("\n", index).getBytes(UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          final byte[] body = files.get(exchange.getRequestURI().getPath());
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          final boolean head = exchange.getRequestMethod().equals("HEAD");
          if (head && body != null)
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
          exchange.sendResponseHeaders(
              body == null ? 404 : 200, head || body == null ? -1 : body.length);
          if (!head && body != null) exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private NativeLibrary library(String flavour, String system) {
    final URI source = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    return new NativeLibrary(source, cache, VERSION, system, flavour);
  }

  private Path folder(String flavour) {
    return cache.resolve(VERSION + "-" + flavour + "-linux-x86_64");
  }

  @Test
  void isFetchedWhereDjlLooks() throws IOException {
    final List<String> heard = new ArrayList<>();
    library("cpu", "linux-x86_64")
        .fetchUnlessThere(false, (stage, fraction) -> heard.add(stage + " " + fraction));
    assertArrayEquals(library, Files.readAllBytes(folder("cpu").resolve(MAIN)));
    assertArrayEquals(library, Files.readAllBytes(folder("cpu").resolve("other++.so.6")));
    assertTrue(heard.toString().contains(" of 1 MB"), heard.toString());
    final String last = heard.get(heard.size() - 1);
    assertTrue(Double.parseDouble(last.substring(last.lastIndexOf(' '))) > 0.99, last);
    server.stop(0);
    library("cpu", "linux-x86_64").fetchUnlessThere(true, Progress.NONE);
  }

  /** A computer with CUDA 12.6 takes what was built for 12.4; one with 11.8 has none. */
  @Test
  void takesTheNearestCuda() {
    library("cu126", "linux-x86_64").fetchUnlessThere(false, Progress.NONE);
    assertTrue(Files.exists(folder("cu124").resolve(MAIN)));
    library("cu118", "linux-x86_64").fetchUnlessThere(false, Progress.NONE);
    assertTrue(Files.exists(folder("cpu").resolve(MAIN)));
    assertFalse(Files.exists(folder("cu128")));
  }

  @Test
  void saysWhatToPutWhere() {
    assertRefused("cpu", "linux-x86_64", true, "offline", "pytorch-native-cpu-9.8.7-linux-x86_64");
    assertRefused("cpu", "beos-ppc", false, "beos-ppc");
    files.remove("/9.8.7/cpu/linux-x86_64/native/lib/" + MAIN + ".gz");
    assertRefused("cpu", "linux-x86_64", false, "does not exist", folder("cpu").toString());
    assertFalse(Files.exists(folder("cpu")));
    server.stop(0);
    assertRefused(
        "cu128", "linux-x86_64", false, "is this computer online?", "pytorch-native-cpu-9.8.7");
  }

  private void assertRefused(String flavour, String system, boolean offline, String... words) {
    final String message =
        assertThrows(
                InputException.class,
                () -> library(flavour, system).fetchUnlessThere(offline, Progress.NONE))
            .getMessage();
    for (String word : words) assertTrue(message.contains(word), message);
    assertEquals(1, message.lines().count());
  }

  /** It is cancelled after the first of two files. */
  @Test
  void cancelledItGoesOnAtTheNextCall() throws IOException {
    final boolean[] cancelled = {false};
    final Progress progress =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            cancelled[0] = fraction >= 0.5;
          }

          @Override
          public boolean isCancelled() {
            return cancelled[0];
          }
        };
    assertThrows(
        CancelledException.class,
        () -> library("cpu", "linux-x86_64").fetchUnlessThere(false, progress));
    assertEquals(Set.of(VERSION + ".txt", "begun-" + folder("cpu").getFileName()), inCache());
    asked.clear();
    library("cpu", "linux-x86_64").fetchUnlessThere(false, Progress.NONE);
    assertFalse(asked.contains("GET /9.8.7/cpu/linux-x86_64/native/lib/" + MAIN + ".gz"));
    assertArrayEquals(library, Files.readAllBytes(folder("cpu").resolve(MAIN)));
    assertArrayEquals(library, Files.readAllBytes(folder("cpu").resolve("other++.so.6")));
    assertEquals(Set.of(VERSION + ".txt", folder("cpu").getFileName().toString()), inCache());
  }

  private Set<String> inCache() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void damageIsRefusedAndFetchedAnew() throws IOException {
    final String file = "/9.8.7/cpu/linux-x86_64/native/lib/" + MAIN + ".gz";
    final byte[] whole = files.put(file, "<html>sign in first</html>".getBytes(UTF_8));
    assertRefused("cpu", "linux-x86_64", false, "cannot be fetched", "GZIP");
    files.put(file, whole);
    library("cpu", "linux-x86_64").fetchUnlessThere(false, Progress.NONE);
    assertArrayEquals(library, Files.readAllBytes(folder("cpu").resolve(MAIN)));
  }
}
