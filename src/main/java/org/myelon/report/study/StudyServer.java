package org.myelon.report.study;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * Serves the page of a study to the browsers of this machine and saves marks beside the data. Only
 * who knows the address, which holds a random word, is answered; only files of the folder are read,
 * and only marks and their lists are written.
 */
public final class StudyServer implements AutoCloseable {

  private static final int MOST_BYTES = 8 << 20;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "yml", "text/plain; charset=utf-8");

  /** No page of ours loads anything from elsewhere, whatever a file is called. */
  private static final String POLICY =
      "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline';"
          + " script-src 'self' 'unsafe-inline'; connect-src 'self'; frame-src 'self';"
          + " base-uri 'none'; form-action 'none'";

  /** What lies in the folder itself, and what belongs to an entry in it or below it. */
  private static final Pattern OF_PAGE = Pattern.compile("[^/]+|(.+/)?entries/[^/]+/[^/]+");

  private final StudyFolder study;
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads;
  private final String root;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StudyServer(StudyFolder study, HttpServer server) throws IOException {
    this.study = study;
    this.folder = study.path().toRealPath();
    this.server = server;
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              final Thread thread = new Thread(work, "qc page");
              thread.setDaemon(true);
              return thread;
            });
    final byte[] word = new byte[18];
    new SecureRandom().nextBytes(word);
    this.root = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(word) + "/";
  }

  /**
   * Begins to serve.
   *
   * @param port where, 0 for any that is free
   * @throws InputException if the port is taken, or a list of marks there is not ours
   */
  public static StudyServer start(StudyFolder study, int port) {
    CorrectionLists.requireOurs(study.path());
    MarksFile.in(study.path()).createIfMissing();
    MarksFile.in(study.path()).read();
    try {
      final InetAddress here = InetAddress.getLoopbackAddress();
      final StudyServer server =
          new StudyServer(study, HttpServer.create(new InetSocketAddress(here, port), 0));
      server.server.createContext("/", server::answer);
      server.server.setExecutor(server.threads);
      server.server.start();
      return server;
    } catch (IOException e) {
      throw new InputException(
          "Cannot serve the page at port " + port + ": " + e.getMessage() + "; try port=0.", e);
    }
  }

  /** What to open in a browser. */
  public URI address() {
    return URI.create("http://" + host() + root);
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until someone ends the work on the page; false if that takes longer. */
  public boolean isEndedWithin(long milliseconds) {
    try {
      return ended.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      final String path = call.getRequestURI().getPath();
      if (!isOurs(call) || path == null || !path.startsWith(root)) {
        reply(call, 404, "text/plain", "Not here: take the address that Myelon printed.");
        return;
      }
      final String name = path.substring(root.length());
      switch (call.getRequestMethod()) {
        case "GET" -> get(call, name);
        case "POST" -> post(call, name);
        default -> reply(call, 405, "text/plain", "GET or POST");
      }
    }
  }

  /** A page from elsewhere that was led here by a false name or sends marks is not answered. */
  private boolean isOurs(HttpExchange call) {
    final String host = call.getRequestHeaders().getFirst("Host");
    final String origin = call.getRequestHeaders().getFirst("Origin");
    final List<String> names = List.of(host(), host().replace("127.0.0.1", "localhost"));
    return names.contains(host) && (origin == null || origin.equals("http://" + host));
  }

  private void get(HttpExchange call, String name) throws IOException {
    if (name.isEmpty() || name.equals("index.html")) {
      reply(call, 200, TYPES.get("html"), study.html(true));
      return;
    }
    final String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    final Path file = fileOf(name);
    if (type == null || file == null) reply(call, 404, "text/plain", "There is no such file.");
    else reply(call, 200, type, Files.readAllBytes(file));
  }

  /** A file of the page, null if there is none; links out of the folder lead nowhere. */
  private Path fileOf(String name) {
    if (!OF_PAGE.matcher(name).matches()) return null;
    try {
      final Path file = folder.resolve(name).toRealPath();
      return file.startsWith(folder) && Files.isRegularFile(file) ? file : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  private void post(HttpExchange call, String name) throws IOException {
    if (name.equals("end")) {
      reply(call, 200, "text/plain", "The end.");
      call.close();
      ended.countDown();
    } else if (name.equals("marks")) {
      save(call);
    } else reply(call, 404, "text/plain", "Nothing is written there.");
  }

  private void save(HttpExchange call) throws IOException {
    try (InputStream in = call.getRequestBody()) {
      final byte[] body = in.readNBytes(MOST_BYTES);
      final List<Mark> marks = new ArrayList<>();
      for (JsonValue mark :
          JsonValue.parse(new String(body, StandardCharsets.UTF_8), "The list of marks").items())
        marks.add(Mark.of(mark));
      reply(call, 200, TYPES.get("js"), MarksFile.text(save(marks)));
    } catch (InputException e) {
      reply(call, 400, "text/plain; charset=utf-8", e.getMessage());
    }
  }

  private synchronized List<Mark> save(List<Mark> marks) {
    final List<StudyEntry> entries = study.read().entries();
    final Set<String> known = new HashSet<>(entries.stream().map(StudyEntry::id).toList());
    for (Mark mark : marks)
      if (!known.contains(mark.entry()))
        throw new InputException("There is no entry " + mark.entry() + "; reload the page.");
    final List<Mark> all = MarksFile.in(folder).add(marks);
    CorrectionLists.write(folder, entries, all);
    return all;
  }

  private static void reply(HttpExchange call, int status, String type, String text)
      throws IOException {
    reply(call, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void reply(HttpExchange call, int status, String type, byte[] body)
      throws IOException {
    final var headers = call.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("Cache-Control", "no-cache");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) call.getResponseBody().write(body);
  }
}
