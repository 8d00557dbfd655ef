package org.myelon.label.byhand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;

/**
 * Labels that a person sets in an image, one voxel each: in order, with undo and redo. Points come
 * as RAS mm and become the nearest voxels of the image's own grid. Knows no window; for one thread.
 */
public final class LabelSession {

  private final Volume image;
  private final LabelKind kind;
  private final Optional<Centerline> line;
  private final List<Integer> wanted;
  private final History<PlacedLabels> history;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean snapping;

  /**
   * @param image 3-D; gives the grid
   * @param kind what is labelled
   * @param wanted the numbers in the order in which they are to be set
   * @param line the cord, if it is known
   * @param start labels to begin with on any grid of the same body; of several voxels with one
   *     number their mean is taken
   * @throws InputException if one of these lies outside the image
   */
  public LabelSession(
      Volume image,
      LabelKind kind,
      List<Integer> wanted,
      Optional<Centerline> line,
      Optional<Volume> start) {
    this.image = image.require3D();
    this.kind = kind;
    this.line = line;
    this.wanted = new ArrayList<>(wanted);
    final SortedMap<Integer, PointLabel> points = new TreeMap<>();
    start.ifPresent(s -> points.putAll(moved(s)));
    addToList(points.keySet());
    history = new History<>(PlacedLabels.of(points, this.wanted));
  }

  private SortedMap<Integer, PointLabel> moved(Volume labels) {
    final PointLabels means = PointLabels.of(labels).meanPerValue();
    final SortedMap<Integer, PointLabel> points = new TreeMap<>();
    for (PointLabel p : means.points())
      points.put(
          p.value(),
          voxel(p.value(), means.world(p))
              .orElseThrow(
                  () ->
                      new InputException(
                          String.format(
                              "Label %d of %s lies outside %s: are both of the same body?",
                              p.value(), labels, image))));
    return points;
  }

  private void addToList(Collection<Integer> values) {
    for (int value : values) if (!wanted.contains(value)) wanted.add(value);
  }

  /** Hears of each change. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  public LabelKind kind() {
    return kind;
  }

  /** The grid whose voxels are labelled. */
  public Grid grid() {
    return image.grid();
  }

  /** All numbers that are asked for or set, in order. */
  public List<Integer> wanted() {
    return List.copyOf(wanted);
  }

  /** The labels that are set, by their numbers. */
  public SortedMap<Integer, PointLabel> placed() {
    return history.present().points();
  }

  /** The number that the next click sets, 0 if all are set. */
  public int next() {
    return history.present().next();
  }

  /** The label that is marked, 0 if none. */
  public int selected() {
    return history.present().selected();
  }

  /** Where a label lies, RAS mm. */
  public double[] world(PointLabel label) {
    return grid().voxelToWorld().apply(label.voxel());
  }

  /** Whether the cord is known, so that points can be put on its centreline. */
  public boolean canSnap() {
    return line.isPresent();
  }

  public boolean isSnapping() {
    return snapping;
  }

  /** Whether new and moved points go to the nearest place of the centreline. */
  public void setSnapping(boolean on) {
    snapping = on && canSnap();
    changed();
  }

  /**
   * Sets the next label.
   *
   * @return whether there was one, and the point lies in the image
   */
  public boolean place(double[] world) {
    if (next() == 0) return false;
    final Optional<PointLabel> point = voxel(next(), snapped(world));
    point.ifPresent(p -> record(history.present().with(p, wanted)));
    return point.isPresent();
  }

  /**
   * Moves a label that is set.
   *
   * @param goesOn whether this belongs to the movement before, as while a label is dragged, and is
   *     undone with it
   * @return whether the point lies in the image
   */
  public boolean move(int value, double[] world, boolean goesOn) {
    if (!placed().containsKey(value)) return false;
    final Optional<PointLabel> point = voxel(value, snapped(world));
    if (point.isEmpty()) return false;
    final PlacedLabels moved = history.present().with(point.get(), wanted);
    if (!goesOn) record(moved);
    else {
      history.amend(moved);
      changed();
    }
    return true;
  }

  /** Removes a label; it comes next. */
  public void remove(int value) {
    if (placed().containsKey(value)) record(history.present().without(value));
  }

  /**
   * Sets several labels at once, as one step; others stay.
   *
   * @return how many of them lie in the image
   */
  public int placeAll(SortedMap<Integer, double[]> worlds) {
    final SortedMap<Integer, PointLabel> points = new TreeMap<>(placed());
    int inside = 0;
    for (int value : worlds.keySet()) {
      final Optional<PointLabel> point = voxel(value, worlds.get(value));
      if (point.isEmpty()) continue;
      points.put(value, point.get());
      inside++;
    }
    addToList(points.keySet());
    if (inside > 0) record(PlacedLabels.of(points, wanted));
    return inside;
  }

  private void record(PlacedLabels state) {
    history.record(state);
    changed();
  }

  /** Chooses a label of the list: one that is set is marked, another one comes next. */
  public void choose(int value) {
    history.amend(history.present().choosing(value));
    changed();
  }

  /** Goes to the label before (-1) or after (1) the next one, of those that are not set. */
  public void step(int direction) {
    history.amend(history.present().stepped(direction, wanted));
    changed();
  }

  public void undo() {
    if (history.undo()) changed();
  }

  public void redo() {
    if (history.redo()) changed();
  }

  private double[] snapped(double[] world) {
    return snapping ? line.map(l -> l.pointAt(l.nearestPlace(world))).orElse(world) : world;
  }

  private Optional<PointLabel> voxel(int value, double[] world) {
    final double[] v = grid().voxelToWorld().inverse().apply(world);
    for (int a = 0; a < 3; a++) {
      v[a] = Math.rint(v[a]);
      if (!(v[a] >= 0 && v[a] < grid().size(a))) return Optional.empty();
    }
    return Optional.of(new PointLabel(value, v));
  }

  /** What looks wrong, in one line: a label that does not lie below the one before it. */
  public Optional<String> problem() {
    int above = 0;
    for (int value : placed().keySet()) {
      if (value >= LabelKind.PMJ.usual().get(0) - 1) continue;
      if (above > 0 && height(value) >= height(above))
        return Optional.of(
            kind.name(value) + " does not lie below " + kind.name(above) + ": check both.");
      above = value;
    }
    return Optional.empty();
  }

  private double height(int value) {
    return world(placed().get(value))[2];
  }

  /**
   * The labels as an image on the grid of the image.
   *
   * @throws InputException if none is set
   */
  public Volume toVolume(String name) {
    if (placed().isEmpty()) throw new InputException("No label is set.");
    return new PointLabels(List.copyOf(placed().values()), grid()).toVolume(name);
  }
}
