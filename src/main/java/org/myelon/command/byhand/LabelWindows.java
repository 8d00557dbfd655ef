package org.myelon.command.byhand;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.StackWindow;
import java.awt.Component;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.swing.JButton;
import org.myelon.command.convert.ImagePlusVolumes;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.byhand.LabelSession;
import org.myelon.label.byhand.SagittalView;
import org.myelon.step.InputException;

/**
 * The two windows of a session: the sagittal view, which is a window of ImageJ, and the list beside
 * it.
 */
final class LabelWindows {

  private final LabelSession session;
  private final Optional<Function<Volume, Path>> save;
  private final String name;
  private final LabelCanvas canvas;
  private final LabelPanel panel;
  private final WindowPair windows;

  /**
   * @param name of the image
   * @param save writes the corrected file, empty if the image belongs to none
   * @param greeting the first line under the list, blank for none
   */
  LabelWindows(
      String name,
      SagittalView view,
      LabelSession session,
      Optional<Function<Volume, Path>> save,
      String greeting) {
    this.session = session;
    this.save = save;
    this.name = name;
    final ImagePlus planes = ImagePlusVolumes.toImagePlus(view.planes());
    planes.setTitle(name + " - label by hand");
    canvas = new LabelCanvas(planes, view, session);
    panel = new LabelPanel(session);
    buttons();
    if (!greeting.isBlank()) panel.say(greeting, false);
    final StackWindow window = new StackWindow(planes, canvas);
    windows = new WindowPair(window, panel, "Labels of " + name);
    final LabelKeys keys = new LabelKeys(session, canvas, this::save);
    for (Component c : List.of(window, canvas, windows.frame())) {
      if (IJ.getInstance() != null) c.removeKeyListener(IJ.getInstance());
      c.addKeyListener(keys);
    }
    session.addListener(this::followSelection);
    session.placed().values().stream().findFirst().map(session::world).ifPresent(canvas::show);
  }

  WindowPair windows() {
    return windows;
  }

  private void buttons() {
    panel.addButton("To ROI Manager", this::toRoiManager);
    panel.addButton("From ROI Manager", this::fromRoiManager);
    final JButton corrected = panel.addButton("Save as corrected", this::save);
    corrected.setEnabled(save.isPresent());
    corrected.setToolTipText(
        save.isPresent()
            ? "Writes the labels below derivatives/labels; an analysis prefers them from then on."
            : name + " comes from no NIfTI file, so there is no place for corrected labels.");
    panel.addButton("Cancel", () -> close(true));
    panel.onDone(() -> close(false));
  }

  private void close(boolean discard) {
    windows.close(discard);
  }

  private void followSelection() {
    final PointLabel label = session.placed().get(session.selected());
    if (label != null) canvas.show(session.world(label));
  }

  private void save() {
    attempt(
        () -> {
          final Path file = save.orElseThrow(this::noPlace).apply(session.toVolume(name));
          panel.say("Saved " + file.getFileName(), false);
          IJ.showStatus("Saved " + file);
        });
  }

  private InputException noPlace() {
    return new InputException(name + " comes from no NIfTI file: close and save the labels.");
  }

  private void toRoiManager() {
    attempt(
        () -> {
          PointRois.show(PointRois.of(labels(), session.kind()));
          panel.say(session.placed().size() + " points are in the ROI Manager.", false);
        });
  }

  private PointLabels labels() {
    return new PointLabels(List.copyOf(session.placed().values()), session.grid());
  }

  private void fromRoiManager() {
    attempt(
        () -> {
          final PointLabels read =
              PointRois.read(PointRois.ofManager(), session.grid(), session.kind(), List.of());
          final SortedMap<Integer, double[]> worlds = new TreeMap<>();
          for (PointLabel p : read.points()) worlds.put(p.value(), read.world(p));
          panel.say(session.placeAll(worlds) + " labels came from the ROI Manager.", false);
        });
  }

  /** What cannot be done is said under the list. */
  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (InputException e) {
      panel.say(e.getMessage(), true);
    }
  }
}
