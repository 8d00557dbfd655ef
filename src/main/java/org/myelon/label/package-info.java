/**
 * Point labels and vertebral levels. A disc label carries the number of the vertebra below it (3 is
 * C2/C3); 49 is the pontomedullary groove, 50 the pontomedullary junction, 60 the conus.
 */
package org.myelon.label;
