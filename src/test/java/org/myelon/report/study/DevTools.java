package org.myelon.report.study;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;

/** A page in a Chromium without a window, with real keys; driven by the browser's own protocol. */
final class DevTools implements AutoCloseable, WebSocket.Listener {

  private static final int SECONDS = 60;

  private final Process browser;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonValue>> answers = new ConcurrentHashMap<>();
  private final StringBuilder part = new StringBuilder();
  private int calls;

  private DevTools(Process browser, String address) throws Exception {
    this.browser = browser;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), this)
            .get(SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Starts the browser; skips the calling test where there is none.
   *
   * @param scratch for its profile
   */
  static DevTools start(Path scratch, int width, int height) throws Exception {
    final Path program =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .flatMap(d -> Stream.of(Path.of(d, "chromium"), Path.of(d, "google-chrome")))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(program != null, "needs the browser Chromium on the PATH");
    final Path profile = Files.createTempDirectory(scratch, "profile");
    final Process browser =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--window-size=" + width + "," + height,
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      final DevTools tools = new DevTools(browser, target(profile));
      tools.call("Page.enable", Map.of());
      return tools;
    } catch (Exception | Error e) {
      browser.destroyForcibly();
      throw e;
    }
  }

  private static String target(Path profile) throws Exception {
    final Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 10 * SECONDS; i++) {
      if (Files.exists(file) && Files.readAllLines(file).size() == 2) {
        final HttpRequest list =
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(file).get(0) + "/json/list"))
                .build();
        final String body =
            HttpClient.newHttpClient().send(list, HttpResponse.BodyHandlers.ofString()).body();
        for (JsonValue page : JsonValue.parse(body, "pages").items())
          if (page.get("type").text().equals("page"))
            return page.get("webSocketDebuggerUrl").text();
      }
      Thread.sleep(100);
    }
    throw new IOException("Chromium did not start");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      final JsonValue message = JsonValue.parse(part.toString(), "answer");
      part.setLength(0);
      // the page asks whether to leave marks that are not saved
      if (message.find("method").filter(m -> m.text().endsWith("DialogOpening")).isPresent())
        from.sendText(
            "{\"id\":0,\"method\":\"Page.handleJavaScriptDialog\",\"params\":{\"accept\":true}}",
            true);
      message
          .find("id")
          .flatMap(id -> Optional.ofNullable(answers.remove(id.integer())))
          .ifPresent(waiting -> waiting.complete(message));
    }
    from.request(1);
    return null;
  }

  JsonValue call(String method, Map<String, ?> parameters) throws Exception {
    final int id = ++calls;
    final CompletableFuture<JsonValue> answer = new CompletableFuture<>();
    answers.put(id, answer);
    final Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    socket.sendText(Json.write(message), true).get(SECONDS, TimeUnit.SECONDS);
    return answer.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Opens a page and waits until its scripts have run. */
  void open(URI address) throws Exception {
    call("Page.navigate", Map.of("url", address.toString()));
    await("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
  }

  /** The value of an expression as text; waits for a promise. */
  String evaluate(String expression) throws Exception {
    final JsonValue answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                "Promise.resolve(" + expression + ").then(String)",
                "awaitPromise",
                true,
                "returnByValue",
                true));
    return answer.get("result").get("result").get("value").text();
  }

  /** Waits until an expression is true; one that fails, as on a page still loading, is not yet. */
  void await(String expression) throws Exception {
    final String patient =
        "(() => { try { return " + expression + " } catch (e) { return false } })()";
    for (int i = 0; i < 20 * SECONDS; i++) {
      if (evaluate(patient).equals("true")) return;
      Thread.sleep(50);
    }
    throw new AssertionError("never true: " + expression);
  }

  /** Presses real keys, one after the other; "Ctrl+k" with the key Ctrl held. */
  void press(String... keys) throws Exception {
    for (String name : keys) {
      final boolean control = name.startsWith("Ctrl+");
      final String key = control ? name.substring(5) : name;
      final Map<String, Object> event = new LinkedHashMap<>();
      event.put("key", key);
      event.put("modifiers", control ? 2 : 0);
      if (key.length() == 1 && !control) event.put("text", key);
      for (String type : List.of("keyDown", "keyUp")) {
        event.put("type", type);
        call("Input.dispatchKeyEvent", event);
        event.remove("text");
      }
    }
  }

  void screenshot(Path file) throws Exception {
    final String png =
        call("Page.captureScreenshot", Map.of("format", "png")).get("result").get("data").text();
    Files.write(file, Base64.getDecoder().decode(png));
  }

  /** Ends the browser and waits for all of its processes, which write into its profile. */
  @Override
  public void close() throws Exception {
    final List<ProcessHandle> helpers = browser.descendants().toList();
    socket.abort();
    browser.destroy();
    if (!browser.waitFor(10, TimeUnit.SECONDS)) browser.destroyForcibly().waitFor();
    for (ProcessHandle helper : helpers) {
      if (helper.isAlive()) helper.destroyForcibly();
      helper.onExit().get(10, TimeUnit.SECONDS);
    }
  }
}
