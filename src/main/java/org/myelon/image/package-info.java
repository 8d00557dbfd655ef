/**
 * Images that never lose their geometry: {@link org.myelon.image.Volume} joins an ImgLib2 image
 * with its voxel-to-world affine (RAS, mm) and the header facts needed to write it back.
 * Orientation codes, resampling, cropping, filters and NIfTI files.
 */
package org.myelon.image;
