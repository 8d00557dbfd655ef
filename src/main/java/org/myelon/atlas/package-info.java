/**
 * Metrics in the regions of an atlas, whose images say which part of each voxel belongs to a tract:
 * averages, and estimates that take partial volume apart.
 */
package org.myelon.atlas;
