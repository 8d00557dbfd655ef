package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.Progress;

/** What is written beside discs, and on which side. */
class DiscMarksTest {

  private static String svg(Picture picture) {
    final Html html = new Html();
    PictureSvg.drawings(html, picture, 0.5);
    return html.toString();
  }

  @Test
  void discsHaveValueAndName() {
    final Subject subject = SpinePhantom.draw(SpinePhantom.Settings.defaults(), Progress.NONE);
    final Centerline line =
        FitCenterline.run(subject.cord(), FitCenterline.Settings.defaults(), Progress.NONE);
    final QcEntry entry =
        CordPictures.of(subject.image(), subject.cord(), line)
            .withDiscs(subject.discs())
            .addTo(QcEntry.of("label-discs", "Discs", "t2"));
    final String svg = svg(entry.overview());
    for (String mark : new String[] {">3 C2/C3<", ">8 C7/T1<"})
      assertTrue(svg.contains(mark), mark + " in " + svg);
  }

  /** A name of 7 letters takes 70 screen pixels, which are 35 mm here. */
  @ParameterizedTest
  @CsvSource({"40, disc, 36.50", "30, disc behind, 33.50"})
  void nameLiesWhereThereIsRoom(double x, String style, String at) {
    final Plane plane = new Plane(new float[100], 10, 6, 6, new double[] {0, 1});
    final Picture picture =
        new Picture(
            "", plane, "APSI", List.of(), List.of(new Picture.Mark(x, 30, "3 C2/C3", true)));
    final String svg = svg(picture);
    assertTrue(svg.contains("<text class=\"" + style + "\" x=\"" + at + "\""), svg);
  }
}
