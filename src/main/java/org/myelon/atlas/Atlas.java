package org.myelon.atlas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.NiftiPlanes;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.InfoLabel;
import org.myelon.template.LabelFolder;

/**
 * Images that give, for every voxel, the part of it that belongs to a region (0 to 1), and what
 * these regions are. Images are read when they are needed.
 */
public final class Atlas {

  /** Gives the image of a label. */
  @FunctionalInterface
  public interface Source {
    Volume read(InfoLabel.Image image);
  }

  /** Reads the voxels of one image of the list. */
  private interface Maps {
    SparseMap read(InfoLabel.Image image, Volume on, BitSet slices, Progress progress);
  }

  private final InfoLabel info;
  private final Maps maps;
  private final boolean mask;

  private Atlas(InfoLabel info, Maps maps, boolean mask) {
    this.info = info;
    this.maps = maps;
    this.mask = mask;
  }

  /**
   * An atlas folder in the layout of PAM50: {@code info_label.txt} and the images it lists.
   *
   * @throws org.myelon.step.InputException if the folder has no list, or a wrong one
   */
  public static Atlas open(Path folder) {
    final LabelFolder files = LabelFolder.open(folder);
    return new Atlas(
        files.info(),
        (image, on, slices, progress) -> read(files.file(image), on, slices, progress),
        false);
  }

  /** An atlas whose images come from elsewhere than from a folder. */
  public static Atlas of(InfoLabel info, Source source) {
    return new Atlas(info, ofVolumes(source), false);
  }

  /** A single region. */
  public static Atlas ofMask(Volume mask) {
    final InfoLabel.Image image = new InfoLabel.Image(0, mask.name(), mask.name());
    final InfoLabel info = new InfoLabel(mask.name(), List.of(image), List.of(), List.of());
    return new Atlas(info, ofVolumes(i -> mask), true);
  }

  /** Whether it is a single mask, without a list of labels. */
  public boolean isMask() {
    return mask;
  }

  /** What the images are. */
  public InfoLabel info() {
    return info;
  }

  /**
   * Reads an image of the list.
   *
   * @param on the image on whose grid it must be, in any orientation
   * @param slices axial slices to keep, from the inferior end
   * @throws org.myelon.step.InputException if it is missing, on another grid or no map of a region
   */
  SparseMap read(InfoLabel.Image image, Volume on, BitSet slices, Progress progress) {
    return maps.read(image, on, slices, progress);
  }

  private static Maps ofVolumes(Source source) {
    return (image, on, slices, progress) -> {
      final Volume map = source.read(image).require3D();
      requireSameGrid(on, map.grid(), map.name());
      return SparseMap.of(map, slices, progress);
    };
  }

  private static SparseMap read(Path file, Volume on, BitSet slices, Progress progress) {
    try (NiftiPlanes planes = NiftiPlanes.open(file)) {
      final String name = file.getFileName().toString();
      requireSameGrid(on, planes.grid(), name);
      return SparseMap.of(planes, name, slices, progress);
    }
  }

  /** Refuses an image whose voxels lie elsewhere, in whatever order they are stored. */
  static void requireSameGrid(Volume image, Grid map, String name) {
    image
        .grid()
        .reoriented(Orientation.RPI)
        .requireSame(map.reoriented(Orientation.RPI), image.name(), name);
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
      table.row(List.of(c.id(), c.name(), NumberList.format(c.ids()).replace(';', ',')));
    return table.build();
  }
}
