/**
 * The program elastix as an engine of registration: it is found, given the images of a step, run as
 * another process, and its transforms read.
 */
package org.myelon.register.elastix;
