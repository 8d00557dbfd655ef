/**
 * A synthetic spine with known truth: what the demo analyses and what tests are checked against. No
 * step uses it.
 */
package org.myelon.phantom;
