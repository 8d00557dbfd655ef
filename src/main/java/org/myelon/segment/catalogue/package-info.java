/** Which models there are, where they lie on this computer, and how they get there. */
package org.myelon.segment.catalogue;
