package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;
import org.myelon.image.DataType;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/** Agreement with files that the real sct_image wrote. */
class SctImageTest {

  @TempDir Path folder;

  private static Volume t2() {
    return Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz"));
  }

  @Test
  void reorientedToRpiIsWhatSctWrites() {
    final Volume expected =
        Nifti.read(SharedData.path("reference/sct/sct_image/t2_setorient_RPI/rpi.nii.gz"));
    final Path file = folder.resolve("rpi.nii.gz");
    Nifti.write(t2().reoriented(Orientation.RPI), file);
    final Volume ours = Nifti.read(file);
    assertTrue(expected.grid().differenceFrom(ours.grid(), 1e-4).isEmpty());
    assertArrayEquals(NiftiTypesTest.values(expected), NiftiTypesTest.values(ours));
    assertEquals(
        DataType.of(t2().pixels().getType()), DataType.of(ours.pixels().getType()), "type kept");
  }

  @Test
  void componentsOfVectorFieldsAreWhereSctSeesThem() {
    final String folderOfCase = "reference/sct/sct_image/mcs/";
    final Volume x = Nifti.read(SharedData.path(folderOfCase + "w_X.nii.gz"));
    final Volume y = Nifti.read(SharedData.path(folderOfCase + "w_Y.nii.gz"));
    final Volume field = Nifti.read(SharedData.path("data/sct-testing/mt/warp_template2mt.nii.gz"));
    assertEquals(5, field.numDimensions());
    assertEquals(1007, field.header().intentCode());
    assertArrayEquals(NiftiTypesTest.values(x), component(field, 0), 1e-6);
    assertArrayEquals(NiftiTypesTest.values(y), component(field, 1), 1e-6);
  }

  private static double[] component(Volume field, int c) {
    final RandomAccessibleInterval<? extends RealType<?>> one =
        Views.hyperSlice(field.pixels(), 4, c);
    return Views.flatIterable(one).stream().mapToDouble(p -> p.getRealDouble()).toArray();
  }
}
