package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {

  @TempDir Path folder;

  @Test
  void goesWithAllThatIsInItButNotWithWhatLinksPointTo() throws IOException {
    final Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "text");
    final Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(tree.resolve("a/b/c"), "text");
    Files.createSymbolicLink(tree.resolve("link"), kept);
    FolderTree.delete(tree);
    assertFalse(Files.exists(tree));
    assertTrue(Files.exists(kept.resolve("file")));
  }

  @Test
  void noFolderIsNoError() {
    FolderTree.delete(folder.resolve("missing"));
  }
}
