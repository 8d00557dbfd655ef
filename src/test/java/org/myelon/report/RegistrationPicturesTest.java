package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ApplyTransform;

class RegistrationPicturesTest {

  private static Subject subject;
  private static Volume moved;
  private static Volume movedCord;
  private static Centerline line;
  private static QcEntry entry;

  /** The moved image lies 3 mm too far in front and has 100 times the values. */
  @BeforeAll
  static void draw() {
    final Grid grid = SpinePhantom.grid(Orientation.parse("SAR"), new double[] {1, 1, 2}, 3, 2);
    subject = SpinePhantom.draw(SpinePhantom.Settings.defaults().withGrid(grid), Progress.NONE);
    moved = bright(shifted(subject.image(), Interpolation.LINEAR));
    movedCord = shifted(subject.cord(), Interpolation.LABEL);
    line = FitCenterline.run(subject.cord(), FitCenterline.Settings.defaults(), Progress.NONE);
    entry =
        RegistrationPictures.of(subject.image(), moved, subject.cord(), movedCord, line)
            .addTo(QcEntry.of("register", "Registration", "t2"));
  }

  private static Volume shifted(Volume image, Interpolation how) {
    final AffineTransform back = new AffineTransform(Affine.translation(0, -3, 0));
    return ApplyTransform.run(image, image.grid(), back, how, Progress.NONE).withName("moved");
  }

  private static Volume bright(Volume image) {
    final float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) values[i] *= 100;
    return Volume.ofFloats(values, image.grid(), "moved");
  }

  @Test
  void bothImagesAreOnTheSameSurfaceWithGreyValuesOfTheirOwn() {
    assertEquals(12, entry.mosaic().size());
    for (Picture p : entry.mosaic()) {
      final Picture.Other other = p.other();
      assertEquals(p.plane().widthMm(), other.plane().widthMm());
      assertEquals(p.plane().heightMm(), other.plane().heightMm());
      assertTrue(other.plane().window()[1] > 50 * p.plane().window()[1]);
      assertEquals(1, p.regions().size());
      assertEquals(1, other.regions().size());
      assertNotEquals(p.regions(), other.regions());
      // in front is up: the outline of the moved cord begins 3 mm higher, the slices being oblique
      assertEquals(3, top(p.regions()) - top(other.regions()), 1.1);
    }
  }

  private static double top(List<Picture.Region> regions) {
    return java.util.regex.Pattern.compile(" ([0-9.]+)")
        .matcher(regions.get(0).path())
        .results()
        .mapToDouble(m -> Double.parseDouble(m.group(1)))
        .min()
        .orElseThrow();
  }

  @Test
  void withoutMasksThereAreNoOutlinesAndNoKey(@TempDir Path temp) throws Exception {
    final QcEntry bare =
        RegistrationPictures.of(subject.image(), moved, null, null, line)
            .addTo(QcEntry.of("register", "Registration", "t2"));
    assertTrue(bare.overview().regions().isEmpty());
    assertTrue(bare.overview().other().regions().isEmpty());
    final String html = Files.readString(QcPage.write(temp, "t2", List.of(bare)));
    assertTrue(html.contains("id=\"alternate\"") && !html.contains("Outlines:"));
  }

  @Test
  void aPageOfSingleImagesHasNoButtonForTwo(@TempDir Path temp) throws Exception {
    final Path page = QcPage.write(temp, "t2", List.of(QcEntry.of("a", "b", "c")));
    assertTrue(!Files.readString(page).contains("id=\"alternate\""));
  }

  @Test
  void anotherGridIsRefused() {
    final Grid grid = subject.image().grid();
    final Volume apart =
        moved.withVoxelToWorld(Affine.translation(0, 0, 1).after(grid.voxelToWorld()));
    final InputException e =
        assertThrows(
            InputException.class,
            () -> RegistrationPictures.of(subject.image(), apart, null, null, line));
    assertTrue(e.getMessage().contains("different grids"), e.getMessage());
  }

  /** Plays a user when the page is there. */
  private static final String USER =
      """
      <script>
      addEventListener('load', () => {
        const press = key => document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        const opacity = () => Number(getComputedStyle(document.querySelector('image.second')).opacity);
        const state = () => document.body.dataset.shown + opacity()
            + getComputedStyle(document.querySelector('.which.first')).opacity;
        const said = [document.getElementById('alternate').getAttribute('aria-pressed')];
        for (const seconds of [1, 3, 5]) {
          document.getAnimations().forEach(a => { a.pause(); a.currentTime = 1000 * seconds; });
          said.push(opacity());
        }
        if (document.body.dataset.shown === 'turns') press('a');
        said.push(state());
        press('s'); said.push(state());
        document.querySelector('.tile').dispatchEvent(new MouseEvent('click', {bubbles: true}));
        said.push(state());
        press('a'); said.push(document.body.dataset.shown);
        const result = document.createElement('pre');
        result.id = 'said';
        result.textContent = said.join('|');
        document.body.append(result);
      });
      </script>
      """;

  private static String play(Path temp, String... options) throws Exception {
    final Path page = QcPage.write(temp, "t2", List.of(entry));
    Files.writeString(page, Files.readString(page).replaceFirst("<head>", "<head>" + USER));
    final String dom = new Chromium(temp).dom(page, options);
    final int begin = dom.indexOf("<pre id=\"said\">");
    assertTrue(begin > 0, "the page's script did not end");
    return dom.substring(begin + "<pre id=\"said\">".length(), dom.indexOf("</pre>", begin));
  }

  @Test
  void imagesTakeTurnsUntilTheUserSwapsThem(@TempDir Path temp) throws Exception {
    assertEquals("true|0|1|0|first01|second10|first01|turns", play(temp));
  }

  @Test
  void nothingMovesForThoseWhoWantNoMotionUntilTheyAsk(@TempDir Path temp) throws Exception {
    assertEquals(
        "false|0|0|0|first01|second10|first01|turns", play(temp, "--force-prefers-reduced-motion"));
  }

  @Test
  void thePageLooksRight(@TempDir Path temp) throws Exception {
    final Chromium browser = new Chromium(temp);
    final Path page = QcPage.write(temp, "t2", List.of(entry));
    final Path kept = Files.createDirectories(Path.of("target/screenshots"));
    final String text = Files.readString(page);
    long differing = 0;
    BufferedImage before = null;
    for (String key : List.of("a", "s")) {
      final String script =
          "<script>document.dispatchEvent(new KeyboardEvent('keydown', {key: '%s'}));</script>";
      Files.writeString(page, text.replace("</body>", script.formatted(key) + "</body>"));
      final byte[] shot = Files.readAllBytes(browser.screenshot(page, "light", 1300, 1000));
      Files.write(kept.resolve("registration-" + key + ".png"), shot);
      final BufferedImage image = ImageIO.read(new ByteArrayInputStream(shot));
      if (before != null) differing = differingPixels(before, image);
      before = image;
    }
    assertTrue(differing > 20_000, differing + " pixels differ between the two images");
  }

  private static long differingPixels(BufferedImage a, BufferedImage b) {
    long count = 0;
    for (int y = 0; y < a.getHeight(); y++)
      for (int x = 0; x < a.getWidth(); x++) if (a.getRGB(x, y) != b.getRGB(x, y)) count++;
    return count;
  }
}
