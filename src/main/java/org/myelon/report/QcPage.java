package org.myelon.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Table;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * The page of a folder: {@code index.html}, which holds everything it shows, and {@code
 * entries.json} with the same content but for the pictures. Each file is written whole or not at
 * all.
 */
public final class QcPage {

  /** What programs read, beside the page. */
  public static final String CONTENT = "entries.json";

  /** Sizes on the screen in pixels. */
  private static final double OVERVIEW_HEIGHT = 660, OVERVIEW_WIDTH = 360, TILE_HEIGHT = 180;

  private QcPage() {}

  /**
   * Writes the page; one that was there is replaced.
   *
   * @param folder is created if it is missing
   * @param heading name of what was looked at, such as the image or the data set
   * @return the page
   * @throws InputException if the folder cannot be written
   */
  public static Path write(Path folder, String heading, List<QcEntry> entries) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "Cannot create the folder " + folder + ": " + e.getMessage() + ". Choose another.", e);
    }
    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final Path page = folder.resolve("index.html");
    TextFile.write(folder.resolve(CONTENT), QcJson.of(heading, entries, now));
    TextFile.write(page, html(heading, entries, now));
    return page;
  }

  /** The page as text. */
  static String html(String heading, List<QcEntry> entries, Instant written) {
    final Html html = new Html();
    html.add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.add("<title>%s · Myelon</title>\n<style>\n", heading);
    html.add(Resource.text("picture.css"))
        .add(Resource.text("qc.css"))
        .add("</style>\n</head>\n<body>\n");
    header(html, heading, entries.stream().flatMap(QcPage::alternating).findAny().isPresent());
    html.add("<div class=\"layout\">\n<nav aria-label=\"Steps\"><ol>\n");
    for (int i = 0; i < entries.size(); i++)
      html.add("<li><a href=\"#entry%d\">%s</a></li>\n", i + 1, entries.get(i).title());
    html.add("</ol></nav>\n<main>\n");
    for (int i = 0; i < entries.size(); i++) entry(html, entries.get(i), i + 1);
    html.add("</main>\n</div>\n");
    html.add(
        "<footer>Myelon %s · Java %s · written %s</footer>\n",
        Version.TEXT, Runtime.version().toString(), written.toString());
    html.add("<script>\n").add(Resource.text("qc.js")).add("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  /** The pictures of an entry that show two images in turns. */
  private static Stream<Picture> alternating(QcEntry entry) {
    return Stream.concat(Stream.ofNullable(entry.overview()), entry.mosaic().stream())
        .filter(p -> p.other() != null);
  }

  private static void header(Html html, String heading, boolean alternates) {
    html.add("<header><p class=\"brand\">Myelon</p><h1>%s</h1>\n", heading);
    html.add("<div class=\"tools\">");
    html.add("<button id=\"overlay\" aria-pressed=\"true\">Overlay <kbd>→</kbd></button>");
    if (alternates) {
      html.add("<button id=\"alternate\" aria-pressed=\"true\">Alternate <kbd>a</kbd></button>");
      html.add("<button id=\"swap\">Other image <kbd>s</kbd></button>");
    }
    html.add("<button id=\"next\">Next step <kbd>j</kbd></button>");
    html.add("<button id=\"previous\">Previous <kbd>k</kbd></button>");
    html.add("<button id=\"theme\">Dark / light</button>");
    html.add("</div></header>\n");
  }

  private static void entry(Html html, QcEntry entry, int number) {
    html.add("<section class=\"entry\" id=\"entry%d\" tabindex=\"-1\">\n", number);
    html.add("<h2>%s</h2>\n<p class=\"origin\">", entry.title());
    html.add("<code>%s</code> %s</p>\n", entry.step(), entry.subject());
    if (entry.overview() != null || !entry.mosaic().isEmpty()) pictures(html, entry);
    for (LinePlot plot : entry.plots()) {
      html.add("<div class=\"wide\">");
      PlotSvg.add(html, plot);
      html.add("</div>\n");
    }
    for (QcEntry.Sheet sheet : entry.sheets()) sheet(html, sheet);
    methods(html, entry.methods());
    facts(html, entry);
    html.add("</section>\n");
  }

  private static void pictures(Html html, QcEntry entry) {
    html.add("<div class=\"pictures\">\n");
    if (entry.overview() != null) {
      final Plane plane = entry.overview().plane();
      final double fitting = OVERVIEW_WIDTH * plane.heightMm() / plane.widthMm();
      figure(html, entry.overview(), "overview", Math.min(OVERVIEW_HEIGHT, fitting));
    }
    html.add("<div class=\"mosaic\">\n");
    for (Picture picture : entry.mosaic()) figure(html, picture, "tile", TILE_HEIGHT);
    html.add("</div>\n</div>\n");
    alternating(entry)
        .filter(p -> !p.other().regions().isEmpty())
        .findFirst()
        .ifPresent(p -> outlineKey(html, p.other()));
  }

  /** Which outline belongs to which image. */
  private static void outlineKey(Html html, Picture.Other other) {
    html.add("<p class=\"outlines overlay\">Outlines:");
    final String line = "<svg viewBox=\"0 0 26 8\"><path class=\"%s\" d=\"M1 4H25\"/></svg> %s ";
    html.add(line, "cord", other.firstName()).add(line, "other", other.name()).add("</p>\n");
  }

  private static void figure(Html html, Picture picture, String style, double height) {
    html.add("<figure class=\"%s\">", style);
    PictureSvg.add(html, picture, height);
    html.add("<figcaption>%s</figcaption></figure>\n", picture.caption());
  }

  private static void sheet(Html html, QcEntry.Sheet sheet) {
    html.add("<details class=\"sheet\"%s>", new Markup(sheet.folded() ? "" : " open"));
    html.add("<summary>%s</summary>\n<div class=\"wide\"><table><thead><tr>", sheet.title());
    final Table table = sheet.table();
    for (String column : table.columns())
      html.add("<th scope=\"col\"%s>%s</th>", number(isNumeric(table, column)), column);
    html.add("</tr></thead><tbody>\n");
    for (int r = 0; r < table.rowCount(); r++) {
      html.add("<tr>");
      for (Object cell : table.row(r))
        html.add("<td%s>%s</td>", number(cell instanceof Number), text(cell));
      html.add("</tr>\n");
    }
    html.add("</tbody></table></div></details>\n");
  }

  private static Markup number(boolean is) {
    return new Markup(is ? " class=\"n\"" : "");
  }

  private static boolean isNumeric(Table table, String column) {
    for (int r = 0; r < table.rowCount(); r++)
      if (table.get(r, column) instanceof Number) return true;
    return false;
  }

  /** Our own markup as an argument that is not escaped. */
  private record Markup(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static String text(Object cell) {
    if (cell == null) return "";
    if (!(cell instanceof Double || cell instanceof Float)) return cell.toString();
    final double d = ((Number) cell).doubleValue();
    if (Double.isNaN(d)) return "";
    if (d != 0 && (Math.abs(d) < 1e-3 || Math.abs(d) >= 1e6))
      return String.format(Locale.ROOT, "%.3e", d);
    return String.format(Locale.ROOT, Math.abs(d) >= 1000 ? "%.1f" : "%.3f", d);
  }

  private static void methods(Html html, List<Methods> methods) {
    if (methods.isEmpty()) return;
    html.add("<h3>Methods</h3>\n<p class=\"text\">");
    final Set<String> citations = new LinkedHashSet<>();
    for (Methods m : methods) {
      html.add("%s ", m.sentence());
      citations.addAll(m.citations());
    }
    html.add("</p>\n");
    if (citations.isEmpty()) return;
    html.add("<ol class=\"citations\">\n");
    for (String citation : citations) html.add("<li>%s</li>\n", citation);
    html.add("</ol>\n");
  }

  private static void facts(Html html, QcEntry entry) {
    if (entry.facts().isEmpty()) return;
    html.add("<h3>Provenance</h3>\n<dl>\n");
    entry.facts().forEach((name, value) -> html.add("<dt>%s</dt><dd>%s</dd>\n", name, value));
    html.add("</dl>\n");
  }
}
