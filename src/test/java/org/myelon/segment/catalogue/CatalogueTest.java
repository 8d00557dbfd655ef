package org.myelon.segment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.segment.catalogue.CatalogueModel.Kind;
import org.myelon.step.InputException;
import org.myelon.step.Table;

class CatalogueTest {

  /** The tasks of sct_deepseg in 2026. */
  private static final List<String> TASKS =
      List.of(
          "spinalcord",
          "sc_epi",
          "sc_lumbar_t2",
          "sc_mouse_t1",
          "graymatter",
          "gm_sc_7t_t2star",
          "gm_wm_exvivo_t2",
          "gm_mouse_t1",
          "gm_wm_mouse_t1",
          "lesion_ms",
          "lesion_ms_axial_t2",
          "lesion_ms_mp2rage",
          "lesion_sci_t2",
          "tumor_t2",
          "tumor_edema_cavity_t1_t2",
          "rootlets",
          "canal",
          "spine");

  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  @TempDir Path temporary;

  private Table list(String search, boolean installed) {
    return ListModels.run(new ModelStore(temporary), new ListModels.Settings(search, installed));
  }

  @Test
  void hasEveryTaskOfSct() {
    final List<String> names = CATALOGUE.models().stream().map(CatalogueModel::name).toList();
    assertTrue(names.containsAll(TASKS));
    assertEquals(names.size(), new HashSet<>(names).size(), "names are unique");
  }

  @Test
  void everyModelIsDescribedAndOnlyOursHasNoAddress() {
    for (CatalogueModel m : CATALOGUE.models()) {
      assertTrue(m.description().endsWith("."), m.name());
      assertTrue(!m.title().isBlank() && !m.classes().isEmpty() && !m.contrasts().isEmpty());
      assertEquals(m.kind() == Kind.BUILT_IN, m.addresses().isEmpty(), m.name());
      assertEquals(m.kind() == Kind.BUILT_IN, !m.resource().isEmpty(), m.name());
      assertEquals(m.addresses().size(), new HashSet<>(m.addresses()).size(), m.name());
      for (String address : m.addresses()) {
        assertEquals("https", URI.create(address).getScheme(), m.name());
        assertTrue(address.endsWith(".zip"), address);
        assertTrue(m.version().isBlank() || address.contains(m.version()), address);
      }
      assertTrue(m.sha256().isEmpty() || m.sha256().size() == m.addresses().size(), m.name());
    }
  }

  @Test
  void aSearchTakesAllItsWords() {
    assertEquals(CATALOGUE.models().size(), list("", false).rowCount());
    final Table lesions = list(" Lesion t2W", false);
    assertTrue(lesions.rowCount() >= 2 && lesions.rowCount() < 8, lesions.rowCount() + " rows");
    assertEquals(0, list("elephant", false).rowCount());
  }

  @Test
  void anUnknownNameIsToldWithTheNearest() {
    final String said =
        assertThrows(InputException.class, () -> CATALOGUE.get("rootlet")).getMessage();
    assertTrue(said.contains("did you mean 'rootlets'"), said);
  }

  @Test
  void theStoreIsGivenOrPreferredOrNamedOrTheCache() {
    assertEquals(Path.of("a").toAbsolutePath(), ModelStore.find("a", "b", "c").root());
    assertEquals(Path.of("b").toAbsolutePath(), ModelStore.find("", "b", "c").root());
    assertEquals(Path.of("c").toAbsolutePath(), ModelStore.find(" ", "", "c ").root());
    assertEquals("models", ModelStore.find("", "", "").root().getFileName().toString());
  }

  @Test
  void aModelIsMeantByNameOrByFolder() throws Exception {
    final ModelStore store = new ModelStore(temporary.resolve("store"));
    final Path folder = Files.createDirectories(temporary.resolve("mine"));
    assertEquals(folder, store.choose(folder.toString(), CATALOGUE).folder());
    says(store, "canal", "download-model model=canal");
    says(store, "canall", "did you mean 'canal'");
    says(store, "myelon_cord", "comes with Myelon");
    says(store, temporary.resolve("none").toString(), "no folder of a model");
    final Path canal = Files.createDirectories(store.root().resolve("canal"));
    says(store, "canal", "fetch it");
    InstalledModel.write(canal, "canal", List.of(), 5);
    final ChosenModel chosen = store.choose(" canal", CATALOGUE);
    assertEquals(canal, chosen.folder());
    assertEquals("canal", chosen.known().get().name());
    assertEquals(-1, chosen.threshold());
    assertEquals("", chosen.folds());
    assertFalse(chosen.cropFirst());
    final Path cropped = Files.createDirectories(store.root().resolve("lesion_ms_cropped"));
    InstalledModel.write(cropped, "lesion_ms_cropped", List.of(), 5);
    assertTrue(store.choose("lesion_ms_cropped", CATALOGUE).cropFirst());
    assertTrue(store.choose(folder.toString(), CATALOGUE).known().isEmpty());
  }

  private static void says(ModelStore store, String word, String said) {
    final String message =
        assertThrows(InputException.class, () -> store.choose(word, CATALOGUE)).getMessage();
    assertTrue(message.contains(said), message);
    assertTrue(message.lines().count() == 1, message);
  }
}
