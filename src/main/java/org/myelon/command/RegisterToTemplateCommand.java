package org.myelon.command;

import java.io.File;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.register.LabelKind;
import org.myelon.register.RegisterToTemplate;
import org.myelon.register.RegisterToTemplate.Reference;
import org.myelon.register.RegisterToTemplate.Settings;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.register.Registration;
import org.myelon.register.RegistrationSteps;
import org.myelon.report.QcEntry;
import org.myelon.report.RegistrationPictures;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.transform.ApplyTransform;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Register to Template: the subject and the template in one space. */
@Plugin(
    type = Command.class,
    name = "register-to-template",
    menuPath = "Plugins>Spinal Cord>Register>Register to Template...",
    description =
        "Brings the template to the subject and the subject to the template, by cord and labels.")
@Example("image=t2 segmentation=cord discs=discs template=template output=registered")
public final class RegisterToTemplateCommand extends SpinalCordCommand {

  /** The template's cord mask in place of an image. */
  private static final String CORD = "cord";

  @Parameter(persist = false, description = "The image; 3-D.")
  private Volume image;

  @Parameter(
      persist = false,
      description = "The mask of its cord, 1 inside, one piece without holes.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description = "Disc labels, one or more; 3 is C2/C3. On any grid of the same body.")
  private Volume discs;

  @Parameter(
      persist = false,
      required = false,
      description = "Instead of discs: labels in the middle of vertebral bodies; 3 is C3.")
  private Volume bodies;

  @Parameter(
      persist = false,
      required = false,
      description = "Instead of discs: labels in the middle of spinal levels.")
  private Volume spinal;

  @Parameter(
      persist = false,
      required = false,
      description = "Instead of discs: a map of the nerve rootlets, one value per spinal level.")
  private Volume rootlets;

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = TemplatePreference.DESCRIPTION + ".")
  private File template;

  @Parameter(
      persist = false,
      choices = {"t1", "t2", "t2s", CORD},
      description = "The template's image to compare with; cord: its cord mask alone.")
  private String contrast = "t2";

  @Parameter(
      persist = false,
      choices = {"template", "subject"},
      description =
          "Whose space the steps work in: template straightens the cord, subject suits few thick"
              + " axial slices.")
  private String reference = "template";

  @Parameter(
      persist = false,
      description = "The steps after the alignment of the labels, in SCT's words.")
  private String steps = RegisterToTemplate.STEPS;

  @Parameter(
      persist = false,
      choices = {EngineChoice.MYELON, EngineChoice.ELASTIX},
      description = EngineChoice.DESCRIPTION)
  private String engine = EngineChoice.MYELON;

  @Parameter(persist = false, description = EngineChoice.MAPS)
  private String elastixParameters = "";

  @Parameter(
      persist = false,
      style = "directory",
      description =
          "Folder for template2anat, anat2template, warp_template2anat and warp_anat2template.")
  private File output;

  @Parameter(type = ItemIO.OUTPUT, description = "How well the cords lie on each other.")
  private String result;

  @Override
  protected void execute(Progress progress) {
    final Settings settings = settings();
    final Template found = TemplatePreference.find(template);
    final Side theirs = read(found, settings.labels(), progress.part(0, 0.1));
    final Side ours = new Side(image, segmentation, labels().get(settings.labels()), rootlets);
    final Registration registration =
        RegisterToTemplate.run(
            ours,
            theirs,
            settings,
            EngineChoice.of(engine, elastixParameters, progress),
            progress.part(0.1, 0.5));
    final RegistrationFiles files =
        RegistrationFiles.of(
            image,
            theirs.image(),
            registration.transform(),
            Interpolation.LINEAR,
            progress.part(0.5, 0.8));
    files
        .write(output.toPath(), RegistrationFiles.Names.TEMPLATE, progress.part(0.8, 1))
        .forEach(this::wrote);
    registration.methods().forEach(this::describe);
    note("registration", registration.facts());
    result = registration.quality().toString();
    show(() -> entry(files, theirs, registration, settings.centerline()));
  }

  private Settings settings() {
    final Map<LabelKind, Volume> given = labels();
    if (given.size() != 1)
      throw new InputException(
          given.isEmpty()
              ? "register-to-template needs labels: give discs=, bodies=, spinal= or rootlets=."
              : "Give one kind of labels: discs, bodies, spinal or rootlets, not several.");
    final Settings defaults = Settings.defaults();
    return new Settings(
        given.keySet().iterator().next(),
        Reference.valueOf(reference.toUpperCase(Locale.ROOT)),
        RegistrationSteps.parse(steps),
        defaults.centerline());
  }

  private Map<LabelKind, Volume> labels() {
    final Map<LabelKind, Volume> given = new EnumMap<>(LabelKind.class);
    if (discs != null) given.put(LabelKind.DISCS, discs);
    if (bodies != null) given.put(LabelKind.BODIES, bodies);
    if (spinal != null) given.put(LabelKind.SPINAL, spinal);
    if (rootlets != null) given.put(LabelKind.ROOTLETS, rootlets);
    return given;
  }

  /** The parts of the template, read at the same time. */
  private Side read(Template from, LabelKind kind, Progress progress) {
    final Template.Part picture =
        contrast.equals(CORD) ? Template.Part.CORD : Template.Part.ofContrast(contrast);
    final List<Template.Part> parts =
        Arrays.asList(
            picture,
            Template.Part.CORD,
            kind.templatePart(),
            rootlets == null ? null : Template.Part.ROOTLETS);
    progress.check("reading the template", 0);
    if (!from.has(picture))
      throw new InputException(
          "The template "
              + from.folder()
              + " has no "
              + picture
              + ": take contrast=cord, which compares the cord masks, get the whole template with"
              + " Download Template, or give another folder.");
    final Map<Template.Part, Volume> read =
        parts.stream()
            .filter(Objects::nonNull)
            .distinct()
            .parallel()
            .collect(Collectors.toMap(p -> p, p -> from.read(p, Progress.NONE)));
    return new Side(
        read.get(picture),
        read.get(Template.Part.CORD),
        read.get(kind.templatePart()),
        rootlets == null ? null : read.get(Template.Part.ROOTLETS));
  }

  private QcEntry entry(
      RegistrationFiles files, Side theirs, Registration registration, FitCenterline.Settings fit) {
    final Volume cord =
        ApplyTransform.run(
            theirs.cord(),
            image.grid(),
            files.warpSecondToFirst(),
            Interpolation.LINEAR,
            Progress.NONE);
    final QcEntry entry =
        QcEntry.of("register-to-template", "The template on the subject", image.name())
            .withMethods(registration.methods())
            .withFact("quality", registration.quality().toString());
    return RegistrationPictures.of(
            image,
            files.secondOnFirst(),
            segmentation,
            cord,
            FitCenterline.run(segmentation, fit, Progress.NONE))
        .addTo(entry);
  }
}
