package org.myelon.step.download;

import java.time.Duration;
import java.util.List;

/**
 * What an archive may be.
 *
 * @param schemes of addresses, in lower case
 * @param stall for how long nothing may arrive
 * @param mostPacked length of an archive that is fetched, bytes
 * @param mostUnpacked all that comes out of one, bytes, whatever it says of itself
 */
public record Rules(List<String> schemes, Duration stall, long mostPacked, long mostUnpacked) {

  public Rules {
    schemes = List.copyOf(schemes);
  }

  /** Only https, and a minute of silence. */
  public static Rules strict(long mostPacked, long mostUnpacked) {
    return new Rules(List.of("https"), Duration.ofSeconds(60), mostPacked, mostUnpacked);
  }
}
