package org.myelon.register.elastix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** A program of somebody else, run to its end or killed with everything that it started. */
final class ExternalProgram {

  private static final long POLL_MS = 50;

  private ExternalProgram() {}

  /**
   * Runs a program.
   *
   * @param command the program and its arguments, which no shell sees
   * @param folder where it runs
   * @param log file that receives all that it prints
   * @param progress may cancel
   * @param tick called now and then while it runs
   * @return its exit code
   * @throws InputException if it cannot be started
   * @throws CancelledException if the user cancels; the program and its children are dead then
   */
  static int run(List<String> command, Path folder, Path log, Progress progress, Runnable tick) {
    final Process process = start(command, folder, log);
    final Thread atExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
        if (progress.isCancelled()) throw new CancelledException();
        tick.run();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      kill(process);
      removeHook(atExit);
    }
  }

  private static Process start(List<String> command, Path folder, Path log) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(emptyInput(folder).toFile()))
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new InputException(
          command.get(0) + " cannot be started: is it a program for this machine?", e);
    }
  }

  /** A program that asks a question gets no answer instead of waiting for ever. */
  private static Path emptyInput(Path folder) throws IOException {
    final Path empty = folder.resolve("no-input");
    Files.write(empty, new byte[0]);
    return empty;
  }

  /** Children first become known, then die, so that none is left without a parent to find it by. */
  private static void kill(Process process) {
    final List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the machine is going down already, and the hook runs
      return;
    }
  }
}
