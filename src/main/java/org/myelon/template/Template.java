package org.myelon.template;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * A template of the spinal cord in the layout of PAM50 (B. De Leener et al., PAM50: Unbiased
 * multimodal template of the brainstem and spinal cord aligned with the ICBM152 space, NeuroImage
 * 2018): a folder {@code template} and, if there is one, a folder {@code atlas} beside it. A part
 * that is missing is an error only when it is asked for.
 *
 * @param parts the folder {@code template}
 * @param atlas the folder {@code atlas}
 */
public record Template(LabelFolder parts, Optional<LabelFolder> atlas) {

  /** What a template holds; the numbers are those of PAM50's list. */
  public enum Part {
    T1(0, "T1-weighted image"),
    T2(1, "T2-weighted image"),
    T2S(2, "T2*-weighted image"),
    CORD(3, "cord mask"),
    WHITE_MATTER(4, "white matter"),
    GREY_MATTER(5, "grey matter"),
    CSF(6, "cerebrospinal fluid"),
    LEVELS(7, "vertebral levels"),
    LEVELS_CONTINUOUS(8, "continuous vertebral levels"),
    BODIES(9, "vertebral body labels"),
    DISCS(10, "disc labels"),
    DISCS_POSTERIOR(11, "posterior disc labels"),
    SPINE(12, "spine mask"),
    CENTERLINE(13, "centreline"),
    SPINAL_MIDPOINTS(14, "spinal level labels"),
    SPINAL_LEVELS(15, "spinal levels"),
    ROOTLETS(16, "nerve rootlets"),
    ROOTLET_MIDPOINTS(17, "nerve rootlet labels");

    private final int id;
    private final String text;

    Part(int id, String text) {
      this.id = id;
      this.text = text;
    }

    /** The number in PAM50's {@code info_label.txt}. */
    public int id() {
      return id;
    }

    /** The part with a number of PAM50's list. */
    public static Optional<Part> of(int id) {
      return Arrays.stream(values()).filter(p -> p.id == id).findFirst();
    }

    /**
     * The image of a contrast.
     *
     * @param contrast t1, t2 or t2s, in any case
     * @throws InputException for another one
     */
    public static Part ofContrast(String contrast) {
      return switch (contrast.toLowerCase(Locale.ROOT)) {
        case "t1" -> T1;
        case "t2" -> T2;
        case "t2s" -> T2S;
        default ->
            throw new InputException(
                "The template has no contrast " + contrast + ": give t1, t2 or t2s.");
      };
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Opens a template; reads its lists, no image.
   *
   * @param folder the folder that holds {@code template} and {@code atlas}, or {@code template}
   *     itself
   * @throws InputException if it is no template, or a list is wrong
   */
  public static Template open(Path folder) {
    final Path inner = folder.resolve("template");
    if (LabelFolder.isOne(inner)) return of(inner, folder.resolve("atlas"));
    if (LabelFolder.isOne(folder)) return of(folder, folder.resolveSibling("atlas"));
    throw new InputException(
        folder
            + " is no template: it must hold template/"
            + InfoLabel.FILE
            + " as PAM50 does. Give another folder or use Download Template.");
  }

  private static Template of(Path parts, Path atlas) {
    return new Template(
        LabelFolder.open(parts),
        LabelFolder.isOne(atlas) ? Optional.of(LabelFolder.open(atlas)) : Optional.empty());
  }

  /** The folder that holds {@code template}. */
  public Path folder() {
    return parts.path().toAbsolutePath().normalize().getParent();
  }

  /** Whether a part is listed and its file there. */
  public boolean has(Part part) {
    return parts.info().image(part.id).map(parts::has).orElse(false);
  }

  /**
   * The file of a part.
   *
   * @throws InputException if it is not listed or not there
   */
  public Path file(Part part) {
    return parts.file(
        parts
            .info()
            .image(part.id)
            .orElseThrow(
                () ->
                    new InputException(
                        "The template "
                            + parts.path()
                            + " has no "
                            + part
                            + " (no "
                            + part.id
                            + " in its "
                            + InfoLabel.FILE
                            + "): get the whole template with Download Template or give another"
                            + " template folder.")));
  }

  /**
   * Reads a part, on the grid of the template.
   *
   * @throws InputException if it is not there or cannot be read
   */
  public Volume read(Part part, Progress progress) {
    return Nifti.read(file(part), progress);
  }

  /**
   * The atlas.
   *
   * @throws InputException if the template has none
   */
  public LabelFolder requireAtlas() {
    return atlas.orElseThrow(
        () ->
            new InputException(
                "The template "
                    + folder()
                    + " has no atlas: it must hold atlas/"
                    + InfoLabel.FILE
                    + ". Get the whole template with Download Template."));
  }
}
