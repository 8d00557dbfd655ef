package bigwarp;

import ij.ImagePlus;
import java.util.concurrent.atomic.AtomicReference;

/** Stands in for the class of this name in BigWarp; remembers what was opened last. */
public final class BigWarp {

  public static final AtomicReference<BigWarp> LAST = new AtomicReference<>();

  public final Data data;
  public final Options options;
  public final Runnable progress;
  public String landmarks;

  /** The images. */
  public record Data(ImagePlus moving, ImagePlus target) {}

  /** As the options of newer versions. */
  public static final class Options {

    public static Options options() {
      return new Options();
    }
  }

  public BigWarp(Data data, Options options, Runnable progress) {
    this.data = data;
    this.options = options;
    this.progress = progress;
    LAST.set(this);
  }

  public void loadLandmarks(String path) {
    landmarks = path;
  }
}
