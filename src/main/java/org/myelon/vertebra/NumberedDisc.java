package org.myelon.vertebra;

/**
 * A disc with its number.
 *
 * @param value 3 is C2/C3
 * @param candidate where it is, and how sure that is
 * @param seen whether it was seen in the image; else it was put where it should be
 */
record NumberedDisc(int value, DiscCandidate candidate, boolean seen) {}
