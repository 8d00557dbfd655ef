/**
 * The whole way from an image to numbers: stages, each of which leaves files in one folder, the
 * record of what each was made from, and the chain of them for a subject.
 */
package org.myelon.pipeline.analysis;
