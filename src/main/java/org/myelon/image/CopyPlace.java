package org.myelon.image;

import java.util.Locale;
import org.myelon.step.InputException;
import org.myelon.step.Methods;

/**
 * The place of an image in the body for another one that has the same voxels but has lost it, as a
 * program does that knows no affine: voxel size, orientation and position, with what the file says
 * of the units. Values, names and facts about the values stay those of the image.
 */
public final class CopyPlace {

  /**
   * @param output the pixels of the image in the place of the reference
   * @param movedMm how far a voxel lies from where it seemed to lie, at most
   * @param methods what was done
   */
  public record Result(Volume output, double movedMm, Methods methods) {}

  private CopyPlace() {}

  /**
   * Gives an image the place of another one; nothing is computed. Voxels are matched as they are
   * stored.
   *
   * @param image 3-D, series or vector field
   * @param reference as many voxels along its first three axes, which are those of space
   * @return the image there, a series with the time of the reference if its own is unknown and it
   *     has as many volumes
   * @throws InputException if the sizes differ
   * @implNote op names='myelon.image.copyPlace'
   */
  public static Result run(Volume image, Volume reference) {
    if (!image.grid().hasSizeOf(reference.grid()))
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s has %s voxels and %s %s: a place can only be copied between images of the same"
                  + " size; use Resample Volume to bring one to the grid of the other.",
              image.name(),
              image.grid().sizeText(),
              reference.name(),
              reference.grid().sizeText()));
    final Header place = reference.header();
    Header header = image.header().withGeometry(place.storedGeometry().orElse(null));
    if (header.time().equals(Header.Time.UNKNOWN) && image.volumeCount() == reference.volumeCount())
      header = header.withTime(place.time());
    return new Result(
        image.withVoxelToWorld(reference.voxelToWorld()).withHeader(header),
        image.grid().largestCornerDistance(reference.grid()),
        new Methods(
            "The place of "
                + image.name()
                + " in the body was taken from "
                + reference.name()
                + "."));
  }
}
