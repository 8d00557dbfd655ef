/**
 * The SciJava commands: one thin class a menu item, which turns its parameters into settings, calls
 * one step and hands on its result. Menu, dialog, macro keys, shell, reference page and provenance
 * all come from the declaration.
 */
package org.myelon.command;
