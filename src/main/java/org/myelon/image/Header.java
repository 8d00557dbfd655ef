package org.myelon.image;

/**
 * What a file says about an image besides pixels and geometry, kept so that it can be written back.
 *
 * @param description free text, up to 79 characters
 * @param intentCode NIfTI intent (0 none, 1002 label, 1007 vector)
 * @param intentName name of the intent, up to 15 characters
 * @param timeStep time between the volumes of a series in seconds, 0 if unknown
 */
public record Header(String description, int intentCode, String intentName, double timeStep) {

  /** An image that comes from no file. */
  public static final Header NONE = new Header("", 0, "", 0);
}
