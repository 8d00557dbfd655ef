/** Networks applied to whole images: windows, models in a folder, what is done to their outputs. */
package org.myelon.segment.inference;
