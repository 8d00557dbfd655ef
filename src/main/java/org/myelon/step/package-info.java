/**
 * The shape of a processing step: settings and volumes go in, an immutable result comes out. What
 * every step shares lives here: progress and cancelling, a user's mistake, parallel loops that give
 * the same bits for any number of threads, the methods sentence with its citations, and the table.
 */
package org.myelon.step;
