/**
 * Smooth, invertible deformations: a velocity field is looked for, and what flows with it for a
 * unit of time is the transform.
 */
package org.myelon.register.diffeomorphic;
