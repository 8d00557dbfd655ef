/**
 * Windows in which a person sets labels or paints masks with ImageJ's tools. What is done there is
 * kept by {@link org.myelon.label.byhand}; here it is only shown and steered.
 */
package org.myelon.command.byhand;
