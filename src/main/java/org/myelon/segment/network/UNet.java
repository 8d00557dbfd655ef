package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.InputException;

/**
 * A U-Net as a block of DJL: runs and can be trained. Its parameters have the names that nnU-Net
 * gives them. Input and output are images x channels x voxels (z, y, x or y, x); what comes out has
 * not been through softmax or sigmoid.
 */
public final class UNet extends AbstractBlock {

  private final UNetArchitecture architecture;
  private final Weights weights;
  private final List<Layer> down = new ArrayList<>();
  private final List<Layer> up = new ArrayList<>();
  private final List<Layer> merge = new ArrayList<>();
  private final Layer head;

  /** A network without weights yet: {@link #load} or {@link #initialise} gives it some. */
  public UNet(UNetArchitecture architecture) {
    this.architecture = architecture;
    weights = new Weights(architecture.leak());
    final UNetBuilder builder = new UNetBuilder(architecture, weights);
    final int last = architecture.stages().size() - 1;
    for (int s = 0; s <= last; s++) down.add(builder.down(s));
    for (int s = 0; s < last; s++) {
      up.add(builder.up(s));
      merge.add(builder.merge(s));
    }
    head = builder.head();
    weights.all().values().forEach(this::addParameter);
    initialise(0);
  }

  /** What it looks like. */
  public UNetArchitecture architecture() {
    return architecture;
  }

  /** Gives it random weights to start a training from; the same for the same seed. */
  public void initialise(long seed) {
    for (String name : weights.all().keySet()) weights.begin(name, seed);
  }

  /**
   * Gives it weights of the same architecture, under nnU-Net's names. What nnU-Net stores twice and
   * the heads that only its training uses may be there and are not read.
   *
   * @throws InputException if one is missing, has another shape, or belongs to another network
   */
  public void load(Map<String, Tensor> tensors) {
    final StateDictionary given = new StateDictionary(tensors, weights.all());
    for (String name : weights.all().keySet()) weights.set(name, given.values(name));
  }

  /** Its weights as they are now. */
  public Map<String, Tensor> weights() {
    final Map<String, Tensor> copies = new LinkedHashMap<>();
    for (String name : weights.all().keySet()) copies.put(name, weights.get(name));
    return Collections.unmodifiableMap(copies);
  }

  /** How many numbers its weights are. */
  public long size() {
    return weights.all().values().stream().map(Parameter::getShape).mapToLong(Shape::size).sum();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    final NDArray images = inputs.singletonOrThrow();
    final Pass pass = new Pass(store, images, training);
    if (training) return new NDList(run(pass, images));
    final boolean recording = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return new NDList(run(pass, images));
    } finally {
      JniUtils.setGradMode(recording);
    }
  }

  private NDArray run(Pass pass, NDArray images) {
    final Deque<NDArray> stages = down(pass, images);
    NDArray x = stages.pop();
    for (int s = 0; s < up.size(); s++) {
      final NDArray fine = pass.through(up.get(s), x);
      final NDArray skip = stages.pop();
      final NDArray both = NDArrays.concat(new NDList(fine, skip), 1);
      pass.done(fine);
      pass.done(skip);
      x = pass.through(merge.get(s), both);
    }
    return pass.through(head, x);
  }

  /** What each stage on the way down gives, the coarsest on top. */
  private Deque<NDArray> down(Pass pass, NDArray images) {
    final NDArray input = pass.channelsLast() ? Layout.channelsLast(images) : images;
    final Deque<NDArray> stages = new ArrayDeque<>();
    for (Layer stage : down)
      stages.push(stage.forward(pass, stages.isEmpty() ? input : stages.peek()));
    if (input != images) input.close();
    return stages;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    final Shape images = inputShapes[0];
    return new Shape[] {new Shape(images.get(0), architecture.outputs()).addAll(images.slice(2))};
  }
}
