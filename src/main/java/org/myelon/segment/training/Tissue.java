package org.myelon.segment.training;

/** What drawn bodies are made of. */
enum Tissue {
  AIR,
  FAT,
  MUSCLE,
  MARROW,
  CORTICAL,
  DISC,
  LIGAMENT,
  CSF,
  WHITE,
  GREY,
  BLOOD,
  ORGAN
}
