package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;
import org.myelon.image.Affine;
import org.myelon.image.ImageInformation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Table;

/** What the user is told about an image, and what is pointed out. */
class ImageInformationTest {

  @TempDir Path folder;

  private Table of(NiftiBytes bytes) throws IOException {
    return ImageInformation.of(Nifti.read(Files.write(folder.resolve("i.nii"), bytes.single())));
  }

  private static List<String> all(Table table, String property) {
    final List<String> values = new ArrayList<>();
    for (int r = 0; r < table.rowCount(); r++)
      if (table.get(r, "property").equals(property)) values.add((String) table.get(r, "value"));
    return values;
  }

  private static String one(Table table, String property) {
    assertEquals(1, all(table, property).size(), property);
    return all(table, property).get(0);
  }

  private static NiftiBytes agreeing() {
    final NiftiBytes b = NiftiBytes.little(4, 2).qform(1, 0, 0, 0, -10, -20, -30);
    b.pixdim(0, 1).pixdim(1, 2).pixdim(2, 3).pixdim(3, 4);
    b.header.put(123, (byte) 10);
    return b;
  }

  @Test
  void tellsTheFacts() throws IOException {
    final Table t = of(agreeing().text(148, "a picture").scaling(0.5, 1).extension(6, new byte[4]));
    assertEquals("3 x 4 x 2 voxels", one(t, "size"));
    assertEquals("2 x 3 x 4 mm", one(t, "spacing"));
    assertEquals("LPI", one(t, "orientation (SCT)"));
    assertEquals("RAS", one(t, "orientation (nibabel)"));
    assertEquals("int16, value = 0.5 * stored + 1", one(t, "data type"));
    assertEquals("a picture", one(t, "description"));
    assertEquals("code 6 (8 bytes)", one(t, "extensions"));
    assertTrue(one(t, "matrix").contains("sform 2 (aligned to another image)"));
    assertTrue(one(t, "matrix").contains("qform 1 (scanner)"));
    assertTrue(
        one(t, "x, to the right").matches(" *2\\.0+ .* -10\\.0+ *\\| *2\\.0+ .* -10\\.0+ *"));
    assertEquals(List.of(), all(t, "note"));
  }

  @Test
  void pointsOutFormsThatDisagree() throws IOException {
    final String note = one(of(agreeing().qform(1, 0, 0, 0, -10, -20, -33)), "note");
    assertTrue(note.contains("disagree by up to 3.00 mm"), note);
    assertEquals(List.of(), all(of(agreeing().qform(0, 0, 0, 0, 0, 0, 0)), "note"));
    // the same distance in a file in microns
    final NiftiBytes microns = agreeing().qform(1, 0, 0, 0, -10, -20, -33);
    microns.header.put(123, (byte) 3);
    assertTrue(one(of(microns), "note").contains("0.00300 mm"));
  }

  @Test
  void pointsOutShearHandednessTiltAndUnknownPlaces() throws IOException {
    final String sheared =
        String.join(
            " ", all(of(agreeing().qform(0).sform(1, 2, 0, 1, 0, 0, 3, 0, 0, 0, 0, 4, 0)), "note"));
    assertTrue(sheared.contains("sheared") && sheared.contains("tilted by up to 14.0"), sheared);
    final String left =
        one(of(agreeing().qform(0).sform(1, -2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4, 0)), "note");
    assertTrue(left.contains("left-handed"), left);
    final String unknown = String.join(" ", all(of(agreeing().qform(0).sform(0)), "note"));
    assertTrue(unknown.contains("does not say where"), unknown);
  }

  @Test
  void showsTheMapInUseWhereItIsNotThatOfTheFile() throws IOException {
    final Volume v = Nifti.read(Files.write(folder.resolve("i.nii"), agreeing().single()));
    assertTrue(
        one(ImageInformation.of(v.reoriented(Orientation.RPI)), "matrix").startsWith("in use"));
    final Volume made = Volume.of(ArrayImgs.floats(2, 2, 2), Affine.IDENTITY, "made");
    assertEquals("in use", one(ImageInformation.of(made), "matrix").strip());
    assertEquals("float32", one(ImageInformation.of(made), "data type"));
  }

  @Test
  void sharedTestImageIsAilInLettersOfSct() {
    final Volume v = Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz"));
    final Table t = ImageInformation.of(v);
    assertEquals("AIL", one(t, "orientation (SCT)"));
    assertEquals("PSR", one(t, "orientation (nibabel)"));
    assertEquals("60 x 55 x 52 voxels", one(t, "size"));
  }
}
