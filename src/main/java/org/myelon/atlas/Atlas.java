package org.myelon.atlas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.InfoLabel;
import org.myelon.template.LabelFolder;

/**
 * Images that give, for every voxel, the part of it that belongs to a region (0 to 1), and what
 * these regions are. Images are read when they are needed.
 */
public final class Atlas {

  /** Reads one image of the list. */
  @FunctionalInterface
  public interface Source {
    Volume read(InfoLabel.Image image, Progress progress);
  }

  private final InfoLabel info;
  private final Source source;
  private final boolean mask;

  private Atlas(InfoLabel info, Source source, boolean mask) {
    this.info = info;
    this.source = source;
    this.mask = mask;
  }

  /**
   * An atlas folder in the layout of PAM50: {@code info_label.txt} and the images it lists.
   *
   * @throws org.myelon.step.InputException if the folder has no list, or a wrong one
   */
  public static Atlas open(Path folder) {
    final LabelFolder files = LabelFolder.open(folder);
    return new Atlas(files.info(), files::read, false);
  }

  /** An atlas whose images come from elsewhere than from a folder. */
  public static Atlas of(InfoLabel info, Source source) {
    return new Atlas(info, source, false);
  }

  /** A single region. */
  public static Atlas ofMask(Volume mask) {
    final InfoLabel.Image image = new InfoLabel.Image(0, mask.name(), mask.name());
    final InfoLabel info = new InfoLabel(mask.name(), List.of(image), List.of(), List.of());
    return new Atlas(info, (i, progress) -> mask, true);
  }

  /** Whether it is a single mask, without a list of labels. */
  public boolean isMask() {
    return mask;
  }

  /** What the images are. */
  public InfoLabel info() {
    return info;
  }

  Volume read(InfoLabel.Image image, Progress progress) {
    return source.read(image, progress);
  }

  /**
   * The labels asked for; of a mask its only one.
   *
   * @param text ids ("0:5,51") and names, separated by commas; blank or "all" for all
   * @param combine whether to take them together as one label, each image once
   * @throws org.myelon.step.InputException if there is no such label
   */
  public List<AtlasLabel> labels(String text, boolean combine) {
    final List<AtlasLabel> labels = new LabelSelection(info).of(mask ? "" : text);
    return combine ? List.of(together(labels)) : labels;
  }

  private AtlasLabel together(List<AtlasLabel> labels) {
    final TreeSet<Integer> images = new TreeSet<>();
    labels.forEach(l -> images.addAll(l.images()));
    final String name =
        labels.stream().map(l -> Integer.toString(id(l))).collect(Collectors.joining(","));
    return new AtlasLabel(mask ? labels.get(0).name() : name, new ArrayList<>(images));
  }

  private int id(AtlasLabel label) {
    return info.combined().stream()
        .filter(c -> AtlasLabel.of(c).equals(label))
        .findFirst()
        .map(InfoLabel.Combined::id)
        .orElseGet(() -> label.images().get(0));
  }

  /** A row for each label: id, name, file or members. */
  public Table table() {
    final Table.Builder table = Table.withColumns(List.of("ID", "Name", "File or members"));
    for (InfoLabel.Image i : info.images()) table.row(List.of(i.id(), i.name(), i.file()));
    for (InfoLabel.Combined c : info.combined())
      table.row(
          List.of(c.id(), c.name(), org.myelon.step.NumberList.format(c.ids()).replace(';', ',')));
    return table.build();
  }
}
