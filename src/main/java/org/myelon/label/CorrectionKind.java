package org.myelon.label;

import java.util.List;

/**
 * What can be drawn or corrected by hand, with the endings of its file's name: first the one that
 * is written, which SCT's manual correction writes too, then those that other datasets use.
 */
public enum CorrectionKind {
  CORD("Spinal cord", "seg-manual", "label-SC_seg", "label-SC_mask", "seg"),
  GRAY_MATTER("Gray matter", "gmseg-manual", "label-GM_seg", "label-GM_mask", "gmseg"),
  WHITE_MATTER("White matter", "wmseg-manual", "label-WM_seg", "label-WM_mask", "wmseg"),
  CANAL("Spinal canal", "canal-manual", "label-canal_seg"),
  LESION("Lesions", "lesion-manual", "label-lesion_seg", "label-lesion"),
  CENTERLINE("Centreline", "centerline-manual", "label-centerline", "centerline"),
  DISCS(
      "Intervertebral discs",
      "labels-disc-manual",
      "label-discs_dlabel",
      "label-disc_dlabel",
      "labels-manual",
      "labels"),
  LEVELS("Vertebral levels", "seg_labeled-manual", "label-vertebrae_dseg", "label-vert_dseg"),
  BODIES("Vertebral bodies", "labels-body-manual", "label-bodies_dlabel"),
  SPINAL_LEVELS("Spinal levels", "labels-spinal-manual", "label-spinal_dlabel"),
  ROOTLETS("Nerve rootlets", "rootlets-manual", "label-rootlets_dseg"),
  PMJ("Pontomedullary junction", "pmj-manual", "label-pmj", "label-PMJ_dlabel", "pmj"),
  COMPRESSION("Compression", "compression-manual", "label-compression-manual", "label-compression");

  private final String title;
  private final List<String> endings;

  CorrectionKind(String title, String... endings) {
    this.title = title;
    this.endings = List.of(endings);
  }

  /** What the sidecar and the screen call it. */
  public String title() {
    return title;
  }

  /** Endings of names such as {@code IMAGE_seg-manual.nii.gz}, the one that is written first. */
  List<String> endings() {
    return endings;
  }

  /** Whether it consists of single numbered voxels, and not of painted regions. */
  public boolean isPoints() {
    return switch (this) {
      case DISCS, BODIES, SPINAL_LEVELS, PMJ, COMPRESSION -> true;
      default -> false;
    };
  }
}
