/**
 * Intervertebral discs: found by a template or a network, numbered by what is plausible of a spine,
 * and the vertebral levels that follow from them.
 */
package org.myelon.vertebra;
