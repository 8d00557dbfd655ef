package org.myelon.segment.network;

import ai.djl.engine.Engine;
import org.myelon.step.InputException;

/** Starts ONNX Runtime in this Java when a network asks for it, and not before. */
final class OnnxEngine {

  private OnnxEngine() {}

  /**
   * @throws InputException if its jars are not there
   */
  static Engine start() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    final Thread thread = Thread.currentThread();
    final ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OnnxEngine.class.getClassLoader());
    try {
      return Engine.getEngine("OnnxRuntime");
    } catch (RuntimeException | LinkageError e) {
      throw new InputException(
          "ONNX Runtime is not here: put onnxruntime-engine-0.35.1.jar (ai.djl.onnxruntime) and"
              + " onnxruntime-1.21.1.jar (com.microsoft.onnxruntime) of Maven Central into Fiji's"
              + " folder jars.",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
