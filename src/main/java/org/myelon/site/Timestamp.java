package org.myelon.site;

import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.myelon.step.InputException;

/** The updater's dates: the digits of year, month, day, hour, minute, second as one number. */
final class Timestamp {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamp() {}

  /** When a file was changed. In UTC, so that it does not depend on where a site is built. */
  static long of(FileTime time) {
    return of(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC));
  }

  private static long of(LocalDateTime time) {
    return Long.parseLong(FORMAT.format(time));
  }

  /** One second after another. */
  static long after(long timestamp) {
    return of(LocalDateTime.parse(Long.toString(timestamp), FORMAT).plusSeconds(1));
  }

  /**
   * Reads fourteen digits.
   *
   * @throws InputException if they are no date
   */
  static long parse(String text) {
    try {
      if (text.length() == 14) return of(LocalDateTime.parse(text, FORMAT));
    } catch (DateTimeException e) {
      throw new InputException(refusal(text), e);
    }
    throw new InputException(refusal(text));
  }

  private static String refusal(String text) {
    return "'" + text + "' is no date: write YYYYMMDDhhmmss, such as 20260131120000.";
  }
}
