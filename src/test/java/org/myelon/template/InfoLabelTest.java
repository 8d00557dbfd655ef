package org.myelon.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.step.InputException;

class InfoLabelTest {

  private static final String ATLAS =
      """
      # An atlas, from a file with line ends of Windows\r
      # Keyword=IndivLabels (Please DO NOT change this line)
      # ID, name, file

      0, WM left, a_00.nii.gz\r
       1 ,WM right (and so on), a_01.nii.gz
      30, GM, a_30.nii
      # Keyword=CombinedLabels
      50, spinal cord, 0:1,30
      51, white matter, 0, 1
      # Keyword=MAPLabels
      white matter, 0:1
      GM, 30
      # Keyword=SomethingNew
      whatever
      """;

  @Test
  void readsAllSections() {
    final InfoLabel info = InfoLabel.parse(ATLAS, "list");
    assertEquals(
        new InfoLabel.Image(1, "WM right (and so on)", "a_01.nii.gz"), info.images().get(1));
    assertEquals(List.of(0, 1, 30), info.combined().get(0).ids());
    assertEquals(new InfoLabel.Cluster("GM", List.of(30)), info.clusters().get(1));
    assertEquals(List.of(0, 1), info.members(51).stream().map(InfoLabel.Image::id).toList());
    assertEquals("GM", info.members(30).get(0).name());
  }

  @Test
  void writesWhatItReads() {
    final InfoLabel info = InfoLabel.parse(ATLAS, "list");
    assertEquals(info, InfoLabel.parse(info.text("An atlas"), "list"));
  }

  @Test
  void aPartOfAListKeepsWhatItCan() {
    final InfoLabel left = InfoLabel.parse(ATLAS, "list").filter(i -> i.id() != 30);
    assertEquals(2, left.images().size());
    assertEquals(List.of(0, 1), left.combined().get(0).ids());
    assertEquals(1, left.clusters().size());
  }

  @Test
  void namesTheLabelsItHas() {
    final InfoLabel info = InfoLabel.parse(ATLAS, "list");
    final String said = assertThrows(InputException.class, () -> info.members(7)).getMessage();
    assertEquals("list has no label 7; it has 0:1, 30, 50:51.", said);
    final InfoLabel torn = InfoLabel.parse(ATLAS.replace("0:1,30", "0:2"), "list");
    assertTrue(
        assertThrows(InputException.class, () -> torn.members(50))
            .getMessage()
            .contains("image 2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0, WM left, a_00.nii.gz|line 1 is wrong: it stands before",
        "#Keyword=IndivLabels;0, WM left|line 2 is wrong: it must be 'id, name, file'",
        "#Keyword=IndivLabels;0, , a.nii|line 2 is wrong: it must be 'id, name, file'",
        "#Keyword=IndivLabels;;x, WM, a.nii|line 3 is wrong: 'x' is no id",
        "#Keyword=IndivLabels;-1, WM, a.nii|line 2 is wrong: '-1' is no id",
        "#Keyword=IndivLabels;1, a, a.nii;1, b, b.nii|line 3 is wrong: the id 1 is there twice",
        "#Keyword=IndivLabels;1, a, a.nii;2, b, a.nii|line 3 is wrong: 'a.nii' must be",
        "#Keyword=IndivLabels;1, a, ../a.nii|line 2 is wrong: '../a.nii' must be the name",
        "#Keyword=IndivLabels;1, a, a.txt|line 2 is wrong: 'a.txt' must be the name",
        "#Keyword=CombinedLabels;50, cord, 3:1|line 2: the group of ids is '3:1'",
        "#Keyword=MAPLabels;cord|line 2 is wrong: it must be 'name, ids'",
        "# nothing|lists no image",
      })
  void refusesALineThatIsWrong(String text, String why) {
    final InputException e =
        assertThrows(
            InputException.class, () -> InfoLabel.parse(text.replace(";", "\n"), "info_label.txt"));
    assertTrue(e.getMessage().startsWith("info_label.txt"), e.getMessage());
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertFalse(e.getMessage().contains("\n"));
  }

  @Test
  void readsPam50() {
    final LabelFolder atlas = LabelFolder.open(SharedData.path("data/pam50/atlas"));
    assertEquals(37, atlas.info().images().size());
    assertEquals(
        IntStream.rangeClosed(0, 35).boxed().toList(), atlas.info().combined().get(0).ids());
    assertEquals(30, atlas.info().members(51).size());
    assertEquals(List.of(36), atlas.info().clusters().get(2).ids());
    assertTrue(atlas.info().images().stream().allMatch(atlas::has));
    final LabelFolder parts = LabelFolder.open(SharedData.path("data/pam50/template"));
    for (Template.Part part : Template.Part.values())
      assertTrue(parts.info().image(part.id()).isPresent(), part.toString());
  }
}
