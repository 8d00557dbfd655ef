package org.myelon.report.study;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myelon.report.QcEntry;
import org.myelon.report.SampleEntries;

/**
 * How long a page of so many entries takes from the click to its first picture, in Chromium without
 * a window: {@code StudyPageBenchmark ENTRIES [FOLDER]}.
 */
final class StudyPageBenchmark {

  private StudyPageBenchmark() {}

  public static void main(String[] args) throws Exception {
    final int entries = Integer.parseInt(args[0]);
    final Path folder =
        args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("qc-benchmark");
    final QcEntry cord = SampleEntries.cord();
    for (int i = StudyFolder.at(folder).read().entries().size(); i < entries; i++)
      SampleStudy.add(folder, "sub-%04d".formatted(i), cord);
    long begin = System.nanoTime();
    StudyFolder.at(folder).refresh();
    System.out.printf("page made in %.0f ms%n", (System.nanoTime() - begin) / 1e6);
    final Path scratch = Files.createTempDirectory("qc-browser");
    try (DevTools browser = DevTools.start(scratch, 1400, 900)) {
      for (int i = 0; i < 5; i++) {
        begin = System.nanoTime();
        browser.open(URI.create(folder.resolve("index.html").toUri() + "?" + i));
        browser.await("document.querySelector('img.first').complete");
        final double whole = (System.nanoTime() - begin) / 1e6;
        System.out.printf("seen from outside %.0f ms", whole);
        for (String what :
            List.of(
                "performance.getEntriesByType('navigation')[0].loadEventEnd",
                "performance.getEntriesByName('first-contentful-paint')[0]?.startTime",
                "document.querySelectorAll('#rows tr').length"))
          System.out.print(", " + what.replaceAll(".*[.(]'?", "") + " " + browser.evaluate(what));
        System.out.println();
      }
    }
  }
}
