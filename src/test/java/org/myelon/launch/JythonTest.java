package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.myelon.image.Volume;
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
}
