/**
 * Fiji's update site: what it holds, its list {@code db.xml.gz}, and a check of both by doing what
 * Fiji's updater does. Rules of the updater are facts read from the sources of {@code
 * imagej-updater} 2; no code of it is used.
 */
package org.myelon.site;
