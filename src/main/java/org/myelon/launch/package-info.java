/**
 * The entrances that are not SciJava's own: the shell, and the plug-in by which plain ImageJ 1 runs
 * the commands. Everything here works from the declarations of the commands alone, without a
 * SciJava context, because a context costs more time than most commands.
 */
package org.myelon.launch;
