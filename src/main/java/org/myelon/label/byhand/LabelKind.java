package org.myelon.label.byhand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.myelon.label.CorrectionKind;
import org.myelon.label.SpinalLevel;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;

/** What single voxels mark, with the names of its numbers, from the head down. */
public enum LabelKind {
  DISCS(CorrectionKind.DISCS, "posterior tip of the disc", 2, 25),
  BODIES(CorrectionKind.BODIES, "middle of the vertebral body", 1, 24),
  SPINAL_LEVELS(CorrectionKind.SPINAL_LEVELS, "middle of the spinal level", 1, 26),
  PMJ(CorrectionKind.PMJ, "pontomedullary junction", 50, 50);
  private static final int PMG = 49, JUNCTION = 50, CONUS = 60;

  /** A list has no numbers above this: what is larger is a slip of the finger. */
  private static final int LARGEST = 255;

  private final CorrectionKind correction;
  private final String target;
  private final List<Integer> usual;

  LabelKind(CorrectionKind correction, String target, int first, int last) {
    this.correction = correction;
    this.target = target;
    this.usual = IntStream.rangeClosed(first, last).boxed().toList();
  }

  /** As what it is saved. */
  public CorrectionKind correction() {
    return correction;
  }

  /** Where a label of this kind is put, as the user reads it. */
  public String target() {
    return target;
  }

  /** The numbers that are asked for unless the user names others. */
  public List<Integer> usual() {
    return usual;
  }

  /** Such as "C2/C3" for disc 3, "T4" for a body, "PMJ"; the number itself if it has no name. */
  public String name(int value) {
    if (value == PMG) return "PMG";
    if (value == JUNCTION) return "PMJ";
    if (value == CONUS) return "Conus";
    return switch (this) {
      case DISCS -> discName(value);
      case SPINAL_LEVELS -> SpinalLevel.name(value);
      default -> Vertebra.name(value);
    };
  }

  private static String discName(int value) {
    if (value == 1) return "C1 top";
    return Vertebra.isVertebra(value) && Vertebra.isVertebra(value - 1)
        ? Vertebra.name(value - 1) + "/" + Vertebra.name(value)
        : Vertebra.name(value);
  }

  /** The number of a name, or of the number written out; empty if it is neither. */
  public OptionalInt value(String nameOrNumber) {
    final String text = plain(nameOrNumber);
    if (text.matches("\\d{1,3}")) {
      final int value = Integer.parseInt(text);
      return value >= 1 && value <= LARGEST ? OptionalInt.of(value) : OptionalInt.empty();
    }
    return IntStream.rangeClosed(1, CONUS).filter(v -> plain(name(v)).equals(text)).findFirst();
  }

  private static String plain(String text) {
    return text.strip().toUpperCase(Locale.ROOT).replace(" ", "").replace('-', '/');
  }

  /**
   * Reads a list such as "3:20", "C2/C3:T1/T2,PMJ" or "3,5"; a blank one means {@link #usual}.
   *
   * @return the numbers in the order written, each once
   * @throws InputException if a part is no label of this kind
   */
  public List<Integer> parse(String list) {
    if (list.isBlank()) return usual;
    final Set<Integer> values = new LinkedHashSet<>();
    for (String part : list.split("[,;]")) {
      final String[] ends = part.split(":");
      if (ends.length > 2) throw unknown(part);
      final int from = require(ends[0]), to = require(ends[ends.length - 1]);
      for (int v = from; v != to; v += Integer.signum(to - from)) values.add(v);
      values.add(to);
    }
    return new ArrayList<>(values);
  }

  private int require(String word) {
    return value(word).orElseThrow(() -> unknown(word));
  }

  private InputException unknown(String word) {
    return new InputException(
        "'"
            + word.strip()
            + "' is no label: give numbers and names such as "
            + usual.get(0)
            + ", "
            + name(usual.get(0))
            + " or a range such as 3:20.");
  }

  /** The kind of a word of a command, such as spinal-levels. */
  public static LabelKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
