package org.myelon.vertebra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;

/**
 * Finds and numbers the intervertebral discs along a cord.
 *
 * <p>Two sources say where discs may be: a template's image, compared along the cord as SCT does,
 * and a network. What is plausible of a spine decides, together with what both say of its numbers,
 * which of these places are discs and which numbers they have.
 */
public final class LabelDiscs {

  /** Where the candidates come from. */
  public enum Method {
    /** Both, joined; one where the other is missing. */
    AUTO,
    /** The template's image. */
    TEMPLATE,
    /** A network. */
    NETWORK;

    /**
     * @throws InputException if there is no such method
     */
    public static Method of(String name) {
      try {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            "There is no method " + name + ": take auto, template or network.", e);
      }
    }
  }

  /**
   * @param image 3-D, any orientation
   * @param segmentation mask of its cord on the same grid
   * @param template gives the lengths of the vertebrae and, for the method of that name, an image;
   *     null if there is none
   * @param network finds candidates; null if there is none
   */
  public record Inputs(Volume image, Volume segmentation, Template template, DiscFinder network) {

    /** Without a network. */
    public Inputs(Volume image, Volume segmentation, Template template) {
      this(image, segmentation, template, null);
    }
  }

  /**
   * @param method where the candidates come from
   * @param start discs whose numbers are known
   * @param contrast the template's image to compare with: t1, t2 or t2s
   * @param scale how long the subject's vertebrae are expected to be compared with the template's
   * @param fillLevels whether every voxel of the cord gets the level that is nearest along it, also
   *     far above and below the discs
   */
  public record Settings(
      Method method, Start start, String contrast, double scale, boolean fillLevels) {

    public Settings {
      if (!(scale >= 0.3 && scale <= 3))
        throw new InputException(
            "The scale of the spine must lie between 0.3 and 3, not " + scale + ".");
    }

    public static Settings defaults() {
      return new Settings(Method.AUTO, Start.automatic(), "t2", 1, false);
    }

    public Settings withMethod(Method other) {
      return new Settings(other, start, contrast, scale, fillLevels);
    }

    public Settings withStart(Start other) {
      return new Settings(method, other, contrast, scale, fillLevels);
    }

    public Settings withContrast(String other) {
      return new Settings(method, start, other, scale, fillLevels);
    }

    public Settings withScale(double other) {
      return new Settings(method, start, contrast, other, fillLevels);
    }

    public Settings withFillLevels(boolean other) {
      return new Settings(method, start, contrast, scale, other);
    }
  }

  /**
   * @param discs one voxel per disc at its posterior tip, 3 is C2/C3; on the grid of the image
   * @param levels the vertebral level of each voxel of the cord
   * @param bodies one voxel in the middle of each level
   * @param table a row per disc: its number, place and confidence
   * @param methods what was done
   * @param reason in one sentence, why these numbers and this method
   */
  public record Result(
      Volume discs,
      Volume levels,
      Volume bodies,
      Table table,
      List<Methods> methods,
      String reason) {

    public Result {
      methods = List.copyOf(methods);
    }
  }

  private LabelDiscs() {}

  /**
   * @param in the image, its cord, and what helps
   * @param settings how to find and number
   * @param progress may cancel
   * @return discs, levels and how sure they are
   * @throws InputException if there is no cord or no disc, the numbers cannot be known or do not
   *     fit, or what the method needs is not there
   * @implNote op names='myelon.vertebra.labelDiscs'
   */
  public static Result run(Inputs in, Settings settings, Progress progress) {
    in.image
        .require3D()
        .grid()
        .requireSame(in.segmentation.grid(), in.image.name(), in.segmentation.name());
    final Centerline line =
        FitCenterline.ofCord(
            in.segmentation, FitCenterline.Settings.defaults(), progress.part(0, 0.1));
    final SpineView view = SpineView.of(in.image, line, progress.part(0.1, 0.3));
    final NumberDiscs numbers = new NumberDiscs(view, settings.start, settings.scale);
    final DiscSearch search = DiscSearch.run(in, settings, view, progress.part(0.3, 0.9));
    final NumberDiscs.Outcome outcome = numbers.run(search.joined(view));
    final Proposal best = outcome.proposal();
    final Map<DiscSource, Proposal> alone = search.eachAlone(numbers);
    if (settings.start.isAutomatic() && !best.isConfirmedBy(alone.values()))
      best.requireCertain(view);
    return DiscResult.of(
        in,
        CompleteDiscs.run(best, view),
        best.source().methods(),
        line,
        settings.fillLevels,
        new DiscReason(search, alone).of(outcome, settings.start.isAutomatic()),
        progress.part(0.9, 1));
  }
}
