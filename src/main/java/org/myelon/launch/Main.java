package org.myelon.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;

/**
 * The program behind {@code bin/myelon}. Exit codes: 0 done, 1 an error of the program, 2 a mistake
 * of the user (one line on the standard error), 130 cancelled by Ctrl-C.
 */
public final class Main {

  private static final int PROGRAM_ERROR = 1;
  private static final int USER_ERROR = 2;
  private static final int CANCELLED = 130;

  /** How long a cancelled command may take to stop and to remove its temporary files. */
  private static final long GRACE_MILLIS = 5000;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  /**
   * @param terminal whether {@code err} can show a progress bar
   */
  Main(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    final PrintStream out = utf8(FileDescriptor.out), err = utf8(FileDescriptor.err);
    final int code = new Main(out, err, Boolean.getBoolean("myelon.terminal")).run(List.of(args));
    out.flush();
    err.flush();
    if (code != CANCELLED) System.exit(code);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Runs one command line and says how it ended. */
  int run(List<String> args) {
    final ProgressBar progress = new ProgressBar(terminal ? err : null);
    final boolean debug = args.contains("--debug");
    final Thread stopper = stopOnInterrupt(progress);
    try {
      new Shell(Commands.ofThisJar(), out, progress).run(withoutSwitches(args));
      return 0;
    } catch (InputException e) {
      return failed(progress, e.getMessage(), e, debug, USER_ERROR);
    } catch (CancelledException e) {
      return failed(progress, e.getMessage(), e, debug, CANCELLED);
    } catch (OutOfMemoryError e) {
      return failed(
          progress,
          "Not enough memory: Java may use "
              + Runtime.getRuntime().maxMemory() / (1 << 20)
              + " MB; allow more with MYELON_JAVA_OPTIONS=-Xmx8g.",
          e,
          debug,
          USER_ERROR);
    } catch (RuntimeException | Error e) {
      return failed(
          progress, "Unexpected error, --debug shows where: " + e, e, debug, PROGRAM_ERROR);
    } finally {
      release(stopper);
    }
  }

  private int failed(ProgressBar progress, String message, Throwable e, boolean debug, int code) {
    progress.clear();
    err.println("myelon: " + message);
    if (debug) e.printStackTrace(err);
    return code;
  }

  private static List<String> withoutSwitches(List<String> args) {
    final List<String> words = new ArrayList<>();
    for (String arg : args)
      if (arg.startsWith("--threads=")) useThreads(arg.substring("--threads=".length()));
      else if (!arg.equals("--debug")) words.add(arg);
    return words;
  }

  /** All parallel loops run on the common pool and on the thread that calls. */
  private static void useThreads(String text) {
    if (!text.matches("[1-9][0-9]{0,3}"))
      throw new InputException("--threads=" + text + ": give a whole number from 1.");
    System.setProperty(
        "java.util.concurrent.ForkJoinPool.common.parallelism",
        Integer.toString(Integer.parseInt(text) - 1));
  }

  /** On Ctrl-C the command is told to stop, and may clean up before Java ends. */
  private static Thread stopOnInterrupt(ProgressBar progress) {
    final Thread worker = Thread.currentThread();
    final Thread stopper =
        new Thread(
            () -> {
              progress.cancel();
              try {
                worker.join(GRACE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(stopper);
    return stopper;
  }

  private static void release(Thread stopper) {
    try {
      Runtime.getRuntime().removeShutdownHook(stopper);
    } catch (IllegalStateException e) {
      // Java is ending already because of Ctrl-C: the stopper runs now
      assert stopper.isAlive();
    }
  }
}
