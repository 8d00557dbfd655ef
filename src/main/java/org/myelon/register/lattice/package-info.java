/**
 * The part of two images in which they are registered, as arrays on a lattice of voxels, and
 * displacements on it.
 */
package org.myelon.register.lattice;
