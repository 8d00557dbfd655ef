/**
 * Intervertebral discs: found by a template or a network, numbered by what is plausible of a spine,
 * and the levels that follow from them; spinal levels.
 */
package org.myelon.vertebra;
