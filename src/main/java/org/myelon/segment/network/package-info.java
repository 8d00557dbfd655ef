/** Convolutional networks: what they look like, their weights, and how they run on a processor. */
package org.myelon.segment.network;
