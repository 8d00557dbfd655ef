/**
 * Two images, or an image and the template, brought into one space by a chain of steps. What a step
 * sees, says and gives back is here, with those that move the cord linearly or slice by slice.
 */
package org.myelon.register;
