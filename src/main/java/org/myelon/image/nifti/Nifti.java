package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.myelon.image.DataType;
import org.myelon.image.Volume;
import org.myelon.image.VolumeSeries;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Reads and writes NIfTI-1 and NIfTI-2 files (nifti1.h, nifti2.h of the NIfTI Data Format Working
 * Group): one file or header and voxels apart, plain or compressed with gzip.
 */
public final class Nifti {

  private Nifti() {}

  /**
   * Reads a file of either version and byte order; compressed or not is seen from its content.
   * Pixels keep the stored type, one Java array a plane; values that the file scales become float32
   * (float64 where needed to tell the stored numbers apart). The volume is named after the file and
   * knows it ({@link Volume#source}).
   *
   * <p>Of a series that takes more than a part of the memory ({@link
   * VolumeSeries#mostBytesInMemory}) each volume is read when it is asked for, and the last two are
   * kept. Such a file must stay as it is until then; that it was changed, removed or is damaged is
   * an {@link InputException} for who reads the pixels.
   *
   * @throws InputException if the file is no NIfTI image that can be understood, or is damaged
   */
  public static Volume read(Path file) {
    return read(file, Progress.NONE);
  }

  /**
   * {@link #read(Path)} with progress.
   *
   * @throws InputException if the file is no NIfTI image that can be understood, or is damaged
   */
  public static Volume read(Path file, Progress progress) {
    return read(file, progress, VolumeSeries.mostBytesInMemory());
  }

  /**
   * @param mostBytes a series that takes more is read volume by volume on demand
   */
  static Volume read(Path file, Progress progress, long mostBytes) {
    return explaining(file, () -> new ImageReader(file, progress).read(mostBytes).withSource(file));
  }

  /** Reads something of a file. */
  interface Reading<T> {
    T run() throws IOException;
  }

  /** Turns what can go wrong while reading into a message for the user. */
  static <T> T explaining(Path file, Reading<T> reading) {
    try {
      return reading.run();
    } catch (OutOfMemoryError e) {
      throw new InputException(
          file + " does not fit into the memory that Java may use: allow it more (java -Xmx).", e);
    } catch (EOFException e) {
      throw new InputException(
          file + " ends too early: it is cut off or damaged. Copy it again.", e);
    } catch (ZipException e) {
      throw new InputException(file + " is damaged (" + e.getMessage() + "). Copy it again.", e);
    } catch (AccessDeniedException e) {
      throw new InputException(file + " may not be read: ask for permission.", e);
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /** What a user calls an image file: its name without the ending (.nii, .nii.gz, .hdr, .img). */
  public static String nameOf(Path file) {
    return NiftiNames.stem(file);
  }

  /**
   * Writes a volume in the type of its pixels, or, if its values are as they were read, in the type
   * and scaling of the file they were read from.
   *
   * @param file .nii, .nii.gz, or .hdr or .img (also with .gz) for a pair; replaced if it exists
   * @throws InputException if it cannot be written; nothing is left behind then
   */
  public static void write(Volume volume, Path file) {
    write(volume, file, null, Progress.NONE);
  }

  /**
   * Writes a volume in a type of choice; to integers values are rounded to the nearest and kept
   * within range.
   *
   * @param type of the numbers in the file, {@code null} to keep it
   * @throws InputException if it cannot be written; nothing is left behind then
   */
  public static void write(Volume volume, Path file, DataType type, Progress progress) {
    if (NiftiNames.ending(file).isEmpty())
      throw new InputException(
          "Cannot write " + file + ": an image file must end in .nii, .nii.gz or .hdr.");
    new ImageWriter(volume, type, progress).write(file);
  }
}
