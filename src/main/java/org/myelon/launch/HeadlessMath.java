package org.myelon.launch;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import ij.plugin.filter.ImageMath;
import ij.plugin.filter.PlugInFilter;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

/**
 * ImageJ's menu Process>Math for macros without a screen, where ImageJ itself cannot make the
 * dialog that reads the macro's value, and goes on with 1.25 or 25 instead.
 */
public final class HeadlessMath implements PlugInFilter {

  private String what;
  private String text;
  private double value;

  @Override
  public int setup(String argument, ImagePlus image) {
    what = argument;
    final String options = Macro.getOptions();
    final boolean code = what.equals("macro");
    text = Macro.getValue(options == null ? "" : options, code ? "code" : "value", "");
    if (code) requireSound(text);
    else value = number();
    return IJ.setupDialog(image, DOES_ALL | SUPPORTS_MASKING);
  }

  private double number() {
    final boolean bits = what.matches("and|or|xor");
    try {
      return bits ? Integer.parseInt(text, 2) : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "value=" + text + " is no " + (bits ? "binary number" : "number"), e);
    }
  }

  /** ImageJ would end the process at the first pixel. */
  private static void requireSound(String code) {
    final Interpreter interpreter = new Interpreter();
    interpreter.setIgnoreErrors(true);
    interpreter.run("var v,x,y,z,w,h,d,a; " + code + ";", null);
    if (interpreter.getErrorMessage() != null || !code.contains("="))
      throw new IllegalArgumentException("code=" + code + " is no formula such as v=v/2");
  }

  @Override
  public void run(ImageProcessor pixels) {
    switch (what) {
      case "add" -> pixels.add(value);
      case "sub" -> pixels.subtract(value);
      case "mul" -> pixels.multiply(value);
      case "div" -> divide(pixels);
      case "min" -> pixels.min(value);
      case "max" -> pixels.max(value);
      case "set" -> pixels.set(value);
      case "gamma" -> pixels.gamma(value);
      case "and" -> pixels.and((int) value);
      case "or" -> pixels.or((int) value);
      case "xor" -> pixels.xor((int) value);
      default -> ImageMath.applyMacro(pixels, text, false);
    }
    if (!(pixels instanceof ByteProcessor)) pixels.resetMinAndMax();
  }

  /** As ImageJ does: whole numbers are not divided by 0. */
  private void divide(ImageProcessor pixels) {
    if (value != 0 || pixels.getBitDepth() == Float.SIZE) pixels.multiply(1 / value);
  }
}
