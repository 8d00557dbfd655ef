/** NIfTI-1 and NIfTI-2 files. */
package org.myelon.image.nifti;
