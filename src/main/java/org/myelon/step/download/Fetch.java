package org.myelon.step.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/**
 * Fetches a file from the web. What has arrived when the connection breaks or the user cancels
 * stays beside it ({@code .part}), and the next call goes on from there, if the server says that
 * its file is still the same ({@code ETag}).
 */
public final class Fetch {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 100;

  private final URI address;
  private final Path file, part, tag;
  private final Rules rules;
  private final String otherwise;
  private volatile long expected = -1;

  /**
   * @param address of the file; the caller has looked at its scheme
   * @param file where it goes; there is none yet
   * @param rules how long it may be, and for how long nothing may arrive
   * @param otherwise what a user does who cannot have it, for messages: a sentence without its end
   */
  public Fetch(URI address, Path file, Rules rules, String otherwise) {
    this.address = address;
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.tag = file.resolveSibling(file.getFileName() + ".part.tag");
    this.rules = rules;
    this.otherwise = otherwise;
  }

  /**
   * How long the file is.
   *
   * @return bytes; 0 if the server does not say
   * @throws InputException if the server cannot be reached or lacks the file, saying what to do
   */
  public long length() {
    final HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      final HttpResponse<Void> answer =
          client().send(request, HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() != 200) throw refusal(answer.statusCode());
      return answer.headers().firstValueAsLong("Content-Length").orElse(0);
    } catch (IOException e) {
      throw explained(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  /**
   * Fetches it.
   *
   * @throws InputException if that fails, saying what to do
   * @throws CancelledException if the user cancels; what has arrived stays
   */
  public void run(Progress progress) {
    final HttpClient client = client();
    try {
      int status = request(client, progress);
      if (status == 416) {
        // the part is longer than the file: begin again
        Files.deleteIfExists(part);
        status = request(client, progress);
      }
      if (status != 200 && status != 206) throw refusal(status);
      Files.move(part, file);
      Files.deleteIfExists(tag);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private static HttpClient client() {
    // redirections from https to http are not followed
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(PATIENCE)
        .build();
  }

  private int request(HttpClient client, Progress progress) throws IOException {
    final long had = Files.exists(part) && Files.exists(tag) ? Files.size(part) : 0;
    final HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (had > 0)
      request.header("Range", "bytes=" + had + "-").header("If-Range", TextFile.read(tag).strip());
    final CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(request.build(), this::body);
    try {
      return await(answer, progress).statusCode();
    } finally {
      answer.cancel(true);
    }
  }

  /** Where the bytes of an answer go. */
  private HttpResponse.BodySubscriber<Path> body(HttpResponse.ResponseInfo info) {
    final boolean goesOn = info.statusCode() == 206;
    if (!goesOn && info.statusCode() != 200) return BodySubscribers.replacing(part);
    final long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
    final long had = goesOn ? part.toFile().length() : 0;
    expected = length < 0 ? -1 : had + length;
    if (!goesOn) remember(info.headers().firstValue("ETag").orElse(""));
    return BodySubscribers.ofFile(
        part,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Only a strong tag says that the bytes are the same. */
  private void remember(String etag) {
    try {
      if (etag.startsWith("\"")) Files.writeString(tag, etag);
      else Files.deleteIfExists(tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> answer, Progress progress)
      throws IOException {
    long arrived = -1, silent = 0;
    while (true) {
      try {
        return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        final long now = part.toFile().length();
        // counted in looks, not by the clock: a computer that slept or is busy has not looked
        silent = now == arrived ? silent + POLL_MILLIS : 0;
        arrived = now;
        if (silent > rules.stall().toMillis())
          throw new HttpTimeoutException("nothing arrives any more");
        requireAllowed(Math.max(now, expected));
        progress.check(
            "Downloading " + file.getFileName() + ", " + (now >> 20) + " MB",
            expected > 0 ? (double) now / expected : 0);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) throw io;
        throw new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
  }

  private void requireAllowed(long bytes) {
    if (bytes > rules.mostPacked())
      throw new InputException(
          address
              + " is longer than "
              + (rules.mostPacked() >> 20)
              + " MB: that is not what was asked for.");
  }

  private InputException refusal(int status) {
    final boolean gone = status == 404 || status == 410;
    return new InputException(
        address
            + (gone ? " does not exist" : " cannot be had now")
            + " (the server answers "
            + status
            + "): "
            + (gone ? "" : "try again later, or ")
            + otherwise
            + ".");
  }

  private InputException explained(IOException e) {
    final long arrived = part.toFile().length();
    if (arrived > 0 && !(e instanceof SSLException))
      return new InputException(
          "The download of "
              + address
              + " broke off after "
              + arrived
              + " bytes: try again, it goes on from there where the server lets it.",
          e);
    final boolean offline =
        e instanceof UnknownHostException
            || e instanceof ConnectException
            || e instanceof HttpTimeoutException
            || e.getCause() instanceof UnresolvedAddressException;
    return new InputException(
        offline
            ? "Cannot reach "
                + address.getHost()
                + ": is this computer online? If it never is, "
                + otherwise
                + "."
            : "Cannot download " + address + " (" + e.getMessage() + "): " + otherwise + ".",
        e);
  }
}
