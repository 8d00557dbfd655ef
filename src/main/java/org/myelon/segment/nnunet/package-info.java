/** Models of nnU-Net v2 as they are on disk: what they say, their weights, their rules. */
package org.myelon.segment.nnunet;
