package org.myelon.command.byhand;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.myelon.step.AtomicFile;
import org.myelon.step.InputException;

/** ROIs in a file as the ROI Manager saves them: a .zip of several, or a single .roi. */
final class RoiFile {

  private static final String ENDING = ".roi";

  private RoiFile() {}

  /**
   * Writes a .zip.
   *
   * @throws InputException if the name ends otherwise, or the file cannot be written
   */
  static void write(List<Roi> rois, Path file) {
    if (!file.toString().toLowerCase().endsWith(".zip"))
      throw new InputException(file + ": points are written as .zip, which the ROI Manager opens.");
    AtomicFile.write(
        file,
        out -> {
          final ZipOutputStream zip = new ZipOutputStream(out);
          for (Roi roi : rois) {
            zip.putNextEntry(new ZipEntry(roi.getName().replace('/', '-') + ENDING));
            zip.write(RoiEncoder.saveAsByteArray(roi));
          }
          zip.finish();
        });
  }

  /**
   * Reads a .zip or a .roi.
   *
   * @throws InputException if it is neither, or is damaged
   */
  static List<Roi> read(Path file) {
    try {
      final byte[] bytes = Files.readAllBytes(file);
      if (file.toString().toLowerCase().endsWith(ENDING))
        return List.of(decoded(bytes, file.getFileName().toString(), file));
      final List<Roi> rois = new ArrayList<>();
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry())
          if (e.getName().endsWith(ENDING))
            rois.add(decoded(zip.readAllBytes(), e.getName(), file));
      }
      if (rois.isEmpty())
        throw new InputException(
            file + " holds no ROI: save it by More > Save... of the ROI Manager.");
      return rois;
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": is it there, and a file of ROIs?", e);
    }
  }

  private static Roi decoded(byte[] bytes, String name, Path file) {
    final Roi roi = RoiDecoder.openFromByteArray(bytes);
    if (roi == null) throw new InputException(file + " is damaged: " + name + " is no ROI.");
    roi.setName(name.substring(0, name.length() - ENDING.length()));
    return roi;
  }
}
