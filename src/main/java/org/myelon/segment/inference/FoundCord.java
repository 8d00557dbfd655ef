package org.myelon.segment.inference;

import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialNetwork;
import org.myelon.segment.axial.CordPath;
import org.myelon.segment.axial.LocateCord;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;

/** Where the cord is, found by the built-in localiser before a larger network looks closely. */
final class FoundCord {

  private FoundCord() {}

  /**
   * @param device see {@link ComputeDevice#open}
   * @return a line on the grid of the image: 1 on it, else 0
   * @throws org.myelon.step.InputException if no cord is found
   */
  static Volume in(Volume image, String device, Progress progress) {
    final ComputeDevice opened = ComputeDevice.open(device, progress.silent());
    try (AxialNetwork localiser = StoredModel.builtIn(AxialModel.LOCALISER).open(opened)) {
      return in(image, localiser, progress);
    }
  }

  static Volume in(Volume image, AxialNetwork localiser, Progress progress) {
    final CordPath path =
        LocateCord.run(image, localiser, LocateCord.Settings.defaults(), progress).path();
    final Grid grid = image.grid().reoriented(Orientation.RPI);
    final double[] mm = grid.spacing();
    final byte[] line = new byte[(int) grid.voxelCount()];
    for (int z = path.first(); z <= path.last(); z++) {
      final int x = voxel(path.x()[z - path.first()] / mm[0], grid.extent(0));
      final int y = voxel(path.y()[z - path.first()] / mm[1], grid.extent(1));
      line[(z * grid.extent(1) + y) * grid.extent(0) + x] = 1;
    }
    return Volume.ofBytes(line, grid, image.name() + "_line").reoriented(image.orientation());
  }

  private static int voxel(double place, int extent) {
    return (int) Math.max(0, Math.min(extent - 1, Math.rint(place)));
  }
}
