package org.myelon.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyServerTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path temp;
  private Path folder;
  private StudyServer server;
  private String entry;

  @BeforeEach
  void start() {
    folder = temp.resolve("study");
    SampleStudy.write(folder);
    final StudyFolder study = StudyFolder.open(folder);
    entry = study.read().entries().get(0).id();
    server = StudyServer.start(study, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(server.address().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(server.address().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String mark(String entry, String qc, String rank) {
    return "[{\"entry\":\"%s\",\"qc\":\"%s\",\"rank\":\"%s\",\"rater\":\"me\",\"time\":\"2026-01-01T10:00:00.000Z\"}]"
        .formatted(entry, qc, rank);
  }

  @Test
  void servesThePageItsPicturesAndWhatWasAddedSince() throws Exception {
    assertTrue(get("").body().contains("\"served\" : true"));
    final HttpResponse<String> picture = get("entries/" + entry + "/background.svg");
    assertEquals(200, picture.statusCode());
    assertEquals("image/svg+xml", picture.headers().firstValue("Content-Type").orElse(""));
    assertTrue(picture.headers().firstValue("Content-Security-Policy").isPresent());
    assertEquals(200, get("marks.js").statusCode());
    SampleStudy.write(folder);
    assertEquals(5, get("index.html").body().split("\"pictures\"", -1).length);
  }

  /** The folder of a study may hold anything. */
  @Test
  void servesTheFilesOfEntriesBelowAndNothingElse() throws Exception {
    SampleStudy.analyze(folder.resolve("sub-01"), "sub-01");
    Files.writeString(folder.resolve("sub-01/participants.json"), "{}");
    assertEquals(200, get("sub-01/qc/entries/segmentation/background.svg").statusCode());
    assertEquals(404, get("sub-01/participants.json").statusCode());
    assertEquals(404, get("sub-01/qc/index.html").statusCode());
    assertEquals(200, post("marks", mark("cord_sub-01", "❌", "3")).statusCode());
  }

  @Test
  void savesMarksAndTheirListsBesideTheData() throws Exception {
    assertEquals(200, post("marks", mark(entry, "❌", "3")).statusCode());
    assertEquals(
        CorrectionLists.OURS + "FILES_SEG:\n- /data/study/sub-01/anat/sub-01_T2w.nii.gz\n",
        Files.readString(folder.resolve("qc_fail.yml")));
    assertFalse(Files.exists(folder.resolve("qc_artifact.yml")), "an empty list");
    assertEquals(1, MarksFile.in(folder).read().size());
    post("marks", mark(entry, "❌", "3"));
    assertEquals(1, MarksFile.in(folder).read().size(), "the same mark twice");
    post("marks", mark(entry, "✅", "3").replace("T10", "T11"));
    assertEquals(2, MarksFile.in(folder).read().size(), "history");
    assertEquals(CorrectionLists.OURS + "{}\n", Files.readString(folder.resolve("qc_fail.yml")));
    assertTrue(get("marks.js").body().startsWith("addMarks(["));
  }

  @ParameterizedTest
  @CsvSource({"ENTRY, ok, 3", "ENTRY, ❌, 33", "nobody, ❌, 3", "../x, ❌, 3"})
  void refusesWhatIsNoMark(String id, String qc, String rank) throws Exception {
    final HttpResponse<String> answer =
        post("marks", mark(id.equals("ENTRY") ? entry : id, qc, rank));
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals(0, MarksFile.in(folder).read().size());
    assertEquals(400, post("marks", "no list").statusCode());
    assertEquals(404, post("qc_fail.yml", "mine").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..%2Fsecret.js", "entries/..%2F..%2Fsecret.js", "link.js", "entries", "%00.js"})
  void readsNothingOutsideTheFolder(String path) throws Exception {
    Files.writeString(temp.resolve("secret.js"), "secret");
    Files.createSymbolicLink(folder.resolve("link.js"), temp.resolve("secret.js"));
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void answersOnlyWhoKnowsTheAddress() throws Exception {
    final URI address = server.address();
    assertEquals(404, get("/").statusCode());
    assertEquals(404, get("/guess/index.html").statusCode());
    assertTrue(raw("Host: " + address.getAuthority()).startsWith("HTTP/1.1 200"));
    assertTrue(raw("Host: evil.example").startsWith("HTTP/1.1 404"), "a name led here");
    assertTrue(
        raw("Host: " + address.getAuthority() + "\r\nOrigin: http://evil.example")
            .startsWith("HTTP/1.1 404"),
        "another site");
  }

  private String raw(String headers) throws Exception {
    final URI address = server.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      final OutputStream out = socket.getOutputStream();
      final String call =
          "GET " + address.getPath() + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
      out.write(call.getBytes(StandardCharsets.US_ASCII));
      final InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void endsWhenThePageSaysSo() throws Exception {
    assertFalse(server.isEndedWithin(1));
    assertEquals(200, post("end", "").statusCode());
    assertTrue(server.isEndedWithin(1000));
  }
}
