package org.myelon.segment.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Starts PyTorch in this Java; once it runs, it is the same for all. */
final class TorchEngine {

  private TorchEngine() {}

  /**
   * @throws InputException if it does not start; says what to do
   * @throws CancelledException if the user cancels a download
   */
  static synchronized Engine start(Progress progress) {
    // DJL would report each start to its makers; nobody was asked
    System.setProperty("OPT_OUT_TRACKING", "true");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    // DJL looks for its engine and the native library where the thread looks; in Fiji some threads
    // do not see Fiji's folders, and what DJL does not find at its first look it never finds
    thread.setContextClassLoader(TorchEngine.class.getClassLoader());
    try {
      NativeLibrary.provide(progress);
      progress.check("Starting PyTorch", 0);
      final Engine engine = Engine.getEngine("PyTorch");
      useAllProcessors();
      return engine;
    } catch (InputException | CancelledException e) {
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw explained(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** As many threads as Java may use, which knows of containers; unless the user chose. */
  private static void useAllProcessors() {
    if (System.getProperty("ai.djl.pytorch.num_threads") == null
        && System.getenv("OMP_NUM_THREADS") == null)
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
  }

  private static InputException explained(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) cause = cause.getCause();
    final String words = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new InputException(
        "PyTorch does not start ("
            + words
            + "): remove the folder "
            + NativeLibrary.folder()
            + " if it is damaged, then start Fiji or the shell again",
        e);
  }
}
