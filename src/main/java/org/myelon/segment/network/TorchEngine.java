package org.myelon.segment.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Starts PyTorch in this Java, once. */
final class TorchEngine {

  private static final String NAME = "PyTorch";

  private TorchEngine() {}

  static synchronized Engine start(Progress progress) {
    // DJL would report each start to its makers; nobody was asked
    System.setProperty("OPT_OUT_TRACKING", "true");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    // DJL looks for its engine and the native library where the thread looks; in Fiji some threads
    // do not see Fiji's folders, and what DJL does not find at its first look it never finds
    thread.setContextClassLoader(TorchEngine.class.getClassLoader());
    try {
      progress.check("Starting PyTorch", 0);
      final Engine engine = Engine.getEngine(NAME);
      JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
      return engine;
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new InputException("PyTorch does not start: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
