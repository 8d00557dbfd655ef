package org.myelon.segment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Cancelled;
import org.myelon.segment.ivadomed.IvadomedPackage;
import org.myelon.segment.ivadomed.TestPackage;
import org.myelon.segment.nnunet.ModelFolder;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.download.ArchiveServer;

/** The toy model of the test data, from a server on this machine and from files. */
class DownloadModelTest {

  private static final Path TOY = Path.of("test-data/model/Dataset999_ToyFluid");

  @TempDir Path temporary;

  private ArchiveServer server;
  private ModelStore store;

  @BeforeEach
  void start() throws Exception {
    server = new ArchiveServer(toy("fold_0", "a/b/", ""));
    store = new ModelStore(temporary.resolve("models"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The toy model, its fold under another name, in folders, its plans with something added. */
  private static byte[] toy(String fold, String wrapped, String added) throws Exception {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(TOY)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        final String name = TOY.relativize(file).toString().replace('\\', '/');
        zip.putNextEntry(new ZipEntry(wrapped + name.replace("fold_0", fold)));
        String text = "";
        if (name.endsWith("plans.json"))
          text = Files.readString(file).replaceFirst("\\{", "{" + added);
        zip.write(text.isEmpty() ? Files.readAllBytes(file) : text.getBytes());
      }
    }
    return bytes.toByteArray();
  }

  private Catalogue catalogue(int archives) {
    final StringBuilder addresses = new StringBuilder();
    for (int i = 0; i < archives; i++)
      addresses
          .append(i > 0 ? ", " : "")
          .append('"')
          .append(server.address(i + ".zip"))
          .append('"');
    return Catalogue.parse(
        "{'as_of': 'now', 'models': [{'name': 'toy', 'title': 't', 'description': 'd.', 'kind':"
                .replace('\'', '"')
            + " \"nnunet\", \"addresses\": ["
            + addresses
            + "]}]}");
  }

  private InstalledModel download(List<String> sources, String sha256, Progress progress) {
    return DownloadModel.run(
            new DownloadModel.Settings(
                "toy", sources, sha256.isEmpty() ? List.of() : List.of(sha256), store),
            catalogue(1),
            ArchiveServer.RULES,
            progress)
        .model();
  }

  private InstalledModel download() {
    return download(List.of(), "", Progress.NONE);
  }

  private String refused(List<String> sources, String sha256) {
    final String said =
        assertThrows(InputException.class, () -> download(sources, sha256, Progress.NONE))
            .getMessage();
    assertFalse(said.contains("\n"), said);
    assertFalse(Files.exists(store.root().resolve("toy")), "something was put into place");
    return said;
  }

  private String refused() {
    return refused(List.of(), "");
  }

  private List<String> inStore() throws Exception {
    if (!Files.exists(store.root())) return List.of();
    try (Stream<Path> files = Files.list(store.root())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aModelIsPutIntoPlaceAndRemoved() throws Exception {
    final InstalledModel model = download();
    assertEquals(store.root().resolve("toy"), model.folder());
    assertEquals(ArchiveServer.sha256(server.archive), model.archives().get(0).sha256());
    assertEquals(server.address("0.zip"), model.archives().get(0).source());
    assertEquals(List.of("0"), ModelFolder.open(model.folder()).folds());
    assertTrue(model.bytes() > 1000 && model.date().matches("\\d{4}-\\d\\d-\\d\\d"));
    assertEquals(List.of(model), store.installed());
    assertEquals(List.of("checksums.json", "toy"), inStore(), "nothing else is left");
    assertEquals(
        "yes", ListModels.run(store, new ListModels.Settings("toy", true)).get(0, "installed"));
    final String again = assertThrows(InputException.class, this::download).getMessage();
    assertTrue(again.contains("remove it first"), again);
    assertTrue(RemoveModel.run(store, "toy"));
    assertEquals(List.of("checksums.json"), inStore());
  }

  /** What the catalogue says of it holds for its name, not for its folder. */
  @Test
  void aModelIsKnownByItsName() throws Exception {
    final InstalledModel model = download();
    assertTrue(store.choose("toy", catalogue(1)).known().isPresent());
    assertTrue(store.choose(model.folder().toString(), catalogue(1)).known().isEmpty());
    assertTrue(store.choose("toy", Catalogue.builtIn()).known().isEmpty(), "not in the list");
  }

  @Test
  void goesOnWhereItBrokeOff() throws Exception {
    server.most = 1000;
    assertTrue(refused().contains("broke off after 1000 bytes"));
    server.most = Integer.MAX_VALUE;
    download();
    assertEquals(Arrays.asList(null, "bytes=1000-"), server.ranges);
    assertEquals(List.of("checksums.json", "toy"), inStore());
  }

  @Test
  void aWrongChecksumIsNotUnpacked() throws Exception {
    final String other = "0".repeat(64);
    assertTrue(refused(List.of(), other).contains(other));
    assertTrue(refused(List.of(), "12").contains("64 hexadecimal digits"));
    assertEquals(List.of(), inStore());
  }

  /** The address has given another file before. */
  @Test
  void aFileThatChangedIsNotTakenUnlessItsChecksumIsGiven() throws Exception {
    download();
    RemoveModel.run(store, "toy");
    server.archive = toy("fold_1", "", "");
    final String now = ArchiveServer.sha256(server.archive);
    assertTrue(refused().contains("not the file that was expected"));
    assertEquals(
        List.of("1"), ModelFolder.open(download(List.of(), now, Progress.NONE).folder()).folds());
    RemoveModel.run(store, "toy");
    download();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "/evil.txt", "..\\evil.txt"})
  void nothingIsWrittenOutside(String name) throws Exception {
    server.archive = ArchiveServer.zip("plans.json", "{}", name, "evil");
    assertTrue(refused().contains("outside of the folder"));
    assertEquals(List.of(), inStore());
    assertFalse(Files.exists(temporary.resolve("evil.txt")));
  }

  @Test
  void whatIsNoModelIsNotPutIntoPlace() throws Exception {
    server.archive = ArchiveServer.zip("readme.txt", "nothing here");
    final String said = refused();
    assertTrue(said.contains("no model of nnU-Net v2") && said.startsWith("toy is not"), said);
    server.archive = ArchiveServer.zip("model.json", "{\"weights\": \"w.onnx\"}");
    assertTrue(refused().contains("lacks w.onnx"));
    server.archive = ArchiveServer.zip("model.json", "{\"weights\": \"../w.onnx\"}");
    assertTrue(refused().contains("lacks ../w.onnx"));
    server.archive = "<html>sign in first</html>".getBytes();
    assertTrue(refused().contains("no zip archive"));
    assertEquals(List.of(), inStore());
  }

  @Test
  void aModelWithADescriptionLosesItsWrapping() throws Exception {
    server.archive =
        ArchiveServer.zip("a/b/model.json", "{\"weights\": \"w.onnx\"}", "a/b/w.onnx", "net");
    assertTrue(Files.exists(download().folder().resolve("w.onnx")));
  }

  @Test
  void saysThatTheComputerIsOffline() throws Exception {
    final int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    final String said = refused(List.of("http://localhost:" + closed + "/m.zip"), "");
    assertTrue(said.contains("is this computer online?"), said);
    server.status = 404;
    assertTrue(refused().contains("does not exist"));
    assertThrows(
        InputException.class,
        () ->
            DownloadModel.run(
                new DownloadModel.Settings(
                    "toy", List.of(server.address("a.zip")), List.of(), store),
                Progress.NONE),
        "only https");
  }

  @Test
  void aFileAtHandIsUnpackedAndKept() throws Exception {
    final Path file = Files.write(temporary.resolve("by-hand.zip"), server.archive);
    download(List.of(file.toString()), "", Progress.NONE);
    assertTrue(Files.exists(file));
    assertEquals(List.of("toy"), inStore());
    assertEquals(0, server.ranges.size());
  }

  @Test
  void cancellingLeavesNothing() throws Exception {
    final Path file = Files.write(temporary.resolve("by-hand.zip"), server.archive);
    assertThrows(
        CancelledException.class, () -> download(List.of(file.toString()), "", new Cancelled()));
    assertEquals(List.of(), inStore());
  }

  @Test
  void foldsOfSeveralArchivesBecomeOneModel() throws Exception {
    final Path first = Files.write(temporary.resolve("0.zip"), toy("fold_0", "", ""));
    final Path same = Files.write(temporary.resolve("1.zip"), toy("fold_0", "x/", ""));
    final Path third = Files.write(temporary.resolve("2.zip"), toy("fold_4", "", ""));
    final List<String> all = List.of(first.toString(), same.toString(), third.toString());
    final InstalledModel model = download(all, "", Progress.NONE);
    assertEquals(List.of("0", "1", "4"), ModelFolder.open(model.folder()).folds());
    assertEquals(3, model.archives().size());
    RemoveModel.run(store, "toy");
    Files.write(third, toy("fold_4", "", "\"other\": 1,"));
    assertTrue(refused(all, "").contains("different models"));
  }

  /** As the two networks for tumours come: wrapped in folders, one finds the cord. */
  @Test
  void packagesOfIvadomedLieSideBySide() throws Exception {
    final Path first = temporary.resolve("find-r1/find"), second = temporary.resolve("t2-r1");
    TestPackage.write(first, "find", TestPackage.VOLUMES, 2, new int[] {1, 1, 1}, 0);
    TestPackage.write(second, "t2", TestPackage.SLICES, 1, new int[] {1, 1}, 0);
    final List<String> archives = new ArrayList<>();
    for (Path folder : List.of(first.getParent(), second)) archives.add(zipped(folder).toString());
    final InstalledModel model = download(archives, "", Progress.NONE);
    assertEquals(
        List.of("find", "t2"),
        IvadomedPackage.in(model.folder()).stream().map(IvadomedPackage::name).toList());
    RemoveModel.run(store, "toy");
    Files.writeString(first.resolve("find.json"), "{\"loader_parameters\": {}}");
    assertTrue(refused(List.of(zipped(first.getParent()).toString()), "").contains("no model"));
    Files.writeString(
        first.resolve("find.json"), TestPackage.VOLUMES.replace("\"Resample\"", "\"Warp\""));
    final String said = refused(List.of(zipped(first.getParent()).toString()), "");
    assertTrue(said.contains("transformation: Warp is a change of images that is not known"), said);
  }

  private Path zipped(Path folder) throws Exception {
    final Path file = temporary.resolve(folder.getFileName() + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.walk(folder)) {
      for (Path f : files.filter(Files::isRegularFile).sorted().toList()) {
        final String name = folder.getParent().relativize(f).toString().replace('\\', '/');
        zip.putNextEntry(new ZipEntry(name));
        zip.write(Files.readAllBytes(f));
      }
    }
    return file;
  }

  @Test
  void whatTheCatalogueCannotGiveIsSaid() throws Exception {
    says("rootlet", "did you mean 'rootlets'");
    says("myelon_cord", "comes with Myelon");
    assertEquals(List.of(), inStore(), "nothing was asked of a server");
    final Path file = Files.write(temporary.resolve("a.zip"), server.archive);
    for (String name : new String[] {"../x", "", ".hidden", "a/b"})
      assertThrows(
          InputException.class,
          () ->
              DownloadModel.run(
                  new DownloadModel.Settings(name, List.of(file.toString()), List.of(), store),
                  Progress.NONE),
          name);
  }

  private void says(String model, String said) {
    final DownloadModel.Settings settings =
        new DownloadModel.Settings(model, List.of(), List.of(), store);
    final String message =
        assertThrows(InputException.class, () -> DownloadModel.run(settings, Progress.NONE))
            .getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void aStoreThatCannotBeWrittenIsSaid() throws Exception {
    Files.writeString(store.root(), "a file");
    assertTrue(refused().contains("choose another folder"));
  }

  @Test
  void onlyWhatWasInstalledIsRemoved() throws Exception {
    final Path mine = Files.createDirectories(store.root().resolve("mine"));
    assertTrue(saysRemoving("mine").contains("not made by Download Model"));
    assertTrue(Files.exists(mine));
    assertTrue(saysRemoving("../models").contains("no name for a model"));
    assertTrue(saysRemoving("myelon_cord").contains("cannot be removed"));
    assertTrue(saysRemoving("cannal").contains("canal"));
    assertFalse(RemoveModel.run(store, "canal"), "it is not there, which is what was asked for");
  }

  private String saysRemoving(String name) {
    return assertThrows(InputException.class, () -> RemoveModel.run(store, name)).getMessage();
  }
}
