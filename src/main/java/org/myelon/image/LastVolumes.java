package org.myelon.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Makes the volumes of a series when they are asked for and keeps the last {@value #KEPT}, so that
 * a neighbour in time can be looked at, too; one that has gone is made again. For any number of
 * threads; they wait for each other.
 */
final class LastVolumes<V> implements IntFunction<V> {

  private static final int KEPT = 2;

  private final IntFunction<V> maker;
  private final Map<Integer, V> kept = new LinkedHashMap<>(4, 0.75f, true);

  LastVolumes(IntFunction<V> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized V apply(int index) {
    final V there = kept.get(index);
    if (there != null) return there;
    // before, so that while one is made no more are held than afterwards
    if (kept.size() == KEPT) kept.remove(kept.keySet().iterator().next());
    final V made = maker.apply(index);
    kept.put(index, made);
    return made;
  }
}
