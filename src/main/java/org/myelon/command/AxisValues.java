package org.myelon.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;

/**
 * Numbers for the axes of an image as a user types them: "0.8x1.5x1.2", "35mm", "30x30x5".
 *
 * @param values as many as given
 * @param inMm whether the text ended with "mm"
 */
record AxisValues(double[] values, boolean inMm) {

  private static final Pattern LIST = Pattern.compile("([^m]+)(mm)?");

  /**
   * @param key the parameter, for the message
   * @param count how many numbers; one number stands for all of them
   * @throws InputException if the text is something else
   */
  static AxisValues parse(String key, String text, int count) {
    final Matcher m = LIST.matcher(text.strip().toLowerCase());
    if (!m.matches()) throw refused(key, text, count);
    final String[] parts = m.group(1).strip().split("x", -1);
    if (parts.length != count && parts.length != 1) throw refused(key, text, count);
    final double[] values = new double[count];
    try {
      for (int i = 0; i < count; i++)
        values[i] = Double.parseDouble(parts[parts.length == 1 ? 0 : i]);
    } catch (NumberFormatException e) {
      throw refused(key, text, count);
    }
    return new AxisValues(values, m.group(2) != null);
  }

  /**
   * The values as whole numbers of voxels.
   *
   * @throws InputException if they are not whole, or in mm
   */
  long[] voxels(String key) {
    if (inMm) throw new InputException(key + " is in voxels here, not in mm.");
    final long[] v = new long[values.length];
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.round(values[i]);
      if (v[i] != values[i])
        throw new InputException(key + "=" + values[i] + " is no whole number of voxels.");
    }
    return v;
  }

  private static InputException refused(String key, String text, int count) {
    final String example =
        count == 1 ? "41 or 35mm" : count == 2 ? "15x17" : "2x2x1, or one number for all";
    return new InputException(
        "'" + text + "' is no value for " + key + ": write for example " + example + ".");
  }
}
