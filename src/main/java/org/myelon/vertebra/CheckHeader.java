package org.myelon.vertebra;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Sees from the anatomy whether the header of an image has front and back, or head and feet,
 * exchanged. Discs are looked for in the image as it says it is, and as it would be with either or
 * both exchanged: before the cord lie discs, behind it arches and muscles; distances between discs
 * grow downwards, and only C2/C3 looks like C2/C3. The most plausible spine that each of them shows
 * has a log likelihood; where another one than the header's is far better, the header is wrong.
 */
public final class CheckHeader {

  /** A spine that is less plausible than this says nothing: chance gives up to 8.4. */
  private static final double LEAST = 9;

  /** Log odds against the header from which on front and back are probably, surely, exchanged. */
  private static final double FRONT_LIKELY = 2, FRONT_SURE = 4;

  /** The same if only head and feet are: distances between discs vary from person to person. */
  private static final double HEAD_LIKELY = 3, HEAD_SURE = 6;

  /** What is seen behind the cord has at most this part of the heat of what is seen before it. */
  private static final double BEHIND = 0.8;

  private CheckHeader() {}

  /**
   * @param image its name
   * @param is the code in its header
   * @param turn what seems to be exchanged
   * @param or what may be instead, about as probable; none if there is no such doubt
   * @param sure whether the header is wrong without doubt
   * @param logOdds against the header, natural logarithm
   */
  public record Result(
      String image, Orientation is, Turn turn, Turn or, boolean sure, double logOdds) {

    /** Nothing is known. */
    public static Result none(Volume image) {
      return new Result(image.name(), image.orientation(), Turn.NONE, Turn.NONE, false, 0);
    }

    /** One line for the user; empty if the header looks right, or nothing can be said. */
    public String warning() {
      if (turn == Turn.NONE) return "";
      final boolean open = or != Turn.NONE;
      return String.format(
          Locale.ROOT,
          "The header of %s %s %s exchanged%s, by where its discs lie: mend it with"
              + " set-orientation orientation=%s%s, and look at left and right, which cannot be told.",
          image,
          sure ? "has" : "may have",
          turn,
          open ? ", or " + or : "",
          turn.mended(is),
          open ? " or " + or.mended(is) : "");
    }

    /**
     * Refuses an image whose header is surely wrong.
     *
     * @param otherwise what to do if the header is right all the same
     * @throws InputException if it is
     */
    public Result requireRight(String otherwise) {
      if (sure) throw new InputException(warning() + " If the header is right, " + otherwise + ".");
      return this;
    }

    /** A text that ends with the warning, if there is one. */
    public String after(String text) {
      return turn == Turn.NONE ? text : text + " " + warning();
    }

    /**
     * Does what needs a right header; if that is refused, the message says what may be the cause.
     */
    public <T> T during(Supplier<T> work) {
      try {
        return work.get();
      } catch (InputException e) {
        throw turn == Turn.NONE ? e : new InputException(after(e.getMessage()), e);
      }
    }
  }

  /**
   * @param image 3-D, any orientation
   * @param segmentation mask of its cord on the same grid
   * @param finder finds discs, whichever way round the image is
   * @param progress may cancel
   * @return what seems to be wrong
   * @throws InputException if the mask is not on the grid of the image, or no cord
   * @implNote op names='myelon.vertebra.checkHeader'
   */
  public static Result run(
      Volume image, Volume segmentation, DiscFinder finder, Progress progress) {
    image.require3D().grid().requireSame(segmentation.grid(), image.name(), segmentation.name());
    return judge(image, views(image, segmentation, finder, progress));
  }

  /**
   * The same before discs are labelled: nothing is said where the method asks no network, or where
   * it cannot be had, which the search for discs then tells.
   *
   * @throws InputException if the mask is not on the grid of the image
   */
  public static Result before(
      LabelDiscs.Inputs in, LabelDiscs.Settings settings, Progress progress) {
    final Volume image = in.image();
    if (settings.method() == LabelDiscs.Method.TEMPLATE || in.network() == null)
      return Result.none(image);
    image
        .require3D()
        .grid()
        .requireSame(in.segmentation().grid(), image.name(), in.segmentation().name());
    try {
      return run(image, in.segmentation(), in.network(), progress);
    } catch (InputException e) {
      return Result.none(image);
    }
  }

  /** What the image shows with each header. */
  static Map<Turn, View> views(
      Volume image, Volume segmentation, DiscFinder finder, Progress progress) {
    final Map<Turn, View> views = new EnumMap<>(Turn.class);
    for (Turn turn : Turn.values()) {
      final int done = turn.ordinal(), all = Turn.values().length;
      views.put(
          turn,
          look(
              turn.mended(image),
              turn.mended(segmentation),
              finder,
              progress.part(done / (double) all, (done + 1.0) / all)));
    }
    return views;
  }

  /**
   * What an image shows one way round.
   *
   * @param evidence log likelihood of all spines that it may be
   * @param heat sum of the squared confidences of what may be discs
   */
  record View(double evidence, double heat) {}

  private static View look(
      Volume image, Volume segmentation, DiscFinder finder, Progress progress) {
    final Centerline line =
        FitCenterline.ofCord(
            segmentation, FitCenterline.Settings.defaults(), progress.part(0, 0.3));
    final List<DiscCandidate> seen = finder.find(image, line, progress.part(0.3, 1));
    final SpineModel model =
        new SpineModel(SpineLengths.average(), SpineModel.Weights.ALONE, 1, 0, line.length());
    final double[] scores =
        new Numbering(model, seen, Map.of()).spines().stream().mapToDouble(Spine::score).toArray();
    double sum = 0;
    for (double s : scores) sum += Math.exp(s - scores[0]);
    return new View(
        scores.length == 0 ? 0 : scores[0] + Math.log(sum),
        seen.stream().mapToDouble(c -> c.confidence() * c.confidence()).sum());
  }

  static Result judge(Volume image, Map<Turn, View> views) {
    final Turn best = best(views, Turn.NONE), second = best(views, best);
    final View own = views.get(Turn.NONE), other = views.get(best);
    final double odds = other.evidence - own.evidence;
    final boolean front = best.turnsFront();
    if (odds < (front ? FRONT_LIKELY : HEAD_LIKELY)
        || other.evidence < LEAST
        || front && own.heat > BEHIND * other.heat) return Result.none(image);
    final boolean open = other.evidence - views.get(second).evidence < HEAD_LIKELY;
    final boolean simpler = open && best == Turn.BOTH;
    final boolean sure = odds >= (front ? FRONT_SURE : HEAD_SURE);
    return new Result(
        image.name(),
        image.orientation(),
        simpler ? second : best,
        simpler ? best : open ? second : Turn.NONE,
        sure,
        odds);
  }

  /** The turn that shows the most plausible spine, but for one of them and for none. */
  private static Turn best(Map<Turn, View> views, Turn but) {
    return views.keySet().stream()
        .filter(t -> t != but && t != Turn.NONE)
        .max(Comparator.comparingDouble(t -> views.get(t).evidence))
        .orElseThrow();
  }
}
