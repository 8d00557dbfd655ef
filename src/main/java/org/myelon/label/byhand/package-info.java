/**
 * What a person does who sets labels in an image, without any window: which labels there are, which
 * comes next, what was done and can be undone, and how the sagittal view belongs to the image.
 */
package org.myelon.label.byhand;
