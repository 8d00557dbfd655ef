package org.myelon.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.myelon.image.Header.StoredGeometry;
import org.myelon.step.Table;

/**
 * What is known about an image, in words a user can check: size, place, both matrices of the file
 * side by side, type and facts; and notes on what may surprise.
 */
public final class ImageInformation {

  /** Part of the smallest voxel size that qform and sform may lie apart and still agree. */
  private static final double AGREEMENT = 0.1;

  private static final Map<Integer, String> PLACES =
      Map.of(
          0, "unknown",
          1, "scanner",
          2, "aligned to another image",
          3, "Talairach",
          4, "MNI 152",
          5, "other template");

  private static final Map<Integer, String> INTENTS =
      Map.of(0, "none", 1002, "label", 1007, "vector", 1006, "displacement vector");

  private final Volume volume;
  private final Table.Builder table = Table.withColumns(List.of("property", "value"));

  private ImageInformation(Volume volume) {
    this.volume = volume;
  }

  /**
   * The facts of an image.
   *
   * @param volume 3-D, series or vector field
   * @return columns property and value, both text; rows "note" say in plain words what may surprise
   * @implNote op names='myelon.image.information'
   */
  public static Table of(Volume volume) {
    return new ImageInformation(volume).build();
  }

  private Table build() {
    final Header header = volume.header();
    final StoredGeometry stored = header.geometry();
    row("name", volume.name());
    row("size", joined(volume.pixels().dimensionsAsLongArray()) + " voxels");
    row("spacing", joined(volume.grid().spacing()) + " mm");
    if (volume.numDimensions() == 4 && header.time().step() != 0)
      row("time step", number(header.time().step()) + " " + timeUnit(header.time().unit()));
    row("orientation (SCT)", volume.orientation().toString());
    row("orientation (nibabel)", volume.orientation().toEndLetters());
    row("data type", typeText(header));
    if (stored != null) {
      row("NIfTI version", Integer.toString(stored.version()));
      row("unit of the file", spaceUnit(stored.unit()));
    }
    matrices(stored);
    row("description", header.description());
    if (!header.auxiliaryFile().isEmpty()) row("auxiliary file", header.auxiliaryFile());
    row("intent", intentText(header.intent()));
    if (header.displayMin() != 0 || header.displayMax() != 0)
      row("display range", number(header.displayMin()) + " to " + number(header.displayMax()));
    if (!header.extensions().isEmpty())
      row(
          "extensions",
          header.extensions().stream()
              .map(e -> "code " + e.code() + " (" + e.content().length + " bytes)")
              .collect(Collectors.joining(", ")));
    for (String note : notes(stored)) row("note", note);
    return table.build();
  }

  private void row(String property, String value) {
    table.row(List.of(property, value));
  }

  private String typeText(Header header) {
    final String own =
        DataType.of(volume.pixels().getType())
            .map(DataType::toString)
            .orElseGet(() -> volume.pixels().getType().getClass().getSimpleName());
    return header
        .storedScaling()
        .map(
            s ->
                String.format(
                    Locale.ROOT,
                    "%s, value = %s * stored + %s",
                    s.type(),
                    number(s.slope()),
                    number(s.intercept())))
        .orElse(own);
  }

  /** The matrices that the file gives, each with its code; the voxel-to-world map if it is new. */
  private void matrices(StoredGeometry stored) {
    final List<String> titles = new ArrayList<>();
    final List<Affine> maps = new ArrayList<>();
    if (stored == null || !stored.grid().equals(volume.grid())) {
      titles.add("in use");
      maps.add(volume.voxelToWorld());
    }
    if (stored != null) {
      titles.add("sform " + codeText(stored.sformCode()));
      maps.add(stored.sform());
      titles.add("qform " + codeText(stored.qform().code()));
      maps.add(stored.qform().toAffine());
    }
    row("matrix", titles.stream().map(t -> cell(t, 44)).collect(Collectors.joining(" | ")));
    final String[] axes = {"x, to the right", "y, to anterior", "z, to superior"};
    for (int i = 0; i < 3; i++) {
      final int r = i;
      row(
          axes[i],
          maps.stream().map(m -> cell(rowText(m, r), 44)).collect(Collectors.joining(" | ")));
    }
  }

  private static String rowText(Affine map, int row) {
    return String.format(
        Locale.ROOT,
        "%10.5f %10.5f %10.5f %11.4f",
        shown(map.get(row, 0)),
        shown(map.get(row, 1)),
        shown(map.get(row, 2)),
        shown(map.get(row, 3)));
  }

  /** Numbers that show as zero are shown without a sign. */
  private static double shown(double d) {
    return Math.abs(d) < 5e-6 ? 0 : d;
  }

  private static String cell(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String codeText(int code) {
    return code + " (" + PLACES.getOrDefault(code, "not a code of NIfTI") + ")";
  }

  private static String intentText(Header.Intent intent) {
    final String what = INTENTS.getOrDefault(intent.code(), "see the NIfTI standard");
    return intent.code()
        + " ("
        + what
        + ")"
        + (intent.name().isEmpty() ? "" : ", named " + intent.name());
  }

  private List<String> notes(StoredGeometry stored) {
    final List<String> notes = new ArrayList<>();
    final Affine place = volume.voxelToWorld();
    if (stored != null && stored.code() == 0)
      notes.add(
          "The file does not say where the image lies: the orientation is a guess and the position"
              + " means nothing. Check left and right.");
    if (stored != null && stored.sformCode() > 0 && stored.qform().code() > 0) {
      final double apart = apart(stored);
      if (apart > AGREEMENT * Arrays.stream(volume.grid().spacing()).min().getAsDouble())
        notes.add(
            String.format(
                Locale.ROOT,
                "qform and sform disagree by up to %.3g mm. The sform is used here; programs that"
                    + " use the qform see the image elsewhere.",
                apart));
    }
    if (place.isSheared())
      notes.add(
          "The axes are sheared (not perpendicular): only an sform can say this, and programs that"
              + " use the qform see another shape.");
    final double tilt = tiltDegrees(place);
    if (tilt > 0.5)
      notes.add(
          String.format(
              Locale.ROOT,
              "The axes are tilted by up to %.1f degrees against those of the body; the orientation"
                  + " letters name the nearest.",
              tilt));
    if (place.determinant() < 0)
      notes.add(
          "The axes are left-handed, as in most files with the first axis to the patient's left;"
              + " this is right, but a program that ignores the matrix shows left and right"
              + " exchanged.");
    return notes;
  }

  private double apart(StoredGeometry stored) {
    final long[] size = stored.grid().size();
    final Grid bySform = new Grid(size, stored.sform());
    return bySform.largestCornerDistance(new Grid(size, stored.qform().toAffine()))
        * StoredGeometry.millimetres(stored.unit());
  }

  /** Largest angle between an image axis and the body axis nearest to it. */
  private static double tiltDegrees(Affine place) {
    final Orientation orientation = Orientation.of(place);
    double least = 1;
    for (int a = 0; a < 3; a++)
      least = Math.min(least, Math.abs(place.get(orientation.worldAxis(a), a)) / place.spacing(a));
    return Math.toDegrees(Math.acos(Math.min(1, least)));
  }

  private static String spaceUnit(int code) {
    return switch (code) {
      case 1 -> "metre (read as mm)";
      case 2 -> "mm";
      case 3 -> "micron (read as mm)";
      default -> "not said (taken as mm)";
    };
  }

  private static String timeUnit(int code) {
    return switch (code) {
      case 32 -> "Hz";
      case 40 -> "ppm";
      case 48 -> "rad/s";
      default -> "s";
    };
  }

  private static String joined(long[] numbers) {
    return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }

  private static String joined(double[] numbers) {
    return DoubleStream.of(numbers)
        .mapToObj(ImageInformation::number)
        .collect(Collectors.joining(" x "));
  }

  /** Up to seven significant digits, what a float32 of the file holds. */
  private static String number(double d) {
    return new java.math.BigDecimal(d)
        .round(new java.math.MathContext(7))
        .stripTrailingZeros()
        .toPlainString();
  }
}
