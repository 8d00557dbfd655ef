package org.myelon.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.AtomicFiles;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.BoundedTransform;
import org.myelon.transform.DisplacementField;
import org.myelon.transform.ItkField;
import org.myelon.transform.SampleTransform;
import org.myelon.transform.Transform;

/**
 * What a registration leaves: each image on the grid of the other, and both transforms as ITK
 * fields, which ANTs and SCT read, too.
 *
 * @param first an image
 * @param second the image that it was registered with
 * @param secondOnFirst the second image on the grid of the first one
 * @param firstOnSecond the other way
 * @param warpSecondToFirst moves the second image to the first one; on the grid of the first one
 * @param warpFirstToSecond the other way
 */
public record RegistrationFiles(
    Volume first,
    Volume second,
    Volume secondOnFirst,
    Volume firstOnSecond,
    DisplacementField warpSecondToFirst,
    DisplacementField warpFirstToSecond) {

  /** Names of the four files, without ending. */
  public record Names(
      String secondOnFirst,
      String firstOnSecond,
      String warpSecondToFirst,
      String warpFirstToSecond) {

    /** As sct_register_to_template has them; the subject is the first image. */
    public static final Names TEMPLATE =
        new Names("template2anat", "anat2template", "warp_template2anat", "warp_anat2template");

    /** As sct_register_multimodal has them; the fixed image is the first one. */
    public static Names of(Volume fixed, Volume moving) {
      final boolean same = fixed.name().equals(moving.name());
      final String f = same ? "fixed" : plain(fixed.name()),
          m = same ? "moving" : plain(moving.name());
      return new Names(m + "_reg", f + "_reg", "warp_" + m + "2" + f, "warp_" + f + "2" + m);
    }

    /** What a file may be called. */
    private static String plain(String name) {
      return name.replaceAll("\\.nii(\\.gz)?$", "").replaceAll("[^\\w.-]+", "_");
    }
  }

  /**
   * Computes them.
   *
   * @param transform from points of the first to points of the second image; knows its inverse
   * @param how values between voxels are found
   */
  public static RegistrationFiles of(
      Volume first, Volume second, Transform transform, Interpolation how, Progress progress) {
    final DisplacementField toFirst =
        SampleTransform.run(
            new BoundedTransform(transform, second.grid()), first.grid(), progress.part(0, 0.3));
    final Box reached = reached(toFirst, second.grid());
    final DisplacementField toSecond =
        SampleTransform.run(
            new BoundedTransform(transform.inverse(), first.grid()),
            second.grid(),
            reached,
            progress.part(0.3, 0.7));
    return new RegistrationFiles(
        first,
        second,
        ApplyTransform.run(second, first.grid(), toFirst, how, progress.part(0.7, 0.85)),
        ApplyTransform.run(first, second.grid(), reached, toSecond, how, progress.part(0.85, 1)),
        toFirst,
        toSecond);
  }

  /** The voxels that a field leads to, and some more: beyond them the way back says nothing. */
  private static Box reached(DisplacementField field, Grid target) {
    final Affine world = field.grid().voxelToWorld(), toVoxel = target.voxelToWorld().inverse();
    final int nx = field.grid().extent(0), ny = field.grid().extent(1);
    final long[] min = target.size(), max = {0, 0, 0};
    final double[] p = new double[3];
    for (int i = 0; i < field.grid().voxelCount(); i++) {
      if (!field.isValid(i)) continue;
      p[0] = i % nx;
      p[1] = i / nx % ny;
      p[2] = i / (nx * ny);
      world.apply(p, p);
      for (int a = 0; a < 3; a++) p[a] += field.displacement(a, i);
      toVoxel.apply(p, p);
      for (int a = 0; a < 3; a++) {
        min[a] = Math.min(min[a], (long) Math.floor(p[a]));
        max[a] = Math.max(max[a], (long) Math.ceil(p[a]));
      }
    }
    // the next voxels of the field may lead this much further
    final double[] from = field.grid().spacing(), to = target.spacing();
    final long[] margin = new long[3];
    for (int a = 0; a < 3; a++)
      margin[a] = (long) Math.ceil(2 * Math.max(from[0], Math.max(from[1], from[2])) / to[a]);
    for (int a = 0; a < 3; a++) {
      min[a] = Math.max(0, Math.min(min[a], target.size(a) - 1));
      max[a] = Math.min(target.size(a) - 1, Math.max(max[a], min[a]));
    }
    return new Box(min, max).grown(margin, target);
  }

  /**
   * Writes them.
   *
   * @return the four files
   * @throws org.myelon.step.InputException if the folder cannot be written; then nothing is
   */
  public List<Path> write(Path folder, Names names, Progress progress) {
    return AtomicFiles.write(
        folder,
        to -> {
          write(secondOnFirst, to, names.secondOnFirst, progress.part(0, 0.1));
          write(firstOnSecond, to, names.firstOnSecond, progress.part(0.1, 0.3));
          write(
              ItkField.toVolume(warpSecondToFirst, names.warpSecondToFirst),
              to,
              names.warpSecondToFirst,
              progress.part(0.3, 0.5));
          write(
              ItkField.toVolume(warpFirstToSecond, names.warpFirstToSecond),
              to,
              names.warpFirstToSecond,
              progress.part(0.5, 1));
        });
  }

  private static void write(Volume volume, Path folder, String name, Progress progress) {
    progress.check("writing " + name, 0);
    Nifti.write(volume, folder.resolve(name + ".nii.gz"));
  }
}
