package org.myelon.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;
import org.myelon.step.TextFile;

/**
 * What the images of a template or atlas folder are, as its {@code info_label.txt} tells: a section
 * begins with a comment that holds {@code Keyword=}, its lines are comma-separated; other comments
 * and sections of other names are skipped.
 *
 * @param source what a user calls the list, for error messages: the path of its file
 * @param images section {@code IndivLabels}: the images, in the order of the file
 * @param combined section {@code CombinedLabels}: groups of images with an id of their own
 * @param clusters section {@code MAPLabels}: the groups that the first step of the MAP estimate
 *     takes as one
 */
public record InfoLabel(
    String source, List<Image> images, List<Combined> combined, List<Cluster> clusters) {

  /** Name of the file in its folder. */
  public static final String FILE = "info_label.txt";

  /** One image: number, what it shows, file name in the same folder. */
  public record Image(int id, String name, String file) {}

  /** Several images under one number. */
  public record Combined(int id, String name, List<Integer> ids) {}

  /** Several images under one name. */
  public record Cluster(String name, List<Integer> ids) {}

  public InfoLabel {
    images = List.copyOf(images);
    combined = List.copyOf(combined);
    clusters = List.copyOf(clusters);
  }

  /**
   * Reads a list from a file.
   *
   * @throws InputException if the file is missing or a line is wrong, with its number
   */
  public static InfoLabel read(Path file) {
    return parse(TextFile.read(file), file.toString());
  }

  /**
   * Reads a list from its text.
   *
   * @param source names the text in an error message
   * @throws InputException if a line is wrong, with its number, or no image is listed
   */
  public static InfoLabel parse(String text, String source) {
    final InfoLabelReader reader = new InfoLabelReader(source);
    text.lines().forEach(reader::line);
    return reader.result();
  }

  /** The image with a number. */
  public Optional<Image> image(int id) {
    return images.stream().filter(i -> i.id == id).findFirst();
  }

  /**
   * The images behind a number: one, or those of a combined label.
   *
   * @throws InputException if the list has no such number, or a combined label names an image that
   *     it does not have
   */
  public List<Image> members(int id) {
    if (image(id).isPresent()) return List.of(image(id).get());
    return combined.stream()
        .filter(c -> c.id == id)
        .findFirst()
        .map(c -> members(c.ids, "label " + id))
        .orElseThrow(
            () -> new InputException(source + " has no label " + id + "; it has " + ids() + "."));
  }

  /**
   * The images with these numbers.
   *
   * @param what names the group in an error message
   * @throws InputException if one is not listed
   */
  public List<Image> members(List<Integer> ids, String what) {
    final List<Image> members = new ArrayList<>();
    for (int id : ids)
      members.add(
          image(id)
              .orElseThrow(
                  () ->
                      new InputException(
                          source + ": " + what + " needs image " + id + ", which is not listed.")));
    return members;
  }

  /** The list without the images that do not match; groups keep only those that stay. */
  public InfoLabel filter(Predicate<Image> stays) {
    final List<Image> left = images.stream().filter(stays).toList();
    final List<Integer> ids = left.stream().map(Image::id).toList();
    final Predicate<Integer> isLeft = ids::contains;
    return new InfoLabel(
        source,
        left,
        combined.stream()
            .map(c -> new Combined(c.id, c.name, c.ids.stream().filter(isLeft).toList()))
            .filter(c -> !c.ids.isEmpty())
            .toList(),
        clusters.stream()
            .map(c -> new Cluster(c.name, c.ids.stream().filter(isLeft).toList()))
            .filter(c -> !c.ids.isEmpty())
            .toList());
  }

  private String ids() {
    final List<Integer> all = new ArrayList<>(images.stream().map(Image::id).sorted().toList());
    combined.stream().map(Combined::id).sorted().forEach(all::add);
    return NumberList.format(all).replace(";", ", ");
  }

  /**
   * The text of the file.
   *
   * @param title its first line
   */
  public String text(String title) {
    final StringBuilder text = new StringBuilder("# " + title + "\n");
    section(text, "IndivLabels", "ID, name, file");
    for (Image i : images) text.append(i.id + ", " + i.name + ", " + i.file + "\n");
    if (!combined.isEmpty()) section(text, "CombinedLabels", "ID, name, IDgroup");
    for (Combined c : combined) text.append(c.id + ", " + c.name + ", " + group(c.ids) + "\n");
    if (!clusters.isEmpty()) section(text, "MAPLabels", "Name, IDgroup");
    for (Cluster c : clusters) text.append(c.name + ", " + group(c.ids) + "\n");
    return text.toString();
  }

  private static void section(StringBuilder text, String keyword, String columns) {
    text.append("# Keyword=" + keyword + " (Please DO NOT change this line)\n# " + columns + "\n");
  }

  private static String group(List<Integer> ids) {
    return NumberList.format(ids.stream().sorted().toList()).replace(';', ',');
  }
}
