/**
 * Pages on which a person checks results by eye: pictures with the result drawn on the image, plots
 * along the cord, tables, the methods text and where everything came from. A page is one HTML file
 * with everything inside, so that it can be mailed or archived and never misses a part; beside it
 * lies the same content as JSON for programs.
 *
 * <p>Plots are drawn here and not by a library: JFreeSVG is under the GPL, which does not go with
 * this project's licence, and a plot whose colours are style-sheet variables follows the theme of
 * the page.
 */
package org.myelon.report;
