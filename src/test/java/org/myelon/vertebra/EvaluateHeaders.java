package org.myelon.vertebra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.vertebra.network.NetworkDiscs;

/**
 * By hand: what {@link CheckHeader} says of every image at hand, as it is and with each header that
 * a body shows to be wrong, and of bent pieces of the template. Arguments: shared folder, number of
 * pieces, folder for masks made by the network, seed of the first piece.
 */
final class EvaluateHeaders {

  private static final String UNF = "data/spine-generic-unf01/";
  private static final String UNF_LABELS = UNF + "derivatives/labels/sub-unf01/anat/sub-unf01_";
  private static final String LABELS = "data/gm-challenge/derivatives/labels/";
  private static final String PAM = "data/sct-testing/template/template/PAM50_small_";

  private static final String[][] IMAGES = {
    {"data/sct-testing/t2/t2", "data/sct-testing/t2/t2_seg-manual"},
    {"data/sct-testing/t2/t2_fake_lesion", "data/sct-testing/t2/t2_fake_lesion_sc_seg"},
    {"data/sct-testing/t1/t1w", "data/sct-testing/t1/t1w_seg-manual"},
    {"data/sct-testing/t2s/t2s", "data/sct-testing/t2s/t2s_seg"},
    {"data/sct-testing/t2s/t2s_uncropped", null},
    {"data/sct-testing/mt/mt0", "data/sct-testing/mt/mt0_seg"},
    {"data/sct-testing/mt/mt1", "data/sct-testing/mt/mt1_seg"},
    {"data/sct-testing/mt/t1w", "data/sct-testing/mt/mt1_seg"},
    {"data/sct-testing/dmri/dwi_mean", null},
    {"data/sct-testing/fmri/fmri_tsnr", null},
    {"data/sct-testing/template/template/PAM50_small_t2", PAM + "cord"},
    {"data/sct-tutorial/single_subject/t2_lumbar/t2_lumbar", "reference/sct/inputs/t2_lumbar_seg"},
    {"data/sct-tutorial/single_subject/mt/mt0", null},
    {"data/sct-tutorial/single_subject/mt/mt1", "reference/sct/inputs/mt1_seg"},
    {"data/sct-tutorial/multi_subject/sub-01/anat/sub-01_acq-MToff_MTS", null},
    {"data/sct-tutorial/multi_subject/sub-01/anat/sub-01_acq-MTon_MTS", null},
    {"data/gm-challenge/" + gm("sub-10062Ses1"), LABELS + gm("sub-10062Ses1") + "_seg-manual"},
    {"data/gm-challenge/" + gm("sub-10062Ses2"), LABELS + gm("sub-10062Ses2") + "_seg-manual"},
    {"data/gm-challenge/" + gm("sub-9418"), LABELS + gm("sub-9418") + "_seg-manual"},
    {"data/gm-challenge/" + gm("sub-9584"), LABELS + gm("sub-9584") + "_seg-manual"},
    {"data/gm-challenge/" + gm2("sub-10062Ses1"), null},
    {"data/gm-challenge/" + gm2("sub-10062Ses2"), null},
    {"data/gm-challenge/" + gm2("sub-9418"), null},
    {"data/gm-challenge/" + gm2("sub-9584"), null},
    {UNF + "sub-unf01/anat/sub-unf01_T1w", UNF_LABELS + "T1w_seg-manual"},
    {UNF + "sub-unf01/anat/sub-unf01_T2w", UNF_LABELS + "T2w_seg-manual"},
    {UNF + "sub-unf01/anat/sub-unf01_T2star", UNF_LABELS + "T2star_seg-manual"},
  };

  private EvaluateHeaders() {}

  private static String gm(String subject) {
    return subject + "/anat/" + subject + "_run-1_T2starw";
  }

  private static String gm2(String subject) {
    return subject + "/anat/" + subject + "_run-2_T2starw";
  }

  public static void main(String[] args) {
    final Path shared = Path.of(args[0]), masks = Path.of(args[2]);
    for (String[] files : IMAGES) {
      final Volume image = Nifti.read(shared.resolve(files[0] + ".nii.gz"));
      final Volume cord = cord(image, files, shared, masks);
      print(files[0], image, cord);
      for (int part = 0; part < 2; part++)
        try {
          print("  part " + part, part(image, part), part(cord, part));
        } catch (InputException e) {
          System.out.println("  part " + part + ": " + e.getMessage());
        }
    }
    final Path subject = Path.of("test-data/subject");
    print(
        "synthetic subject",
        Nifti.read(subject.resolve("t2.nii.gz")),
        Nifti.read(subject.resolve("cord.nii.gz")));
    final SpinePhantom.Settings settings = SpinePhantom.Settings.defaults();
    for (String code : new String[] {"RPI", "SAR", "AIL"}) {
      final Subject s =
          SpinePhantom.draw(
              settings.withGrid(
                  SpinePhantom.grid(
                      Orientation.parse(code), new double[] {1.2, 1, 1}, code.charAt(0) - 80, 3)),
              Progress.NONE);
      print("phantom " + code, s.image(), s.cord());
    }
    final Template template = Template.open(shared.resolve("data/sct-testing/template"));
    final int seed = Integer.parseInt(args[3]);
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      final BentTemplate piece = BentTemplate.draw(template, seed + i, 50, 220);
      print("piece " + piece.discs().keySet(), piece.image(), piece.cord());
    }
  }

  /** The lower or the upper 60 % of an image. */
  private static Volume part(Volume image, int part) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final long[] size = rpi.grid().size();
    final long count = Math.max(1, 6 * size[2] / 10);
    final long from = part == 0 ? 0 : size[2] - count;
    return Crop.to(
        rpi,
        new Box(new long[] {0, 0, from}, new long[] {size[0] - 1, size[1] - 1, from + count - 1}));
  }

  private static Volume cord(Volume image, String[] files, Path shared, Path masks) {
    if (files[1] != null) return Nifti.read(shared.resolve(files[1] + ".nii.gz"));
    final Path made = masks.resolve(files[0].replace('/', '_') + ".nii.gz");
    if (!Files.exists(made))
      Nifti.write(
          SegmentCordNetwork.byBuiltIn(
                  image,
                  ComputeDevice.open("cpu", Progress.NONE),
                  SegmentCordNetwork.Settings.defaults(),
                  Progress.NONE)
              .segmentation(),
          made);
    return Nifti.read(made);
  }

  private static void print(String name, Volume image, Volume cord) {
    final StringBuilder text = new StringBuilder(name);
    final Map<Turn, CheckHeader.View> views =
        CheckHeader.views(image, cord, new NetworkDiscs("cpu"), Progress.NONE);
    for (CheckHeader.View view : views.values())
      text.append(String.format(Locale.ROOT, " %.1f/%.1f", view.evidence(), view.heat()));
    for (Turn turn : Turn.values()) {
      // a copy with another header shows the same four views under other names
      final Map<Turn, CheckHeader.View> seen = new EnumMap<>(Turn.class);
      views.forEach((t, view) -> seen.put(Turn.values()[t.ordinal() ^ turn.ordinal()], view));
      final CheckHeader.Result found = CheckHeader.judge(image, seen);
      text.append(
          String.format(
              Locale.ROOT,
              " | %s: %s",
              turn.name(),
              found.turn() == Turn.NONE
                  ? "-"
                  : String.format(
                      Locale.ROOT,
                      "%s %s %.1f",
                      found.sure() ? "SURE" : "likely",
                      (found.turn() == turn ? "right" : "WRONG " + found.turn().name())
                          + (found.or() == Turn.NONE ? "" : " or " + found.or().name()),
                      found.logOdds())));
    }
    System.out.println(text);
  }
}
