package org.myelon.segment.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.Arrays;

/**
 * Patches to arrays and back; the raw outputs stay as they are.
 *
 * @param inputs channels of a patch
 */
record PatchTranslator(int inputs) implements Translator<Patch, float[]> {

  @Override
  public NDList processInput(TranslatorContext context, Patch patch) {
    final Shape voxels = new Shape(Arrays.stream(patch.shape()).asLongStream().toArray());
    return new NDList(
        context
            .getNDManager()
            .create(patch.values(), new Shape(patch.count(), inputs).addAll(voxels)));
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList outputs) {
    return outputs.get(0).toFloatArray();
  }

  @Override
  public Batchifier getBatchifier() {
    return null;
  }
}
