package org.myelon.command;

import java.io.File;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;
import org.myelon.vertebra.CheckHeader;
import org.myelon.vertebra.LabelDiscs;
import org.myelon.vertebra.LabelDiscs.Method;
import org.myelon.vertebra.Start;
import org.myelon.vertebra.Turn;
import org.myelon.vertebra.network.NetworkDiscs;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Label Discs: discs and vertebral levels along the cord. */
@Plugin(
    type = Command.class,
    name = "label-discs",
    menuPath = "Plugins>Spinal Cord>Labels>Label Discs...",
    description = "Finds and numbers the intervertebral discs and labels the cord's levels.")
@Example("image=t2 segmentation=cord template=template discs=found levels=t2_levels")
public final class LabelDiscsCommand extends SpinalCordCommand {

  /** How they are written. */
  static final String START =
      "slice,number such as 44,3 (3 is C2/C3) or mid,3; x,y,z,number; several with colons; or a"
          + " label file.";

  @Parameter(persist = false, description = "The image; 3-D, it shows the vertebrae.")
  private Volume image;

  @Parameter(persist = false, description = "The mask of its cord.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      choices = {"auto", "template", "network"},
      description = "What finds the discs; auto: both, and what they say is joined.")
  private String method = "auto";

  @Parameter(persist = false, description = "Numbers that are known: auto for none; " + START)
  private String start = "auto";

  @Parameter(
      persist = false,
      required = false,
      description = "Numbers that are known, as a label image, instead of start.")
  private Volume known;

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = TemplatePreference.DESCRIPTION + ".")
  private File template;

  @Parameter(
      persist = false,
      choices = {"t1", "t2", "t2s"},
      description = "The template's image to compare with.")
  private String contrast = "t2";

  @Parameter(
      persist = false,
      description = "How long the vertebrae are compared with the template's, about.")
  private double scale = 1;

  @Parameter(
      persist = false,
      choices = {"0", "1", "2"},
      description =
          "Levels lie in the cord; 2: the cord far above and below the discs gets the nearest one.")
  private String cleanLabels = "1";

  @Parameter(
      persist = false,
      description =
          "The processor the network runs on: auto (a GPU if there is one that can be used), cpu,"
              + " gpu, gpu0, gpu1 ...")
  private String device = "auto";

  @Parameter(type = ItemIO.OUTPUT, description = "One voxel per disc, at its posterior tip.")
  private Volume discs;

  @Parameter(type = ItemIO.OUTPUT, description = "The cord with its vertebral levels.")
  private Volume levels;

  @Parameter(type = ItemIO.OUTPUT, description = "One voxel in the middle of each level.")
  private Volume bodies;

  @Parameter(type = ItemIO.OUTPUT, description = "Place and confidence of each disc.")
  private Table table;

  @Parameter(type = ItemIO.OUTPUT, description = "Why the discs have these numbers.")
  private String reason;

  @Override
  protected void execute(Progress progress) {
    final LabelDiscs.Settings settings =
        LabelDiscs.Settings.defaults()
            .withMethod(Method.of(method))
            .withStart(start())
            .withContrast(contrast)
            .withScale(scale)
            .withFillLevels(cleanLabels.equals("2"));
    final LabelDiscs.Inputs in =
        new LabelDiscs.Inputs(image, segmentation, template(), new NetworkDiscs(device));
    final CheckHeader.Result header =
        CheckHeader.before(in, settings, progress.part(0, 0.4))
            .requireRight("take method=template, which does not look at that");
    final LabelDiscs.Result result =
        header.during(() -> LabelDiscs.run(in, settings, progress.part(0.4, 1)));
    discs = result.discs();
    levels = result.levels();
    bodies = result.bodies();
    table = result.table();
    reason = header.after(result.reason());
    result.methods().forEach(this::describe);
    note("reason", reason);
    if (header.turn() != Turn.NONE) note("header", header.warning());
    show(this::entry);
  }

  private Start start() {
    if (known == null) return Start.read(start, segmentation);
    if (!Start.isAutomatic(start)) throw new InputException("Give start= or known=, not both.");
    return Start.of(known);
  }

  /** The template; a network can do without one. */
  private Template template() {
    if (template != null || Method.of(method) == Method.TEMPLATE)
      return TemplatePreference.find(template);
    try {
      return TemplatePreference.find(null);
    } catch (InputException e) {
      return null;
    }
  }

  private QcEntry entry() {
    return CordPictures.of(
            image,
            segmentation,
            FitCenterline.run(segmentation, FitCenterline.Settings.defaults(), Progress.NONE))
        .withLevels(levels)
        .withDiscs(discs)
        .addTo(QcEntry.of("label-discs", "Discs and vertebral levels", image.name()))
        .withFact("why", reason)
        .withMethods(methods());
  }
}
