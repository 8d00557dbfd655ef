/**
 * The shape of the spinal cord: area, diameters, lengths, symmetry and angles of every axial slice,
 * averaged over slices, vertebral levels or a distance from the brainstem, and brought to the axis
 * of the PAM50 template.
 */
package org.myelon.morphology;
