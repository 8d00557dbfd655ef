/**
 * A template in the PAM50 layout: a folder with an image per part and a list of them, found where
 * users keep it, fetched when they have none, and brought to the grid of a subject.
 */
package org.myelon.template;
