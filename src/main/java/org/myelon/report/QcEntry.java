package org.myelon.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.Methods;
import org.myelon.step.Table;

/**
 * What one step shows on a page. Immutable; begin with {@link #of} and add parts.
 *
 * @param step name of the command, such as "segment-cord"
 * @param title what is shown, in the user's words
 * @param subject the image that was worked on
 * @param overview the cord as a whole, from the side; null for none
 * @param mosaic slices across the cord
 * @param plots numbers along the cord
 * @param sheets tables
 * @param methods what was done, for a paper
 * @param facts name and value of settings, inputs and whatever else tells where the result is from
 * @param source files of this entry, where a run has several; null if those of the run are meant
 */
public record QcEntry(
    String step,
    String title,
    String subject,
    Picture overview,
    List<Picture> mosaic,
    List<LinePlot> plots,
    List<Sheet> sheets,
    List<Methods> methods,
    Map<String, String> facts,
    Source source) {

  /**
   * The files of an entry.
   *
   * @param image the image in which it is seen; null if it is in no file
   * @param result where a mistake that is seen here would be mended, such as a mask
   */
  public record Source(Path image, Path result) {}

  /**
   * A table with its heading.
   *
   * @param folded whether the page shows only the heading until it is clicked
   */
  public record Sheet(String title, Table table, boolean folded) {}

  public QcEntry {
    mosaic = List.copyOf(mosaic);
    plots = List.copyOf(plots);
    sheets = List.copyOf(sheets);
    methods = List.copyOf(methods);
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** An entry that shows nothing yet. */
  public static QcEntry of(String step, String title, String subject) {
    return new QcEntry(
        step, title, subject, null, List.of(), List.of(), List.of(), List.of(), Map.of(), null);
  }

  public QcEntry withPictures(Picture overview, List<Picture> mosaic) {
    return new QcEntry(
        step, title, subject, overview, mosaic, plots, sheets, methods, facts, source);
  }

  public QcEntry withPlots(List<LinePlot> plots) {
    return new QcEntry(
        step, title, subject, overview, mosaic, plots, sheets, methods, facts, source);
  }

  public QcEntry withSheet(String heading, Table table, boolean folded) {
    final List<Sheet> more = new ArrayList<>(sheets);
    more.add(new Sheet(heading, table, folded));
    return new QcEntry(step, title, subject, overview, mosaic, plots, more, methods, facts, source);
  }

  public QcEntry withMethods(List<Methods> methods) {
    return new QcEntry(
        step, title, subject, overview, mosaic, plots, sheets, methods, facts, source);
  }

  public QcEntry withFact(String name, String value) {
    final Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new QcEntry(
        step, title, subject, overview, mosaic, plots, sheets, methods, more, source);
  }

  public QcEntry withSource(Source other) {
    return new QcEntry(
        step, title, subject, overview, mosaic, plots, sheets, methods, facts, other);
  }
}
