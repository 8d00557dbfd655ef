package org.myelon.register;

import org.myelon.template.Template;

/** What labels of the subject and the template mark. */
public enum LabelKind {
  /** Intervertebral discs; 3 is C2/C3. */
  DISCS("disc", Template.Part.DISCS),
  /** Middles of the vertebral bodies; 3 is C3. */
  BODIES("vertebral body", Template.Part.LEVELS),
  /** Middles of the spinal levels, as the nerve roots count. */
  SPINAL("spinal level", Template.Part.SPINAL_MIDPOINTS),
  /** The rootlets of each spinal level. */
  ROOTLETS("rootlet", Template.Part.ROOTLET_MIDPOINTS);

  private final String noun;
  private final Template.Part part;

  LabelKind(String noun, Template.Part part) {
    this.noun = noun;
    this.part = part;
  }

  /** For messages: "disc". */
  public String noun() {
    return noun;
  }

  /** The image of the template whose values are these labels, one or more voxels each. */
  public Template.Part templatePart() {
    return part;
  }
}
