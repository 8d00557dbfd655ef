package org.myelon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the rooms of the house apart, see CONTRIBUTING.md. */
class RoomsTest {

  /** From the bottom up: a room uses those before it, never those after it. */
  private static final List<String> ROOMS =
      List.of(
          "step",
          "image",
          "transform",
          "centerline",
          "label",
          "segment",
          "morphology",
          "phantom",
          "template",
          "vertebra",
          "register",
          "atlas",
          "report",
          "pipeline",
          "site",
          "command",
          "launch");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.myelon");

  private static String in(String room) {
    return "org.myelon." + room + "..";
  }

  @TestFactory
  Stream<DynamicTest> noRoomUsesOneAboveIt() {
    return ROOMS.subList(0, ROOMS.size() - 1).stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(in(room))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
                                    .map(RoomsTest::in)
                                    .toArray(String[]::new))
                            .check(CLASSES)));
  }

  @Test
  void everyClassLivesInARoom() {
    CLASSES.forEach(
        c ->
            assertTrue(
                ROOMS.contains(c.getPackageName().split("\\.")[2]), c + " lives in no room"));
  }

  @Test
  void onlyCommandAndLaunchKnowSciJavaAndImageJ() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("command"), in("launch"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.scijava..", "ij..", "javax.swing..")
        .check(CLASSES);
  }

  @Test
  void belowReportNothingIsDrawn() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOMS.subList(0, ROOMS.indexOf("report")).stream()
                .map(RoomsTest::in)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..")
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }
}
