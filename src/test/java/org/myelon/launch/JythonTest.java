package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Volume;
import org.myelon.step.Table;
import org.python.util.PythonInterpreter;
import org.scijava.Context;
import org.scijava.command.CommandService;

/** The Jython script of the documentation, as Fiji's script editor runs it. */
class JythonTest {

  @Test
  void theScriptOfTheDocumentationRuns() throws Exception {
    final String script = Files.readString(Path.of("macros/shape_per_level.py"));
    try (Context context = new Context();
        PythonInterpreter python = new PythonInterpreter()) {
      python.set("command", context.service(CommandService.class));
      python.set("folder", Subject.FOLDER.toString());
      python.exec(script);
      assertEquals(4, python.get("rows", Integer.class));
      assertTrue(python.get("cord").__tojava__(Volume.class) instanceof Volume);
    }
  }

  @Test
  void theScriptOfTheTutorialRuns(@TempDir Path results) throws Exception {
    final String script = Files.readString(Path.of("macros/tutorial.py"));
    try (Context context = new Context();
        PythonInterpreter python = new PythonInterpreter()) {
      python.set("command", context.service(CommandService.class));
      python.set("folder", Subject.FOLDER.toString());
      python.set("template", Subject.FOLDER.resolveSibling("template").toString());
      python.set("results", results.toString());
      python.exec(script);
      final Table shape = (Table) python.get("shape").__tojava__(Table.class);
      final Table metric = (Table) python.get("metric").__tojava__(Table.class);
      assertEquals(6, shape.rowCount());
      assertEquals(12, metric.rowCount());
      for (int row = 0; row < 6; row++) // 62 to 78 mm², and what the network makes of it
      assertEquals(70, shape.number(row, "MEAN(area)"), 14);
    }
  }
}
