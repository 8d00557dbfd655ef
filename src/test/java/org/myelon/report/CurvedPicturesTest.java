package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.CurvedView;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.ResliceCurved;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.Progress;

class CurvedPicturesTest {

  private static final Subject SUBJECT =
      SpinePhantom.draw(
          SpinePhantom.Settings.defaults()
              .withGrid(SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1, 1, 2}, 4, 3)),
          Progress.NONE);

  /** Turned by 90 degrees, anterior has come to the left: the sagittal plane shows both sides. */
  @ParameterizedTest
  @CsvSource({
    "SAGITTAL, 0, 3, APSI, 3",
    "SAGITTAL, 90, 1, LRSI, 1",
    "CORONAL, 0, 2, RLSI, 2",
    "ORTHOGONAL, 0, 1, RLAP, 12"
  })
  void theSourceAndThePlanesWithTheirSides(
      CurvedView.Plane plane, double angle, int slices, String letters, int shown) {
    final Centerline line =
        FitCenterline.run(SUBJECT.cord(), FitCenterline.Settings.defaults(), Progress.NONE);
    final CurvedView view =
        CurvedView.sagittal(1).withPlane(plane).withAngle(angle).withSlices(slices, 2);
    final Volume planes =
        ResliceCurved.run(SUBJECT.image(), line, ResliceCurved.Settings.of(view), Progress.NONE);
    final QcEntry entry =
        CurvedPictures.of(SUBJECT.image(), line, planes).addTo(QcEntry.of("s", "t", "u"));
    assertEquals("APSI", entry.overview().letters());
    assertEquals(1, entry.overview().regions().size());
    assertEquals(shown, entry.mosaic().size());
    for (Picture p : entry.mosaic()) {
      assertEquals(letters, p.letters());
      assertEquals(planes.grid().extent(0), p.plane().columns());
      assertEquals(planes.grid().extent(1), p.plane().rows());
    }
    assertTrue(entry.overview().plane().heightMm() > 100);
  }
}
