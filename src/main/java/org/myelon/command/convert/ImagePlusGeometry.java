package org.myelon.command.convert;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.myelon.image.Affine;
import org.myelon.image.Header;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * The place in the body and the header facts of an image in ImageJ. They are kept as image
 * properties, which a TIFF file keeps as well, beside ImageJ's own calibration in mm.
 *
 * <p>An image that has no such properties gets its place from its calibration alone, by the
 * convention of radiological display: x runs to the patient's left, y to the back, slices upwards
 * (orientation RAI), with the calibration's origin at world (0, 0, 0).
 */
final class ImagePlusGeometry {

  private static final String AFFINE = "myelon.affine";
  private static final String SIZE = "myelon.size";
  private static final String INTENT = "myelon.intent";
  private static final String DESCRIPTION = "myelon.description";
  private static final String FILE = "myelon.file";

  /** Relative difference of voxel size that is only rounding in a TIFF header. */
  private static final double TOLERANCE = 1e-3;

  private ImagePlusGeometry() {}

  /** Writes calibration and properties. */
  static void write(Volume volume, ImagePlus image) {
    final double[] mm = volume.grid().spacing();
    final Calibration c = image.getCalibration();
    c.setUnit("mm");
    c.pixelWidth = mm[0];
    c.pixelHeight = mm[1];
    c.pixelDepth = mm[2];
    c.setTimeUnit("sec");
    c.frameInterval = volume.header().timeStep();
    image.setProp(AFFINE, join(volume.voxelToWorld().toArray()));
    image.setProp(SIZE, sizeOf(image));
    image.setProp(INTENT, volume.header().intentCode() + " " + volume.header().intent().name());
    image.setProp(DESCRIPTION, volume.header().description());
    volume.source().ifPresent(file -> image.setProp(FILE, file.toString()));
  }

  /** The file that holds an image of the same grid, of which this is a copy or was made. */
  static Optional<Path> file(ImagePlus image) {
    return Optional.ofNullable(image.getProp(FILE)).map(Path::of);
  }

  /**
   * Reads the voxel-to-world map.
   *
   * @throws InputException if the image was resized after its place was written, or if it has
   *     neither a place nor a voxel size
   */
  static Affine affine(ImagePlus image) {
    final String text = image.getProp(AFFINE);
    if (text == null) return fromCalibration(image);
    final Affine affine =
        new Affine(Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray());
    if (!sizeOf(image).equals(image.getProp(SIZE)) || !hasSpacing(image, affine))
      throw new InputException(
          image.getTitle()
              + " was cropped, resized or recalibrated in ImageJ, so its place in the body is no"
              + " longer known; use the commands of Plugins > Spinal Cord > Image instead.");
    return affine;
  }

  static boolean isKnown(ImagePlus image) {
    return image.getProp(AFFINE) != null;
  }

  private static Affine fromCalibration(ImagePlus image) {
    final Calibration c = image.getCalibration();
    final double mm = millimetres(c.getUnit());
    if (Double.isNaN(mm))
      throw new InputException(
          image.getTitle()
              + " has no voxel size in millimetres (its unit is '"
              + c.getUnit()
              + "'); set it in Image > Properties...");
    final double x = mm * c.pixelWidth, y = mm * c.pixelHeight, z = mm * c.pixelDepth;
    return new Affine(-x, 0, 0, x * c.xOrigin, 0, -y, 0, y * c.yOrigin, 0, 0, z, -z * c.zOrigin);
  }

  private static boolean hasSpacing(ImagePlus image, Affine affine) {
    final Calibration c = image.getCalibration();
    final double mm = millimetres(c.getUnit());
    return near(mm * c.pixelWidth, affine.spacing(0))
        && near(mm * c.pixelHeight, affine.spacing(1))
        && near(mm * c.pixelDepth, affine.spacing(2));
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * b;
  }

  /** Millimetres in a unit of length, NaN if it is none. */
  private static double millimetres(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "mm", "millimeter", "millimeters", "millimetre" -> 1;
      case "cm", "centimeter", "centimetre" -> 10;
      case "m", "meter", "metre" -> 1000;
      case "um", "µm", "μm", "micron", "microns", "micrometer" -> 1e-3;
      case "nm", "nanometer" -> 1e-6;
      case "inch", "inches" -> 25.4;
      default -> Double.NaN;
    };
  }

  /** The header facts that the properties and the calibration hold. */
  static Header header(ImagePlus image) {
    final String intent = image.getProp(INTENT);
    final int blank = intent == null ? -1 : intent.indexOf(' ');
    final String description = image.getProp(DESCRIPTION);
    return Header.NONE
        .withDescription(description == null ? "" : description)
        .withIntent(blank < 0 ? Header.Intent.NONE : intent(intent, blank))
        .withTimeStep(seconds(image.getCalibration()));
  }

  private static Header.Intent intent(String codeAndName, int blank) {
    return Header.Intent.of(
        Integer.parseInt(codeAndName.substring(0, blank)), codeAndName.substring(blank + 1));
  }

  private static double seconds(Calibration c) {
    return c.frameInterval
        * switch (c.getTimeUnit()) {
          case "ms", "msec" -> 1e-3;
          case "min" -> 60;
          default -> 1;
        };
  }

  private static String sizeOf(ImagePlus i) {
    return i.getWidth() + " " + i.getHeight() + " " + i.getNSlices();
  }

  private static String join(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
