package org.myelon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myelon.command.CommandFields.field;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.DataType;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Table;

/** Open, save and information as commands: what the declarations add to the file reader. */
class NiftiCommandsTest {

  private static final Grid GRID = new Grid(new long[] {2, 2, 1}, Affine.scale(-1, 2, 3));

  @TempDir Path folder;

  private Volume saved(String type) {
    final File file = folder.resolve("a.nii.gz").toFile();
    final SaveNiftiCommand save = new SaveNiftiCommand();
    field(save, "image", Volume.ofFloats(new float[] {-1.5f, 2.6f, 300, 0}, GRID, "v"));
    field(save, "path", file);
    if (type != null) field(save, "type", type);
    save.run();
    final OpenNiftiCommand open = new OpenNiftiCommand();
    field(open, "path", file);
    open.run();
    return (Volume) field(open, "image", null);
  }

  private static String typeOf(Volume v) {
    return DataType.of(v.pixels().getType()).orElseThrow().toString();
  }

  @Test
  void savedImageOpensInThePlaceAndTypeItHad() {
    final Volume back = saved(null);
    assertEquals("float32", typeOf(back));
    assertEquals(GRID, back.grid());
    assertEquals(2.6f, back.toFloats()[1]);
    assertEquals("a", back.name());
  }

  @Test
  void everyTypeOfferedIsWritten() throws ReflectiveOperationException {
    final String[] choices =
        SaveNiftiCommand.class
            .getDeclaredField("type")
            .getAnnotation(org.scijava.plugin.Parameter.class)
            .choices();
    assertEquals(DataType.values().length + 1, choices.length);
    for (String type : List.of(choices).subList(1, choices.length)) {
      final Volume back = saved(type);
      assertEquals(type, typeOf(back));
      assertEquals(type.startsWith("float") ? 2.6f : 3, back.toFloats()[1], type);
    }
    assertEquals(255, saved("uint8").toFloats()[2]);
  }

  @Test
  void informationIsATableOfPropertiesAndValues() {
    final ImageInformationCommand info = new ImageInformationCommand();
    field(info, "image", saved("int16"));
    info.run();
    final Table table = (Table) field(info, "table", null);
    assertEquals(List.of("property", "value"), table.columns());
    assertEquals("a", table.get(0, "value"));
  }

  @Test
  void wrongPathsAreRefusedAndNothingIsLeft() throws Exception {
    final OpenNiftiCommand open = new OpenNiftiCommand();
    field(open, "path", folder.resolve("none.nii").toFile());
    assertTrue(
        assertThrows(InputException.class, open::run).getMessage().contains("does not exist"));
    final SaveNiftiCommand save = new SaveNiftiCommand();
    field(save, "image", Volume.ofFloats(new float[4], GRID, "v"));
    field(save, "path", folder.resolve("v.tif").toFile());
    assertTrue(assertThrows(InputException.class, save::run).getMessage().contains(".nii"));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
