package org.myelon.transform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myelon.step.Progress;

/**
 * Linear transforms in the binary files of ITK and ANTs (.mat): MATLAB level 4, the parameters
 * under the name of the kind, then the fixed parameters under the name "fixed".
 */
final class ItkMatlabFormat implements TransformFormat {

  private static final String FIXED = "fixed";

  @Override
  public boolean canRead(FileStart start) {
    return MatlabArrays.isBinary(start.bytes()) && start.isNamed(".mat");
  }

  @Override
  public AffineTransform read(Path file, Ends ends, Progress progress) {
    final List<ItkLinear> stored = new ArrayList<>();
    final List<MatlabArrays.Named> arrays = MatlabArrays.read(file);
    for (int i = 0; i < arrays.size(); i += 2) {
      final String kind = arrays.get(i).name();
      if (!kind.matches("\\w+_(double|float)_3_3"))
        throw ItkLinear.refused(
            file, kind.matches("\\w+") ? "it holds '" + kind + "'" : "it holds no transform");
      if (i + 1 == arrays.size() || !arrays.get(i + 1).name().equals(FIXED))
        throw ItkLinear.refused(file, "it has no '" + FIXED + "' after '" + kind + "'");
      stored.add(
          new ItkLinear(
              kind.substring(0, kind.indexOf('_')),
              arrays.get(i).values(),
              arrays.get(i + 1).values()));
    }
    return ItkLinear.compose(stored, file);
  }

  static void write(ItkLinear transform, Path file) {
    MatlabArrays.write(
        List.of(
            new MatlabArrays.Named(transform.kind() + "_double_3_3", transform.parameters()),
            new MatlabArrays.Named(FIXED, transform.fixed())),
        file);
  }
}
