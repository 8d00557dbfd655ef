package org.myelon.segment.network;

import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.myelon.step.InputException;

/**
 * Weights as nnU-Net stores them. Some are there twice: the decoder holds its encoder once more,
 * and each convolution a list of its parts. All heads but the last serve its training only.
 */
final class StateDictionary {

  private static final Pattern NOT_NEEDED =
      Pattern.compile("decoder\\.encoder\\..*|.*\\.all_modules\\..*|decoder\\.seg_layers\\..*");

  private final Map<String, Tensor> tensors;

  /**
   * @throws InputException if the weights are not those of a network with these parameters
   */
  StateDictionary(Map<String, Tensor> tensors, Map<String, Parameter> parameters) {
    this.tensors = tensors;
    parameters.values().forEach(this::check);
    for (String name : tensors.keySet())
      if (!parameters.containsKey(name) && !NOT_NEEDED.matcher(name).matches())
        throw mismatch(name + " has no place in it");
  }

  float[] values(String name) {
    return tensors.get(name).values();
  }

  private void check(Parameter parameter) {
    final String name = parameter.getName();
    final Tensor tensor = tensors.get(name);
    if (tensor == null) throw mismatch(name + " is missing");
    final long[] expected = parameter.getShape().getShape();
    if (!Arrays.equals(tensor.shape(), expected))
      throw mismatch(
          "%s is %s, not %s"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(expected)));
  }

  private static InputException mismatch(String what) {
    return new InputException(
        "The weights do not fit the network that their model describes: "
            + what
            + "; take weights and description from the same model");
  }
}
