/**
 * Archives from the web or from this disk: fetched over https and resumed, compared by SHA-256,
 * unpacked without trust. What is in them is for others to judge.
 */
package org.myelon.step.download;
