package org.myelon.label.byhand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * A mask that a person paints slice by slice, with undo and redo. The slices are those of the image
 * as it is turned to be looked at; the result has the image's own grid, voxel for voxel. Knows no
 * window; for one thread.
 */
public final class MaskSession {

  /** What counts as inside in a mask with fractions. */
  private static final float INSIDE = 0.5f;

  /** Steps that can be taken back. */
  private static final int MOST_STEPS = 200;

  private record Slice(int number, byte[] values) {}

  private final Volume image;
  private final Grid grid;
  private final byte[] mask;
  private final Deque<Slice> past = new ArrayDeque<>();
  private final Deque<Slice> future = new ArrayDeque<>();
  private final List<Runnable> listeners = new ArrayList<>();

  /**
   * @param image 3-D; gives the grid
   * @param view how the image is turned, such that its slices are those to paint on
   * @param start a mask on the grid of the image to begin with; from 0.5 on it counts as inside
   * @throws InputException if that mask is on another grid
   */
  public MaskSession(Volume image, Orientation view, Optional<Volume> start) {
    this.image = image.require3D();
    this.grid = image.grid().reoriented(view);
    grid.requireFits(image.name());
    mask = new byte[Math.toIntExact(grid.voxelCount())];
    start.ifPresent(s -> fill(s, view));
  }

  private void fill(Volume start, Orientation view) {
    start.require3D().grid().requireSame(image.grid(), start.name(), image.name());
    final float[] values = start.withVoxelToWorld(image.voxelToWorld()).reoriented(view).toFloats();
    for (int i = 0; i < mask.length; i++) mask[i] = (byte) (values[i] >= INSIDE ? 1 : 0);
  }

  /** Hears of each change. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  private int sliceSize() {
    return grid.extent(0) * grid.extent(1);
  }

  /** The mask in a slice, 1 inside and 0 outside, row by row; a copy. */
  public byte[] slice(int number) {
    return Arrays.copyOfRange(mask, number * sliceSize(), (number + 1) * sliceSize());
  }

  /** Whether the mask holds no voxel. */
  public boolean isEmpty() {
    for (byte b : mask) if (b != 0) return false;
    return true;
  }

  /**
   * Adds a region of a slice to the mask, or removes it.
   *
   * @param region as large as the slice
   */
  public void paint(int number, boolean[] region, boolean add) {
    final byte[] values = slice(number);
    boolean changes = false;
    for (int i = 0; i < region.length; i++) {
      if (!region[i] || values[i] == (add ? 1 : 0)) continue;
      values[i] = (byte) (add ? 1 : 0);
      changes = true;
    }
    if (!changes) return;
    past.push(exchange(new Slice(number, values)));
    if (past.size() > MOST_STEPS) past.removeLast();
    future.clear();
    listeners.forEach(Runnable::run);
  }

  /**
   * Takes the last step back.
   *
   * @return the slice where it was, -1 if there is nothing to take back
   */
  public int undo() {
    return step(past, future);
  }

  /**
   * Takes the last step that was taken back again.
   *
   * @return the slice where it was, -1 if there is none
   */
  public int redo() {
    return step(future, past);
  }

  private int step(Deque<Slice> from, Deque<Slice> to) {
    if (from.isEmpty()) return -1;
    final Slice wanted = from.pop();
    to.push(exchange(wanted));
    listeners.forEach(Runnable::run);
    return wanted.number;
  }

  /** Puts a slice into the mask and gives the one that was there. */
  private Slice exchange(Slice wanted) {
    final Slice former = new Slice(wanted.number, slice(wanted.number));
    System.arraycopy(wanted.values, 0, mask, wanted.number * sliceSize(), sliceSize());
    return former;
  }

  /**
   * The mask as 8-bit image on the grid of the image.
   *
   * @throws InputException if it is empty
   */
  public Volume toVolume(String name) {
    if (isEmpty()) throw new InputException("Nothing is painted.");
    return Volume.ofBytes(mask.clone(), grid, name)
        .reoriented(image.orientation())
        .withVoxelToWorld(image.voxelToWorld());
  }
}
