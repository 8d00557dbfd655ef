package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.vertebra.LabelDiscs.Method;

/**
 * Looks for discs in all the ways that are wanted and possible.
 *
 * @param sources that looked: one or two, the template first
 * @param failure why the network could not look though it was wanted; empty if it could
 */
record DiscSearch(List<DiscSource> sources, String failure) {

  DiscSearch {
    sources = List.copyOf(sources);
  }

  /**
   * @throws InputException if what the method needs is not there
   */
  static DiscSearch run(
      LabelDiscs.Inputs in, LabelDiscs.Settings settings, SpineView view, Progress progress) {
    final List<DiscSource> sources = new ArrayList<>();
    if (wantsTemplate(in.template(), settings))
      sources.add(byTemplate(in.template(), settings, view, progress.part(0, 0.5)));
    if (settings.method() == Method.TEMPLATE) return new DiscSearch(sources, "");
    if (in.network() == null) {
      if (sources.isEmpty()) throw nothingToLookWith(settings);
      return new DiscSearch(sources, "");
    }
    try {
      sources.add(NetworkSource.look(view, in.network(), progress.part(0.5, 1)));
    } catch (InputException e) {
      if (sources.isEmpty()) throw e;
      return new DiscSearch(sources, e.getMessage());
    }
    return new DiscSearch(sources, "");
  }

  private static boolean wantsTemplate(Template template, LabelDiscs.Settings settings) {
    return switch (settings.method()) {
      case TEMPLATE -> true;
      case NETWORK -> false;
      case AUTO -> template != null && template.has(Part.ofContrast(settings.contrast()));
    };
  }

  private static DiscSource byTemplate(
      Template template, LabelDiscs.Settings settings, SpineView view, Progress progress) {
    if (template == null)
      throw new InputException(
          "method=template needs a template: use Download Template or give template=FOLDER.");
    final TemplateSpine spine =
        TemplateSpine.read(template, Part.ofContrast(settings.contrast()), progress.part(0, 0.4));
    return TemplateSource.look(view, spine, progress.part(0.4, 1));
  }

  private static InputException nothingToLookWith(LabelDiscs.Settings settings) {
    return new InputException(
        settings.method() == Method.NETWORK
            ? "There is no network that finds discs: take method=template, with a template."
            : "Discs are found by a template's "
                + Part.ofContrast(settings.contrast())
                + " or by a network, and neither is there: use Download Template, or name a"
                + " template folder that has it with template=.");
  }

  /**
   * What each of several sources would say without the others, if numbers are not given; none of a
   * source that sees nothing.
   */
  Map<DiscSource, Proposal> eachAlone(NumberDiscs numbers) {
    final Map<DiscSource, Proposal> alone = new LinkedHashMap<>();
    if (sources.size() > 1 && numbers.start().isAutomatic())
      for (DiscSource source : sources)
        if (!source.candidates().isEmpty()) alone.put(source, numbers.run(source).proposal());
    return alone;
  }

  /** All that was seen, as of one source. */
  DiscSource joined(SpineView view) {
    return sources.size() == 1
        ? sources.get(0)
        : new FusedSource(sources.get(0), sources.get(1), view.line().length());
  }
}
