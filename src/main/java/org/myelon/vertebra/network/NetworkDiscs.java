package org.myelon.vertebra.network;

import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Volume;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;
import org.myelon.vertebra.DiscFinder;

/**
 * The disc network that comes with Myelon. PyTorch starts when discs are looked for, not before.
 *
 * @param device what it runs on, see {@link ComputeDevice#open}
 */
public record NetworkDiscs(String device) implements DiscFinder {

  @Override
  public List<DiscCandidate> find(Volume image, Centerline line, Progress progress) {
    final ComputeDevice processor = ComputeDevice.open(device, progress.part(0, 0.2));
    try (DiscNetwork network = DiscNetwork.builtIn(processor)) {
      return FindDiscs.along(
              image, line, network, FindDiscs.Settings.defaults(), progress.part(0.2, 1))
          .discs();
    }
  }

  @Override
  public Methods methods() {
    return FindDiscs.methods(StoredModel.builtIn(DiscModel.BUILT_IN).description(DiscModel::parse));
  }
}
