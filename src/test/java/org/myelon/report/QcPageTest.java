package org.myelon.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Orientation;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;

class QcPageTest {

  private static List<QcEntry> entries;

  @BeforeAll
  static void drawSubject() {
    final Subject subject =
        SpinePhantom.draw(
            SpinePhantom.Settings.defaults()
                .withGrid(
                    SpinePhantom.grid(Orientation.parse("SAR"), new double[] {1, 1, 2}, 3, 2)),
            Progress.NONE);
    final Centerline line =
        FitCenterline.run(subject.cord(), FitCenterline.Settings.defaults(), Progress.NONE);
    final CordPictures pictures = CordPictures.of(subject.image(), subject.cord(), line);
    final Table table =
        Table.withColumns(List.of("Level", "MEAN(area)"))
            .row(List.of("C2 <i>", 74.125))
            .row(Arrays.asList("C3", Double.NaN))
            .build();
    final double[] x = {0, 10, 20, 30};
    final LinePlot plot =
        new LinePlot(
            "Area (mm²)",
            "Distance (mm)",
            x,
            List.of(
                new LinePlot.Series("measured", new double[] {70, 72, Double.NaN, 75}, false),
                new LinePlot.Series("true", new double[] {71, 72, 73, 74}, true)),
            List.of(new LinePlot.Band(0, 15, "C2", 2), new LinePlot.Band(15, 30, "C3", 3)));
    entries =
        List.of(
            pictures
                .addTo(QcEntry.of("segment-cord", "Cord <script>", "t2 & more"))
                .withMethods(List.of(new Methods("The cord was \"found\".", "Author. 2014.")))
                .withFact("image", "a<b"),
            pictures
                .withLevels(subject.levels())
                .withDiscs(subject.discs())
                .addTo(QcEntry.of("levels", "Levels", "t2")),
            QcEntry.of("measure-shape", "Shape", "t2")
                .withPlots(List.of(plot))
                .withSheet("Per level", table, false));
  }

  @Test
  void pageLooksTheSameInBothThemesButForItsColours(@TempDir Path temp) throws Exception {
    final Chromium browser = new Chromium(temp);
    final Path page = QcPage.write(temp.resolve("qc"), "t2.nii.gz", entries);
    final BufferedImage light =
        ImageIO.read(browser.screenshot(page, "light", 1300, 2400).toFile());
    final BufferedImage dark = ImageIO.read(browser.screenshot(page, "dark", 1300, 2400).toFile());
    for (BufferedImage shot : List.of(light, dark)) {
      final Set<Integer> colours = new HashSet<>();
      for (int y = 0; y < shot.getHeight(); y += 3)
        for (int x = 0; x < shot.getWidth(); x += 3) colours.add(shot.getRGB(x, y));
      assertTrue(colours.size() > 300, "only " + colours.size() + " colours: pictures are missing");
    }
    assertTrue(brightness(light) > 150, "light page has brightness " + brightness(light));
    assertTrue(brightness(dark) < 60, "dark page has brightness " + brightness(dark));
  }

  private static double brightness(BufferedImage shot) {
    double sum = 0;
    for (int y = 0; y < shot.getHeight(); y++)
      for (int x = 0; x < shot.getWidth(); x++) sum += shot.getRGB(x, y) >> 8 & 255;
    return sum / shot.getWidth() / shot.getHeight();
  }

  /** Listens to errors from the first line on, and plays a user when the page is there. */
  private static final String USER =
      """
      <script>
      const errors = [];
      addEventListener('error', e => errors.push(e.message), true);
      addEventListener('load', async () => {
        const press = key => document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        const overlay = () => getComputedStyle(document.querySelector('.overlay')).visibility;
        const current = () => document.querySelector('nav a[aria-current]').textContent;
        const said = [];
        const sources = [...document.querySelectorAll('image')].map(i => i.getAttribute('href'));
        let broken = 0;
        for (const source of sources) {
          const image = new Image();
          const ended = new Promise(done => { image.onload = image.onerror = done; });
          image.src = source;
          await ended;
          if (image.naturalWidth === 0) broken++;
        }
        said.push('pictures ' + sources.length + ' broken ' + broken);
        said.push(overlay()); press('ArrowRight'); said.push(overlay());
        press('ArrowRight'); said.push(overlay());
        said.push(current()); press('j'); said.push(current()); press('ArrowDown'); said.push(current());
        press('k'); said.push(current()); press('ArrowUp'); said.push(current());
        const before = getComputedStyle(document.body).backgroundColor;
        document.getElementById('theme').click();
        said.push(getComputedStyle(document.body).backgroundColor !== before);
        const box = document.documentElement;
        said.push('sideways ' + (box.scrollWidth > box.clientWidth));
        said.push('errors ' + errors.join(';'));
        const result = document.createElement('pre');
        result.id = 'said';
        result.textContent = said.join('|');
        document.body.append(result);
      });
      </script>
      """;

  @Test
  void keysSwitchTheOverlayAndTheStepAndNothingIsBroken(@TempDir Path temp) throws Exception {
    final Chromium browser = new Chromium(temp);
    final Path page = QcPage.write(temp, "t2.nii.gz", entries);
    Files.writeString(page, Files.readString(page).replaceFirst("<head>", "<head>" + USER));
    final String dom = browser.dom(page);
    final int begin = dom.indexOf("<pre id=\"said\">");
    assertTrue(begin > 0, () -> "the page's script did not end: " + dom.length() + " characters");
    final String first = "Cord &lt;script&gt;";
    assertEquals(
        "pictures 23 broken 0|visible|hidden|visible|"
            + String.join("|", first, "Levels", "Shape", "Levels", first)
            + "|true|sideways false|errors ",
        dom.substring(begin + "<pre id=\"said\">".length(), dom.indexOf("</pre>", begin)));
  }

  @Test
  void whatComesFromOutsideIsShownAsText(@TempDir Path temp) throws Exception {
    final String html =
        Files.readString(QcPage.write(temp, "<b>&", entries))
            .replaceAll("base64,[A-Za-z0-9+/=]+", "");
    assertTrue(html.contains("<title>&lt;b&gt;&amp; · Myelon</title>"));
    assertTrue(html.contains("Cord &lt;script&gt;"));
    assertTrue(html.contains("C2 &lt;i&gt;"));
    assertTrue(html.contains("<dd>a&lt;b</dd>"));
    assertFalse(html.contains("NaN"));
    assertFalse(html.contains("src=\"http") || html.contains("href=\"http"), "must work offline");
  }

  @Test
  void jsonHoldsTheEntries(@TempDir Path temp) throws Exception {
    QcPage.write(temp, "t2", entries);
    assertEquals(Set.of("index.html", "entries.json"), names(temp));
    final Set<String> texts = new HashSet<>();
    int nulls = 0;
    try (JsonParser json = new JsonFactory().createParser(temp.resolve("entries.json").toFile())) {
      for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
        if (t == JsonToken.VALUE_STRING) texts.add(json.getText());
        if (t == JsonToken.VALUE_NULL) nulls++;
      }
    }
    assertTrue(
        texts.containsAll(Set.of("segment-cord", "The cord was \"found\".", "C2 <i>", "a<b")));
    assertEquals(1, nulls, "NaN becomes null");
  }

  private static Set<String> names(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return new HashSet<>(files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void aPageThatCannotBeWrittenIsOneClearLine(@TempDir Path temp) throws Exception {
    final Path file = Files.createFile(temp.resolve("file"));
    final InputException e =
        assertThrows(InputException.class, () -> QcPage.write(file.resolve("qc"), "t2", List.of()));
    assertTrue(e.getMessage().contains("file"), e.getMessage());
  }

  @Test
  void picturesHaveTrueProportionsAndRadiologicalSides() {
    final QcEntry levels = entries.get(1);
    final Picture side = levels.overview();
    assertEquals(168, side.plane().heightMm(), 1);
    assertEquals("APSI", side.letters());
    assertEquals(10, side.regions().size() - (side.regions().get(0).level() == 0 ? 0 : -1));
    assertEquals(9, side.marks().stream().filter(m -> !m.pointed()).count());
    assertEquals(10, side.marks().stream().filter(Picture.Mark::pointed).count());
    assertEquals(9, levels.mosaic().size());
    assertTrue(levels.mosaic().get(0).caption().startsWith("C1"));
    for (Picture axial : levels.mosaic()) {
      assertEquals("RLAP", axial.letters());
      assertEquals(34, axial.plane().widthMm(), 1);
    }
  }
}
