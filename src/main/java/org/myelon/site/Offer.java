package org.myelon.site;

import java.nio.file.Path;
import java.util.List;

/**
 * A file that is to be offered.
 *
 * @param path where it is installed
 * @param file where it lies now
 * @param platforms systems that it is for, empty for all
 */
record Offer(SitePath path, Path file, List<String> platforms, SiteFile.About about) {}
