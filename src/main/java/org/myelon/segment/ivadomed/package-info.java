/** Packages of ivadomed as they are on disk: what they say, and their rules. */
package org.myelon.segment.ivadomed;
