package org.myelon.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The fingerprint of a file: SHA-256 in hexadecimal. */
public final class Sha256 {

  private Sha256() {}

  /**
   * A fingerprint as a user writes it, in lower case; empty for none.
   *
   * @throws InputException if it has not 64 hexadecimal digits
   */
  public static String parse(String text) {
    final String digits = text.strip().toLowerCase(Locale.ROOT);
    if (!digits.matches("([0-9a-f]{64})?"))
      throw new InputException("A SHA-256 has 64 hexadecimal digits, not '" + digits + "'.");
    return digits;
  }

  /**
   * The fingerprint of a file that is read soon.
   *
   * @throws InputException if it cannot be read
   */
  public static String of(Path file) {
    return of(file, Progress.NONE);
  }

  /**
   * The fingerprint of a file.
   *
   * @param progress listens, and may cancel
   * @throws InputException if it cannot be read
   */
  public static String of(Path file, Progress progress) {
    try (InputStream in = Files.newInputStream(file)) {
      final MessageDigest digest = digest();
      final byte[] buffer = new byte[1 << 16];
      final double size = Math.max(1, Files.size(file));
      long done = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        progress.check("Checking " + file.getFileName(), Math.min(1, done / size));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** For fingerprints of other things than files. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
