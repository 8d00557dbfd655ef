/** What the axial networks learn from: windows cut from images and from drawn anatomy. */
package org.myelon.segment.training;
