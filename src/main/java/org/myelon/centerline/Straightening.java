package org.myelon.centerline;

import org.myelon.image.Grid;
import org.myelon.transform.PairedTransform;

/**
 * A map between an image with a curved cord and a space in which the cord is straight, or lies as
 * that of a template.
 *
 * @param grid the straight space, RPI-oriented
 * @param axis the line in the grid on which the cord lies: a column of voxels, or the template's
 *     line
 * @param transform from points of the straight space to points of the curved image, RAS mm, as is
 *     needed to bring the image to the grid; its inverse is exact and brings images of the straight
 *     space back. Says nothing more than 10 mm beyond the ends of the cord, nor where the planes
 *     across a bend meet
 */
public record Straightening(Grid grid, Centerline axis, PairedTransform transform) {}
