/**
 * The line along the cord: one point per axial slice, fitted through the centres of a mask, with
 * derivatives, arc length, frames, and the angle of the cord to the slice.
 */
package org.myelon.centerline;
