/**
 * Chains of steps that answer a whole question: from an image to a folder with results, tables and
 * a page to check them. Uses all rooms below, {@code report} included; {@code command} uses it.
 */
package org.myelon.pipeline;
