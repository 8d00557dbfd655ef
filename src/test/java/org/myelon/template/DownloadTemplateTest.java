package org.myelon.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myelon.step.download.ArchiveServer.noise;
import static org.myelon.step.download.ArchiveServer.sha256;
import static org.myelon.step.download.ArchiveServer.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Cancelled;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.download.ArchiveServer;

/** Against a server on this machine that also does what servers should not. */
class DownloadTemplateTest {

  private static final String LIST = "# Keyword=IndivLabels\n3, cord, x_cord.nii.gz\n";

  @TempDir Path temporary;

  private ArchiveServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new ArchiveServer(
            zip("PAM50-r1/template/info_label.txt", LIST, "PAM50-r1/noise", noise(300_000)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String address() {
    return server.address("PAM50-r1.zip");
  }

  private Path folder() {
    return temporary.resolve("cache/template");
  }

  private DownloadTemplate.Result download(String source, String sha256, Progress progress) {
    return DownloadTemplate.run(
        new DownloadTemplate.Settings(source, sha256, folder()), ArchiveServer.RULES, progress);
  }

  private String refused(String source, String sha256) {
    final String said =
        assertThrows(InputException.class, () -> download(source, sha256, Progress.NONE))
            .getMessage();
    assertFalse(said.contains("\n"), said);
    assertFalse(Files.exists(folder()), "something was put into place");
    return said;
  }

  /** Names of what lies beside the folder of the template. */
  private List<String> beside() throws IOException {
    try (Stream<Path> files = Files.list(folder().getParent())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void putsTheTemplateIntoPlace() throws Exception {
    final String expected = sha256(server.archive);
    final DownloadTemplate.Result result =
        download(address(), expected.toUpperCase(), Progress.NONE);
    assertEquals(expected, result.sha256());
    assertEquals(folder().toAbsolutePath(), result.template().folder());
    assertEquals(1, Template.open(folder()).parts().info().images().size());
    assertEquals(List.of("template"), beside(), "nothing else is left");
    final String said =
        assertThrows(InputException.class, () -> download(address(), "", Progress.NONE))
            .getMessage();
    assertTrue(said.contains("not overwritten"), said);
  }

  @Test
  void goesOnWhereItBrokeOff() throws Exception {
    server.most = 100_000;
    assertTrue(refused(address(), "").contains("broke off after 100000 bytes"));
    assertEquals(List.of("PAM50-r1.zip.part", "PAM50-r1.zip.part.tag"), beside());
    server.most = Integer.MAX_VALUE;
    assertEquals(sha256(server.archive), download(address(), "", Progress.NONE).sha256());
    assertEquals(Arrays.asList(null, "bytes=100000-"), server.ranges);
    assertEquals(List.of("template"), beside());
  }

  @Test
  void beginsAnewIfTheFileOfTheServerChanged() throws Exception {
    server.most = 100_000;
    refused(address(), "");
    server.most = Integer.MAX_VALUE;
    server.etag = "\"two\"";
    server.archive = zip("template/info_label.txt", LIST, "noise", noise(200_000));
    assertEquals(sha256(server.archive), download(address(), "", Progress.NONE).sha256());
  }

  @Test
  void beginsAnewIfTheServerHasNoTag() throws Exception {
    server.etag = "";
    server.most = 100_000;
    refused(address(), "");
    server.most = Integer.MAX_VALUE;
    download(address(), "", Progress.NONE);
    assertEquals(Arrays.asList(null, null), server.ranges);
  }

  @Test
  void aPartThatIsTooLongIsThrownAway() throws Exception {
    Files.createDirectories(folder().getParent());
    Files.write(folder().resolveSibling("PAM50-r1.zip.part"), new byte[server.archive.length + 5]);
    Files.writeString(folder().resolveSibling("PAM50-r1.zip.part.tag"), server.etag);
    assertEquals(sha256(server.archive), download(address(), "", Progress.NONE).sha256());
  }

  @Test
  void cancellingKeepsWhatHasArrived() throws Exception {
    server.most = 100_000;
    server.wait = new CountDownLatch(1);
    final Progress impatient =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {}

          @Override
          public boolean isCancelled() {
            return folder().resolveSibling("PAM50-r1.zip.part").toFile().length() >= 100_000;
          }
        };
    assertThrows(CancelledException.class, () -> download(address(), "", impatient));
    assertEquals(100_000, Files.size(folder().resolveSibling("PAM50-r1.zip.part")));
    server.wait.countDown();
    server.most = Integer.MAX_VALUE;
    download(address(), "", Progress.NONE);
    assertEquals("bytes=100000-", server.ranges.get(1));
  }

  /** The patience is short, but is not asked for before the server has said all it will. */
  @Test
  void aServerThatFallsSilentIsLeft() {
    server.most = 100_000;
    server.wait = new CountDownLatch(1);
    final DownloadTemplate.Settings settings =
        new DownloadTemplate.Settings(address(), "", folder());
    final String said =
        assertThrows(
                InputException.class,
                () ->
                    DownloadTemplate.run(
                        settings,
                        ArchiveServer.patient(Duration.ofMillis(300)),
                        (stage, fraction) -> untilArrived(100_000)))
            .getMessage();
    assertTrue(said.contains("broke off after 100000 bytes"), said);
  }

  private void untilArrived(long bytes) {
    final Path part = folder().resolveSibling("PAM50-r1.zip.part");
    while (part.toFile().length() < bytes) LockSupport.parkNanos(1_000_000);
  }

  @Test
  void anotherFileThanExpectedIsNotUnpacked() throws Exception {
    final String other = "0".repeat(64);
    final String said = refused(address(), other);
    assertTrue(said.contains(sha256(server.archive)) && said.contains(other), said);
    assertEquals(List.of(), beside());
    assertTrue(refused(address(), "1234").contains("64 hexadecimal digits"));
  }

  @Test
  void saysWhatTheServerSays() {
    server.status = 404;
    assertTrue(refused(address(), "").contains("does not exist"));
    server.status = 503;
    assertTrue(refused(address(), "").contains("try again later"));
  }

  @Test
  void saysThatTheComputerIsOffline() throws Exception {
    final int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    for (String host : new String[] {"http://localhost:" + closed, "http://nowhere.invalid"}) {
      final String said = refused(host + "/PAM50.zip", "");
      assertTrue(said.contains("is this computer online?"), said);
    }
  }

  @Test
  void takesOnlySafeAddresses() {
    for (String source : new String[] {address(), "ftp://a/b.zip", "file:///tmp/a.zip", "no.zip"}) {
      final DownloadTemplate.Settings settings =
          new DownloadTemplate.Settings(source, "", folder());
      final String said =
          assertThrows(InputException.class, () -> DownloadTemplate.run(settings, Progress.NONE))
              .getMessage();
      assertTrue(said.contains("https://"), said);
    }
    assertTrue(DownloadTemplate.Settings.address("r20250422").startsWith("https://github.com/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "a/../../evil.txt",
        "/evil.txt",
        "..\\evil.txt",
        "C:evil.txt",
        "a/.."
      })
  void nothingIsWrittenOutside(String name) throws Exception {
    server.archive = zip("template/info_label.txt", LIST, name, "evil");
    assertTrue(refused(address(), "").contains("outside of the folder"));
    assertEquals(List.of(), beside());
  }

  @Test
  void whatIsNoTemplateIsNotPutIntoPlace() throws Exception {
    server.archive = zip("readme.txt", "nothing here");
    assertTrue(refused(address(), "").contains("holds no template"));
    server.archive = zip("template/info_label.txt", "0, a, a.nii.gz\n");
    assertTrue(refused(address(), "").contains("line 1 is wrong"));
    server.archive = "<html>sign in first</html>".getBytes(StandardCharsets.UTF_8);
    assertTrue(refused(address(), "").contains("no zip archive"));
    assertEquals(List.of(), beside());
  }

  @Test
  void damageIsSeen() throws Exception {
    final CRC32 crc = new CRC32();
    crc.update(LIST.getBytes(StandardCharsets.UTF_8));
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      final ZipEntry entry = new ZipEntry("template/info_label.txt");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(LIST.length());
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(LIST.getBytes(StandardCharsets.UTF_8));
    }
    server.archive = bytes.toByteArray();
    final int at = new String(server.archive, StandardCharsets.ISO_8859_1).indexOf("cord");
    server.archive[at] ^= 1;
    assertTrue(refused(address(), "").contains("checksum"));
  }

  /** For computers that are never online. */
  @Test
  void unpacksAFileAtHandAndKeepsIt() throws Exception {
    final Path file = Files.write(temporary.resolve("by-hand.zip"), server.archive);
    download(file.toString(), "", Progress.NONE);
    assertTrue(Files.exists(file));
    assertTrue(Template.open(folder()).parts().info().image(3).isPresent());
  }

  @Test
  void cancellingWhileUnpackingLeavesNothing() throws Exception {
    final Path file = Files.write(temporary.resolve("by-hand.zip"), server.archive);
    assertThrows(CancelledException.class, () -> download(file.toString(), "", new Cancelled()));
    assertFalse(Files.exists(folder()));
    assertEquals(List.of(), beside());
  }
}
