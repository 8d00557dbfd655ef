/**
 * Images on their way between ImageJ, ImgLib2, files and {@link org.myelon.image.Volume}, as
 * SciJava converters, and what happens around a command inside ImageJ: inputs filled from the
 * active image, results shown as windows, a user's mistake shown as one line.
 */
package org.myelon.command.convert;
