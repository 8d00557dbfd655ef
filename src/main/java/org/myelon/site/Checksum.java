package org.myelon.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.myelon.step.InputException;

/**
 * The updater's checksum, a SHA-1. Of a plain file: of its place in ASCII, then its content. Of a
 * jar: of all entries in the order of their names, each its name, then its content, so that the
 * dates of a rebuilt jar do not matter; for the same reason the manifest counts as empty, and
 * comments are left out of {@code .properties}.
 */
final class Checksum {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private Checksum() {}

  /**
   * The checksum of a file.
   *
   * @param place where it is installed
   * @param file where it lies now
   * @throws InputException if it cannot be read, or is a jar only by its name
   */
  static String of(SitePath place, Path file) {
    try {
      final MessageDigest digest = MessageDigest.getInstance("SHA-1");
      if (place.isJar()) addJar(digest, file);
      else {
        digest.update(place.text().getBytes(StandardCharsets.US_ASCII));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage() + ".", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }

  private static void addJar(MessageDigest digest, Path file) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      final List<? extends ZipEntry> entries =
          jar.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
      for (ZipEntry entry : entries) {
        digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
        if (!entry.getName().equals(MANIFEST)) addContent(digest, jar, entry);
      }
    }
  }

  private static void addContent(MessageDigest digest, ZipFile jar, ZipEntry entry)
      throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      if (entry.getName().endsWith(".properties"))
        digest.update(withoutComments(in.readAllBytes()));
      else {
        final byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
      }
    }
  }

  /**
   * Leaves out lines that begin with #, as the updater does: the end of such a line stays, and a
   * line right after an empty one (or after one of nothing but #) is never taken for a comment.
   */
  static byte[] withoutComments(byte[] text) {
    final byte[] kept = new byte[text.length];
    int size = 0;
    boolean mayBeComment = true;
    for (int i = 0; i < text.length; i++) {
      if (mayBeComment && text[i] == '#') {
        while (i < text.length && text[i] == '#') i++;
        final boolean bare = i < text.length && text[i] == '\n';
        while (i < text.length && text[i] != '\n') i++;
        if (i == text.length) break;
        mayBeComment = !bare;
      } else mayBeComment = !mayBeComment && text[i] == '\n';
      kept[size++] = text[i];
    }
    return java.util.Arrays.copyOf(kept, size);
  }
}
