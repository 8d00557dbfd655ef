/**
 * The QC page of a study: one folder in which each run of each command leaves an entry, and one
 * page for all of them, on which the results are looked at and marked.
 */
package org.myelon.report.study;
