/**
 * Our own networks, which see axial slices: what they are, and how they find cord and grey matter.
 */
package org.myelon.segment.axial;
