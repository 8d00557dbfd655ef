/** How alike two images on a lattice are, and which way each voxel wants to go. */
package org.myelon.register.metric;
