/**
 * Maps from points to points in RAS mm, composed as functions, and images put through them with one
 * interpolation. A transform that moves an image maps the points of the output grid to the points
 * of the input image, as in ITK.
 */
package org.myelon.transform;
