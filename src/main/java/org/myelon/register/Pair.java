package org.myelon.register;

import org.myelon.image.Volume;

/**
 * The same kind of image twice.
 *
 * @param fixed the one that stays
 * @param moving the one that is moved onto it
 */
public record Pair(Volume fixed, Volume moving) {}
