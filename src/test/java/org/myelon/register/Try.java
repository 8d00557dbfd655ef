package org.myelon.register;

import java.util.*;
import org.myelon.image.*;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.transform.*;

public final class Try {
  public static void main(String[] a) throws Exception {
    Grid g =
        Oblique.grid(
            "RPI",
            new long[] {141, 141, 30},
            new double[] {.5, .5, 2},
            new double[] {3, 4, 5},
            new double[] {0, 0, 0});
    Affine w2v = g.voxelToWorld().inverse();
    Volume f =
        Oblique.image(
                g,
                p -> {
                  double[] c = w2v.apply(p);
                  double x = (c[0] - 70) * .5, y = (c[1] - 70) * .5, z = c[2];
                  double rx = 6.5 + .7 * Math.sin(z / 5), ry = 4 + .4 * Math.cos(z / 4);
                  return x * x / rx / rx + y * y / ry / ry <= 1 ? 1 : 0;
                })
            .withName("fixed");
    Volume m =
        Oblique.image(
                g,
                p -> {
                  double[] c = w2v.apply(p);
                  double x = (c[0] - 70.6) * .5, y = (c[1] - 69.7) * .5, z = c[2];
                  double rx = 5.2, ry = 4.6 + .3 * Math.sin(z / 3);
                  double d = y - .15 * x * x / 5;
                  return x * x / rx / rx + d * d / ry / ry <= 1 ? 1 : 0;
                })
            .withName("moving");
    double[] knob = Arrays.stream(a).mapToDouble(Double::parseDouble).toArray();
    for (Algorithm al : List.of(Algorithm.SYN, Algorithm.BSPLINESYN))
      for (boolean sw : new boolean[] {false, true}) {
        StepSettings s =
            new StepSettings(
                2,
                Kind.SEG,
                al,
                Metric.MEANSQUARES,
                List.of(
                    new StepSettings.Level(
                        knob.length > 0 ? (int) knob[0] : 3, 1, knob.length > 1 ? knob[1] : 1)),
                .5,
                List.of(1., 1., 0.),
                5,
                5,
                sw,
                2,
                StepSettings.defaults(1).rotation(),
                "",
                1);
        StepImages im = new StepImages(g, Map.of(Kind.SEG, new Pair(f, m)), null);
        for (int r = 0; r < (knob.length > 2 ? (int) knob[2] : 4); r++) {
          long t = System.nanoTime();
          StepResult res = new Diffeomorphic().run(im, s, Progress.NONE);
          double sec = (System.nanoTime() - t) / 1e9;
          if (r > 0 && r < (knob.length > 2 ? (int) knob[2] : 4) - 1) {
            System.out.printf("%.2f s ", sec);
            continue;
          }
          System.out.printf(
              "%s slicewise=%s %.2f s %s %s%n",
              al, sw, sec, res.metric(), report(f, m, g, res.transform()));
          if (r == 0)
            Nifti.write(
                ItkField(res.transform(), g),
                java.nio.file.Path.of("/tmp/diffeo_" + al + (sw ? "_sw" : "") + ".nii.gz"));
        }
      }
  }

  static Volume ItkField(Transform t, Grid g) {
    DisplacementField d = SampleTransform.run(t, g, Progress.NONE);
    int n = (int) g.voxelCount();
    float[] v = new float[3 * n];
    for (int c = 0; c < 3; c++) for (int i = 0; i < n; i++) v[c * n + i] = d.displacement(c, i);
    return Volume.of(
        net.imglib2.img.array.ArrayImgs.floats(v, g.size(0), g.size(1), g.size(2), 3),
        g.voxelToWorld(),
        "field");
  }

  static String report(Volume f, Volume m, Grid g, Transform t) {
    Volume w = ApplyTransform.run(m, g, t, Interpolation.LINEAR, Progress.NONE);
    double worst = 0, sum = 0, disp = 0;
    int n = 0;
    double[] q = new double[3], r = new double[3];
    Transform inv = t.inverse();
    double minJ = 9, maxJ = -9;
    int nx = g.extent(0), ny = g.extent(1);
    float[] fv = f.toFloats();
    double[] px = new double[3], py = new double[3], qq = new double[3];
    Affine V = g.voxelToWorld(), W = V.inverse();
    for (int i = 0; i < g.voxelCount(); i++) {
      double[] c = {i % nx, i / nx % ny, i / (nx * ny)};
      double[] p = V.apply(c);
      inv.apply(p, q);
      t.apply(q, r);
      double e = Math.sqrt(sq(r[0] - p[0]) + sq(r[1] - p[1]) + sq(r[2] - p[2]));
      worst = Math.max(worst, e);
      if (fv[i] > .5) {
        sum += e;
        n++;
      }
      t.apply(p, q);
      disp = Math.max(disp, Math.sqrt(sq(q[0] - p[0]) + sq(q[1] - p[1]) + sq(q[2] - p[2])));
      double[] q0 = W.apply(q);
      t.apply(V.apply(c[0] + 1, c[1], c[2]), qq);
      double[] q1 = W.apply(qq);
      t.apply(V.apply(c[0], c[1] + 1, c[2]), qq);
      double[] q2 = W.apply(qq);
      double J = (q1[0] - q0[0]) * (q2[1] - q0[1]) - (q1[1] - q0[1]) * (q2[0] - q0[0]);
      minJ = Math.min(minJ, J);
      maxJ = Math.max(maxJ, J);
    }
    return String.format(
        "dice %.4f -> %.4f  ic mean %.5f max %.5f mm, disp max %.2f mm, J %.3f..%.3f",
        dice(f, m), dice(f, w), sum / n, worst, disp, minJ, maxJ);
  }

  static double sq(double x) {
    return x * x;
  }

  static double dice(Volume a, Volume b) {
    float[] x = a.toFloats(), y = b.toFloats();
    long both = 0, s = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > .5f) s++;
      if (y[i] > .5f) s++;
      if (x[i] > .5f && y[i] > .5f) both++;
    }
    return 2.0 * both / s;
  }
}
