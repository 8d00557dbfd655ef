package org.myelon.step;

import java.util.List;

/**
 * What a step did, for the methods section of a paper.
 *
 * @param sentence one sentence in the past tense, with the settings that matter
 * @param citations the papers to cite, each as one line (authors, title, journal year, DOI)
 */
public record Methods(String sentence, List<String> citations) {

  public Methods(String sentence, String... citations) {
    this(sentence, List.of(citations));
  }
}
