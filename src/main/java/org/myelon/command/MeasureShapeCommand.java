package org.myelon.command;

import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.CsaNormalisation;
import org.myelon.morphology.EarlierRows;
import org.myelon.morphology.MeasureShape;
import org.myelon.morphology.Pam50Normalisation;
import org.myelon.morphology.Region;
import org.myelon.morphology.Regions;
import org.myelon.morphology.ShapeTable;
import org.myelon.pipeline.ShapePlots;
import org.myelon.pipeline.TableOrigin;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Measure Shape: area, diameters and symmetry of the cord per slice, level or region. */
@Plugin(
    type = Command.class,
    name = "measure-shape",
    menuPath = "Plugins>Spinal Cord>Shape>Measure Shape...",
    description =
        "Measures area, diameters, angles and symmetry of the cord per slice, level or region.")
@Example("segmentation=cord discs=discs vertebrae=2:5 per=level table=shape.csv")
public final class MeasureShapeCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "Mask of the cord, binary or soft (0 to 1).")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description = "Labels of the intervertebral discs (3 is C2/C3).")
  private Volume discs;

  @Parameter(
      persist = false,
      required = false,
      description = "Map of the vertebral levels, instead of discs.")
  private Volume levels;

  @Parameter(persist = false, description = "Vertebral levels, such as 2:5 or 2,3; empty for all.")
  private String vertebrae = "";

  @Parameter(
      persist = false,
      description =
          "Slices from the inferior end, such as 10:40; empty for all. With normalizePam50, slices"
              + " of the template.")
  private String slices = "";

  @Parameter(
      persist = false,
      choices = {"slice", "level", "region"},
      description = "What makes one row; region is all slices together.")
  private String per = "slice";

  @Parameter(persist = false, description = "Correct for the angle between the cord and the slice.")
  private boolean angleCorrection = true;

  @Parameter(
      persist = false,
      required = false,
      description = "Mask for the centreline, if not the segmentation (for grey or white matter).")
  private Volume centerline;

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = CenterlineChoice.DESCRIPTION)
  private String centerlineAlgorithm = "bspline";

  @Parameter(persist = false, description = CenterlineChoice.SMOOTHING)
  private double centerlineSmooth = 30;

  @Parameter(persist = false, description = "Leave out slices that the centreline does not reach.")
  private boolean excludeMissing = false;

  @Parameter(
      persist = false,
      description = "Measure all objects of a slice together instead of only the cord.")
  private boolean allObjects = false;

  @Parameter(
      persist = false,
      required = false,
      description = "Anatomical image: gives the symmetry and the quadrants as well.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description = "Label 50 at the pontomedullary junction: measures at a distance from it.")
  private Volume pmj;

  @Parameter(persist = false, description = "Distance from the pontomedullary junction, mm.")
  private double pmjDistance = 60;

  @Parameter(persist = false, description = "Length of cord to average about that distance, mm.")
  private double pmjExtent = 20;

  @Parameter(
      persist = false,
      description = "Bring the numbers to the slices of the PAM50 template.")
  private boolean normalizePam50 = false;

  @Parameter(
      persist = false,
      description =
          "Normalise areas for the subject: sex=0,brain-volume=1100000[,thalamus-volume=14000];"
              + " empty for not.")
  private String normalize = "";

  @Parameter(
      persist = false,
      choices = {"myelon", "sct"},
      description = "Whose rules where SCT is known to be wrong.")
  private String compatibility = "myelon";

  @Parameter(
      persist = false,
      description = "CSV file whose rows come first in the table; empty for none.")
  private String append = "";

  @Parameter(type = ItemIO.OUTPUT, description = "One row per slice, level or region.")
  private Table table;

  @Override
  protected void execute(Progress progress) {
    if (pmj != null && (normalizePam50 || !slices.isBlank() || !vertebrae.isBlank()))
      throw new InputException(
          "pmj chooses the slices itself: leave out slices, vertebrae and normalizePam50.");
    final Compatibility rules = Compatibility.parse(compatibility);
    final Regions regions =
        new Regions(
            NumberList.parse(slices, "slices"),
            NumberList.parse(vertebrae, "vertebrae"),
            Regions.Per.parse(per));
    final MeasureShape.Result result = MeasureShape.run(inputs(), settings(rules), progress);
    result.methods().forEach(this::describe);
    final CordProfile profile = normalised(result.profile(), rules);
    final List<Region> rows =
        result
            .pmj()
            .map(p -> Regions.about(p, pmjDistance, pmjExtent, regions.per()))
            .orElseGet(() -> regions.of(profile));
    final Table measured =
        ShapeTable.of(profile, rows, image != null, TableOrigin.of(segmentation.name()));
    table = append.isBlank() ? measured : EarlierRows.prepend(Path.of(append), measured);
    show(() -> entry(result, measured));
  }

  private QcEntry entry(MeasureShape.Result result, Table measured) {
    final QcEntry entry =
        QcEntry.of("measure-shape", "Shape of the cord", segmentation.name())
            .withPlots(ShapePlots.of(result.profile(), result.centerline()))
            .withSheet("Measured", measured, measured.rowCount() > 20)
            .withMethods(methods());
    return image == null
        ? entry
        : CordPictures.of(image, segmentation, result.centerline()).addTo(entry);
  }

  private MeasureShape.Inputs inputs() {
    return new MeasureShape.Inputs(segmentation, levels, discs, image, centerline, pmj);
  }

  private MeasureShape.Settings settings(Compatibility rules) {
    return new MeasureShape.Settings(
        angleCorrection,
        CenterlineChoice.of(centerlineAlgorithm, centerlineSmooth),
        excludeMissing,
        allObjects,
        rules);
  }

  private CordProfile normalised(CordProfile measured, Compatibility rules) {
    CordProfile profile = measured;
    if (!normalize.isBlank()) {
      profile = CsaNormalisation.parse(normalize).apply(profile);
      describe(CsaNormalisation.methods());
    }
    if (normalizePam50) {
      profile = Pam50Normalisation.apply(profile, rules);
      describe(Pam50Normalisation.methods());
    }
    return profile;
  }
}
