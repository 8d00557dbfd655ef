package org.myelon.segment.inference;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.image.ConnectedComponents;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * From which size on an object of a mask is kept.
 *
 * @param amount the least number of voxels or mm³; 0 keeps all
 * @param unit of the amount
 */
public record SizeLimit(double amount, Unit unit) {

  /** What sizes are given in. */
  public enum Unit {
    VOX,
    MM3
  }

  /** Every object is kept. */
  public static final SizeLimit NONE = new SizeLimit(0, Unit.VOX);

  private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)(vox|mm3)");

  /**
   * Reads {@code 5vox} or {@code 10mm3}; an empty text is no limit.
   *
   * @throws InputException if the text is neither
   */
  public static SizeLimit parse(String text) {
    final String t = text.strip().toLowerCase(Locale.ROOT);
    if (t.isEmpty()) return NONE;
    final Matcher m = TEXT.matcher(t);
    if (!m.matches())
      throw new InputException(
          "'" + text + "' is no size of the objects to remove: write 5vox or 10mm3.");
    return new SizeLimit(
        Double.parseDouble(m.group(1)), Unit.valueOf(m.group(2).toUpperCase(Locale.ROOT)));
  }

  boolean keepsAll() {
    return amount == 0;
  }

  /** A mask of the objects that are large enough. */
  Volume apply(ConnectedComponents objects) {
    return unit == Unit.MM3
        ? objects.atLeastMm3(amount)
        : objects.atLeastVoxels((long) Math.ceil(amount));
  }

  @Override
  public String toString() {
    final String number = amount == Math.rint(amount) ? (long) amount + "" : amount + "";
    return number + (unit == Unit.MM3 ? " mm³" : " voxels");
  }
}
