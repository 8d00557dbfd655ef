package org.myelon.step.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A server on this machine that gives one file, and does what servers should not. */
public final class ArchiveServer implements AutoCloseable {

  /** As for any download, but from this server; on a busy machine it may be slow to answer. */
  public static final Rules RULES = patient(Duration.ofSeconds(60));

  private final HttpServer server;

  /** The byte range that each request asked for, null for the whole file. */
  public final List<String> ranges = new ArrayList<>();

  /** What it gives. */
  public byte[] archive;

  public String etag = "\"one\"";

  /** After so many bytes it breaks off. */
  public int most = Integer.MAX_VALUE;

  /** When it breaks off it waits for this. */
  public CountDownLatch wait = new CountDownLatch(0);

  public int status = 200;

  public ArchiveServer(byte[] archive) throws IOException {
    this.archive = archive;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * @param stall for how long nothing may arrive
   */
  public static Rules patient(Duration stall) {
    return new Rules(List.of("http", "https"), stall, 2L << 30, 8L << 30);
  }

  @Override
  public void close() {
    wait.countDown();
    server.stop(0);
  }

  /** The address of the file under a name. */
  public String address(String name) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + name;
  }

  private void answer(HttpExchange call) throws IOException {
    final String range = call.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    final boolean same = etag.equals(call.getRequestHeaders().getFirst("If-Range"));
    final int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (!etag.isEmpty()) call.getResponseHeaders().set("ETag", etag);
    if (status != 200 || from >= archive.length) {
      call.sendResponseHeaders(status != 200 ? status : 416, -1);
      call.close();
      return;
    }
    call.sendResponseHeaders(from > 0 ? 206 : 200, archive.length - from);
    try (OutputStream out = call.getResponseBody()) {
      out.write(archive, from, Math.min(archive.length - from, most));
      out.flush();
      if (archive.length - from > most) {
        wait.await();
        throw new IOException("broken off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A text that cannot be packed. */
  public static String noise(int length) {
    final byte[] b = new byte[length];
    new Random(1).nextBytes(b);
    return new String(b, StandardCharsets.ISO_8859_1);
  }

  /** An archive of texts. */
  public static byte[] zip(String... namesAndTexts) throws IOException {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  public static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
