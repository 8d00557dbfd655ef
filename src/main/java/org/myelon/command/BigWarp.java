package org.myelon.command;

import ij.ImagePlus;
import java.awt.HeadlessException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.myelon.step.InputException;

/**
 * BigWarp where it is there, as in Fiji. It is no library of ours, so its classes are called by
 * their names; only what all its versions have is used.
 */
final class BigWarp {

  private final ClassLoader loader;

  /**
   * @param loader finds the classes of BigWarp, if they are there
   */
  BigWarp(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Opens BigWarp on two images.
   *
   * @param landmarks the path of landmarks to load, blank for none
   * @throws InputException if BigWarp is not there, is too old or fails
   */
  void open(ImagePlus moving, ImagePlus fixed, String landmarks) {
    try {
      final Object data =
          find("bigwarp.BigWarpInit")
              .getMethod("createBigWarpDataFromImages", ImagePlus.class, ImagePlus.class)
              .invoke(null, moving, fixed);
      final Object window = window(data);
      if (!landmarks.isBlank())
        window.getClass().getMethod("loadLandmarks", String.class).invoke(window, landmarks);
    } catch (InvocationTargetException e) {
      throw failed(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new InputException(
          "This BigWarp is another version than those known: update Fiji (Help > Update...), or"
              + " open it by Plugins > BigDataViewer > Big Warp and load the landmarks there.",
          e);
    }
  }

  private Class<?> find(String name) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new InputException(
          "BigWarp is not here: it comes with Fiji (https://fiji.sc); in another ImageJ, or in the"
              + " shell, write landmarks with Export Landmarks and open them in a Fiji.",
          e);
    }
  }

  /** Versions differ in what they take beside the data: a title or options, and who hears of it. */
  private Object window(Object data) throws ReflectiveOperationException {
    for (Constructor<?> c : find("bigwarp.BigWarp").getConstructors()) {
      final Class<?>[] types = c.getParameterTypes();
      if (types.length == 3 && types[0].isInstance(data))
        return c.newInstance(data, titleOrOptions(types[1]), listener(types[2]));
    }
    throw new NoSuchMethodException("bigwarp.BigWarp(data, title or options, progress)");
  }

  private static Object titleOrOptions(Class<?> type) throws ReflectiveOperationException {
    return type == String.class ? "BigWarp" : type.getMethod("options").invoke(null);
  }

  private Object listener(Class<?> type) throws ReflectiveOperationException {
    for (String name : new String[] {"bigwarp.ProgressWriterIJ", "bdv.ij.util.ProgressWriterIJ"}) {
      try {
        final Class<?> found = Class.forName(name, true, loader);
        if (type.isAssignableFrom(found)) return found.getConstructor().newInstance();
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    return null;
  }

  private static InputException failed(Throwable cause) {
    if (cause instanceof HeadlessException)
      return new InputException("BigWarp needs a screen, and there is none.", cause);
    return new InputException(
        "BigWarp could not be opened ("
            + String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")
            + "); try it by Plugins > BigDataViewer > Big Warp.",
        cause);
  }
}
