/**
 * A small network of our own that sees the spine along the cord: it finds the discs, what looks
 * like C2/C3, and the pontomedullary junction.
 */
package org.myelon.vertebra.network;
