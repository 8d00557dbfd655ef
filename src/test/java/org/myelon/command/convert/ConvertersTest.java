package org.myelon.command.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.NewImage;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Header;
import org.myelon.image.Volume;
import org.myelon.image.VolumeSeries;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.scijava.Context;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.ConvertService;

/** Images on their way between ImageJ, ImgLib2, files and volumes keep pixels, place and facts. */
public class ConvertersTest {

  private static final Affine OBLIQUE =
      new Affine(-0.9, 0.1, 0.2, 33.25, 0.12, 0.48, -0.3, -17.5, 0.05, 0.06, 4.9, 1e-3);

  private static Context context;
  private static ConvertService convert;

  @TempDir Path folder;

  @BeforeAll
  static void startSciJava() {
    context = new Context();
    convert = context.service(ConvertService.class);
  }

  @AfterAll
  static void stopSciJava() {
    context.dispose();
  }

  private static Volume floats(long... size) {
    final var img = PlanarImgs.floats(size);
    int i = 0;
    for (var v : img) v.set(i++ * 0.5f);
    return Volume.of(img, OBLIQUE, "scan");
  }

  private static double value(RandomAccessibleInterval<? extends RealType<?>> image, long... at) {
    return image.getAt(at).getRealDouble();
  }

  /** A large series is made while it is shown: each volume once, negative numbers or not. */
  @Test
  void seriesOnDemandIsWalkedOnce() {
    for (int lowest : new int[] {-2, 0}) {
      final List<Integer> made = new ArrayList<>();
      final var pixels =
          VolumeSeries.onDemand(
              new long[] {2, 2, 2, 5},
              new ShortType(),
              t -> {
                made.add(t);
                final short v = (short) (lowest + t);
                return new ShortArray(new short[] {v, v, v, v, v, v, v, v});
              });
      final ImagePlus image = ImagePlusVolumes.toImagePlus(Volume.of(pixels, OBLIQUE, "series"));
      assertEquals(List.of(0, 1, 2, 3, 4), made);
      final Volume back = ImagePlusVolumes.toVolume(image);
      for (int t = 0; t < 5; t++) assertEquals(lowest + t, value(back.pixels(), 1, 1, 1, t));
      assertEquals(lowest < 0, image.getCalibration().isSigned16Bit());
    }
  }

  @Test
  void fieldOnDemandIsWalkedOnce() {
    final List<Integer> made = new ArrayList<>();
    final var pixels =
        VolumeSeries.onDemand(
            new long[] {1, 2, 3, 2, 3},
            new FloatType(),
            n -> {
              made.add(n);
              final float[] v = new float[6];
              for (int i = 0; i < 6; i++) v[i] = 10 * n + i;
              return new FloatArray(v);
            });
    final Volume back =
        ImagePlusVolumes.toVolume(
            ImagePlusVolumes.toImagePlus(Volume.of(pixels, OBLIQUE, "field")));
    assertEquals(List.of(0, 1, 2, 3, 4, 5), made);
    for (int c = 0; c < 3; c++)
      for (int t = 0; t < 2; t++)
        assertEquals(10 * (2 * c + t) + 3, value(back.pixels(), 0, 1, 1, t, c));
  }

  @Test
  void planesAreSharedNotCopied() {
    final Volume v = floats(5, 4, 3);
    final ImagePlus image = convert.convert(v, ImagePlus.class);
    ((float[]) image.getStack().getPixels(2))[7] = 99;
    assertEquals(99, value(v.pixels(), 2, 1, 1));
    final Volume back = convert.convert(image, Volume.class);
    ((float[]) image.getStack().getPixels(3))[0] = 77;
    assertEquals(77, value(back.pixels(), 0, 0, 2));
  }

  @Test
  void placeNameCalibrationAndFactsSurviveATiffFile() {
    final Volume v =
        floats(5, 4, 3)
            .withHeader(
                Header.NONE
                    .withDescription("a scan with = and\ttab")
                    .withIntent(Header.Intent.of(1002, "levels")));
    final Path tiff = folder.resolve("scan.tif");
    IJ.saveAsTiff(convert.convert(v, ImagePlus.class), tiff.toString());
    final ImagePlus opened = IJ.openImage(tiff.toString());
    assertEquals("mm", opened.getCalibration().getUnit());
    assertEquals(OBLIQUE.spacing(2), opened.getCalibration().pixelDepth, 1e-6);
    final Volume back = convert.convert(opened, Volume.class);
    assertArrayEquals(OBLIQUE.toArray(), back.voxelToWorld().toArray(), 1e-9);
    assertEquals("scan", back.name());
    assertEquals(1002, back.header().intentCode());
    assertEquals("levels", back.header().intent().name());
    assertArrayEquals(v.toFloats(), back.toFloats());
  }

  @Test
  void aSeriesIsAHyperstackWithItsTimeStep() {
    final Volume v = floats(5, 4, 3, 6).withHeader(Header.NONE.withTimeStep(2.5));
    final ImagePlus image = convert.convert(v, ImagePlus.class);
    assertArrayEquals(new int[] {5, 4, 1, 3, 6}, image.getDimensions());
    assertTrue(image.isHyperStack());
    assertEquals(2.5, image.getCalibration().frameInterval);
    final Volume back = convert.convert(image, Volume.class);
    assertEquals(6, back.volumeCount());
    assertEquals(2.5, back.header().timeStep(), 1e-9);
    assertEquals(value(v.pixels(), 1, 2, 1, 4), value(back.pixels(), 1, 2, 1, 4));
  }

  @Test
  void aVectorFieldHasItsComponentsAsChannels() {
    final Volume v = floats(5, 4, 3, 1, 3);
    final ImagePlus image = convert.convert(v, ImagePlus.class);
    assertArrayEquals(new int[] {5, 4, 3, 3, 1}, image.getDimensions());
    final Volume back = convert.convert(image, Volume.class);
    assertArrayEquals(v.pixels().dimensionsAsLongArray(), back.pixels().dimensionsAsLongArray());
    for (int c = 0; c < 3; c++)
      assertEquals(value(v.pixels(), 4, 3, 2, 0, c), value(back.pixels(), 4, 3, 2, 0, c));
  }

  @Test
  void negativeInt16KeepsItsValues() {
    final short[] values = {-32768, -5, 0, 7, 32767, 1, 2, 3};
    final Volume v = Volume.of(ArrayImgs.shorts(values, 2, 2, 2), OBLIQUE, "signed");
    final ImagePlus image = convert.convert(v, ImagePlus.class);
    assertEquals(16, image.getBitDepth());
    assertArrayEquals(v.toFloats(), convert.convert(image, Volume.class).toFloats());
  }

  @Test
  void labelsAreShownInColours() {
    final Volume grey = Volume.of(ArrayImgs.unsignedBytes(3, 3, 3), OBLIQUE, "labels");
    final Volume labels = grey.withHeader(Header.NONE.withIntent(Header.Intent.of(1002, "levels")));
    final var lut = convert.convert(labels, ImagePlus.class).getProcessor().getLut();
    assertEquals(0, lut.getRGB(0) & 0xffffff);
    assertTrue(lut.getRed(3) != lut.getGreen(3) || lut.getGreen(3) != lut.getBlue(3), "grey");
    assertNotEquals(lut.getRGB(3), lut.getRGB(4));
  }

  @Test
  void anImageWithoutAPlaceGetsOneFromItsCalibration() {
    final ImagePlus image = NewImage.createByteImage("new", 4, 4, 4, NewImage.FILL_RAMP);
    image.getCalibration().setUnit("micron");
    image.getCalibration().pixelWidth = 500;
    image.getCalibration().pixelHeight = 500;
    image.getCalibration().pixelDepth = 3000;
    final Volume v = convert.convert(image, Volume.class);
    assertEquals("RAI", v.orientation().toString());
    assertArrayEquals(new double[] {0.5, 0.5, 3}, v.grid().spacing(), 1e-12);
  }

  @Test
  void whatHasNoPlaceOrNoGreyValuesIsRefused() {
    final ImagePlus flat = NewImage.createByteImage("flat", 4, 4, 1, NewImage.FILL_RAMP);
    assertMistake(flat, "2-D");
    final ImagePlus colour = NewImage.createRGBImage("colour", 4, 4, 4, NewImage.FILL_RAMP);
    colour.getCalibration().setUnit("mm");
    assertMistake(colour, "colour");
    assertMistake(NewImage.createByteImage("unknown", 4, 4, 4, NewImage.FILL_RAMP), "millimetres");
    final ImagePlus cropped = convert.convert(floats(5, 4, 3), ImagePlus.class);
    final ImageStack first = new ImageStack(5, 4);
    first.addSlice(cropped.getStack().getProcessor(1));
    first.addSlice(cropped.getStack().getProcessor(2));
    cropped.setStack(first);
    assertMistake(cropped, "cropped");
    assertMistake("nowhere", "no image");
  }

  private static void assertMistake(Object source, String word) {
    final InputException e =
        assertThrows(InputException.class, () -> convert.convert(source, Volume.class));
    assertTrue(e.getMessage().contains(word), e.getMessage());
  }

  @Test
  void pixelsFilesAndPathsAreTakenToo() {
    final Volume v = floats(5, 4, 3);
    final RandomAccessibleInterval<?> pixels = convert.convert(v, RandomAccessibleInterval.class);
    assertSame(v.pixels(), pixels);
    final RandomAccessibleInterval<UnsignedByteType> bare = ArrayImgs.unsignedBytes(2, 3, 4);
    assertEquals(Affine.IDENTITY, convert.convert(bare, Volume.class).voxelToWorld());
    final File file = folder.resolve("scan.nii.gz").toFile();
    Nifti.write(v, file.toPath());
    for (Object source : new Object[] {file, file.toPath(), file.toString()})
      assertArrayEquals(v.toFloats(), convert.convert(source, Volume.class).toFloats());
  }

  /** Stands for Fiji's Dataset, which only Fiji's own converter can read. */
  public record Foreign(ImagePlus inside) {}

  public static final class ForeignToImagePlus extends AbstractConverter<Foreign, ImagePlus> {
    @Override
    public <T> T convert(Object source, Class<T> type) {
      return type.cast(((Foreign) source).inside());
    }

    @Override
    public Class<Foreign> getInputType() {
      return Foreign.class;
    }

    @Override
    public Class<ImagePlus> getOutputType() {
      return ImagePlus.class;
    }
  }

  @Test
  void whatAnotherConverterTurnsIntoAnImagePlusIsTaken() {
    try (Context fiji = new Context()) {
      final ConvertService own = fiji.service(ConvertService.class);
      fiji.service(org.scijava.plugin.PluginService.class)
          .addPlugin(
              new org.scijava.plugin.PluginInfo<>(
                  ForeignToImagePlus.class, org.scijava.convert.Converter.class));
      final Volume v = floats(5, 4, 3);
      final Foreign foreign = new Foreign(ImagePlusVolumes.toImagePlus(v));
      final Volume back = own.convert(foreign, Volume.class);
      assertArrayEquals(OBLIQUE.toArray(), back.voxelToWorld().toArray(), 1e-9);
      assertArrayEquals(v.toFloats(), back.toFloats());
    }
  }
}
