package org.myelon.image;

import java.util.List;
import java.util.Optional;

/**
 * What a file says about an image besides pixels and geometry, kept so that it can be written back.
 * Immutable. Facts about the values (scaling, display range) leave with {@link
 * Volume#withPixels(net.imglib2.RandomAccessibleInterval)}; facts about the grid ({@link
 * StoredGeometry}) are written again only while the grid is the one that was read.
 *
 * @param description free text, up to 79 bytes
 * @param auxiliaryFile name of a file that belongs to this one, up to 23 bytes
 * @param intent what the values mean
 * @param time the fourth axis
 * @param displayMin value to show black (cal_min), 0 with {@code displayMax} 0 if unset
 * @param displayMax value to show white (cal_max)
 * @param scaling how the file stores the values if it scales them, else {@code null}
 * @param geometry how the file says where the image lies, {@code null} if it comes from no file
 * @param extensions blocks that other programs have put into the header
 */
public record Header(
    String description,
    String auxiliaryFile,
    Intent intent,
    Time time,
    double displayMin,
    double displayMax,
    Scaling scaling,
    StoredGeometry geometry,
    List<Extension> extensions) {

  /** An image that comes from no file. */
  public static final Header NONE =
      new Header("", "", Intent.NONE, Time.UNKNOWN, 0, 0, null, null, List.of());

  /**
   * What the values mean.
   *
   * @param code NIfTI intent code (0 none, 1002 label, 1007 vector)
   * @param name free name, up to 15 bytes
   * @param parameters three numbers whose meaning the code defines
   */
  public record Intent(int code, String name, List<Double> parameters) {
    public static final Intent NONE = of(0, "");

    /** The values of a 5-D image are the components of vectors. */
    public static final Intent VECTOR = of(1007, "");

    /** The values are names of regions. */
    public static final Intent LABEL = of(1002, "");

    public static Intent of(int code, String name) {
      return new Intent(code, name, List.of(0.0, 0.0, 0.0));
    }
  }

  /**
   * The fourth axis of a series.
   *
   * @param step between volumes, in seconds if {@code unit} is one of time, 0 if unknown
   * @param start of the first volume, same unit
   * @param unit NIfTI code of the file's unit: 0 unknown, 8 s, 16 ms, 24 us, 32 Hz, 40 ppm, 48
   *     rad/s
   */
  public record Time(double step, double start, int unit) {
    public static final Time UNKNOWN = new Time(0, 0, 0);
  }

  /** Values are {@code slope * stored + intercept}; the stored numbers are of this type. */
  public record Scaling(DataType type, double slope, double intercept) {}

  /**
   * A header extension.
   *
   * @param code who defines the content (2 DICOM, 4 AFNI, 6 comment …)
   * @param content its bytes without size and code
   */
  public record Extension(int code, byte[] content) {
    public Extension {
      content = content.clone();
    }

    @Override
    public byte[] content() {
      return content.clone();
    }
  }

  /**
   * How a file says where its image lies.
   *
   * @param grid the grid that was understood from it, mm
   * @param version 1 or 2, the NIfTI version
   * @param unit NIfTI code of the unit of the numbers below: 0 unknown, 1 m, 2 mm, 3 um
   * @param qform the rigid place
   * @param sformCode what the affine place refers to, 0: it says nothing
   * @param sform the affine place
   * @param slices which axis was acquired how
   */
  public record StoredGeometry(
      Grid grid, int version, int unit, Qform qform, int sformCode, Affine sform, Slices slices) {

    /** The code of the place that rules: sform, else qform, 0 if there is none. */
    public int code() {
      return sformCode > 0 ? sformCode : qform.code();
    }

    /** Millimetres of one unit of space, by its NIfTI code; an unknown unit counts as mm. */
    public static double millimetres(int unit) {
      return switch (unit) {
        case 1 -> 1000;
        case 3 -> 0.001;
        default -> 1;
      };
    }
  }

  /**
   * The order of acquisition along the stored axes.
   *
   * @param axes NIfTI dim_info: which axes are frequency, phase and slice
   * @param order NIfTI slice_code, 0 unknown
   * @param first first slice that the order speaks of
   * @param last last one
   * @param duration of one slice in the unit of time of the file
   */
  public record Slices(int axes, int order, long first, long last, double duration) {
    public static final Slices UNKNOWN = new Slices(0, 0, 0, 0, 0);
  }

  public Header {
    extensions = List.copyOf(extensions);
  }

  /** Time between the volumes of a series in seconds, 0 if unknown or no time. */
  public double timeStep() {
    return time.unit < 32 ? time.step : 0;
  }

  public int intentCode() {
    return intent.code;
  }

  /** How the file stores the values if it scales them. */
  public Optional<Scaling> storedScaling() {
    return Optional.ofNullable(scaling);
  }

  /** How the file says where the image lies, empty if the image comes from no file. */
  public Optional<StoredGeometry> storedGeometry() {
    return Optional.ofNullable(geometry);
  }

  public Header withDescription(String other) {
    return new Header(
        other, auxiliaryFile, intent, time, displayMin, displayMax, scaling, geometry, extensions);
  }

  public Header withIntent(Intent other) {
    return new Header(
        description,
        auxiliaryFile,
        other,
        time,
        displayMin,
        displayMax,
        scaling,
        geometry,
        extensions);
  }

  /** With another time between volumes, in seconds. */
  public Header withTimeStep(double seconds) {
    return withTime(new Time(seconds, time.start, time.unit > 0 && time.unit < 32 ? time.unit : 8));
  }

  Header withTime(Time other) {
    return new Header(
        description,
        auxiliaryFile,
        intent,
        other,
        displayMin,
        displayMax,
        scaling,
        geometry,
        extensions);
  }

  /**
   * @param other null if no file says where the image lies
   */
  Header withGeometry(StoredGeometry other) {
    return new Header(
        description,
        auxiliaryFile,
        intent,
        time,
        displayMin,
        displayMax,
        scaling,
        other,
        extensions);
  }

  public Header withExtensions(List<Extension> others) {
    return new Header(
        description,
        auxiliaryFile,
        intent,
        time,
        displayMin,
        displayMax,
        scaling,
        geometry,
        others);
  }

  /** What still holds when the values are others: no stored scaling, no display range. */
  Header forOtherValues() {
    if (scaling == null && displayMin == 0 && displayMax == 0) return this;
    return new Header(description, auxiliaryFile, intent, time, 0, 0, null, geometry, extensions);
  }
}
