package org.myelon.command;

import java.io.File;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.template.WarpTemplate;
import org.myelon.transform.Transform;
import org.myelon.transform.TransformList;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Warp Template: the template and its atlas on the grid of an image. */
@Plugin(
    type = Command.class,
    name = "warp-template",
    menuPath = "Plugins>Spinal Cord>Template>Warp Template...",
    description = "Brings the template and its atlas to the grid of an image.")
@Example("image=t2 transform=template/template2t2.txt template=template output=label")
public final class WarpTemplateCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image whose grid the results have.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "The transform that moves the template to the image, such as warp_template2anat.nii.gz;"
              + " several files, separated by commas, in the order in which they move the template;"
              + " a minus before one takes its inverse.")
  private String transform = "";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = TemplatePreference.DESCRIPTION + ".")
  private File template;

  @Parameter(
      persist = false,
      description = "Whether to bring the atlas, too, if the template has one.")
  private boolean atlas = true;

  @Parameter(
      persist = false,
      style = "directory",
      description = "Folder that receives the folders template and atlas.")
  private File output;

  @Parameter(type = ItemIO.OUTPUT, description = "The images, and how many voxels are not zero.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    final Template source = TemplatePreference.find(template);
    final Transform toTemplate = TransformList.read(transform, progress.part(0, 0.1));
    final WarpTemplate.Settings settings = new WarpTemplate.Settings(atlas);
    final WarpTemplate.Result result =
        WarpTemplate.run(
            source, image.grid(), toTemplate, settings, output.toPath(), progress.part(0.1, 1));
    table = result.table();
    result.images().forEach(this::wrote);
    note("template", source.folder().toString());
    describe(WarpTemplate.methods(settings));
    show(this::entry);
  }

  /** The cord and the levels of the template on the image. */
  private QcEntry entry() {
    final Template warped = Template.open(output.toPath());
    final Volume cord = warped.read(Part.CORD, Progress.NONE);
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE);
    final CordPictures pictures = CordPictures.of(image, cord, line);
    return (warped.has(Part.LEVELS)
            ? pictures.withLevels(warped.read(Part.LEVELS, Progress.NONE))
            : pictures)
        .addTo(QcEntry.of("warp-template", "Template on the image", image.name()))
        .withMethods(methods());
  }
}
