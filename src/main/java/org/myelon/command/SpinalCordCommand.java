package org.myelon.command;

import ij.IJ;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.myelon.report.QcEntry;
import org.myelon.step.CancelledException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.StagedFiles;
import org.scijava.Cancelable;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;

/**
 * What all commands share: progress, cancelling and the methods sentences. A command has public
 * no-argument construction, private fields annotated with {@link Parameter} (inputs of type {@link
 * org.myelon.image.Volume}, String, File, number or boolean, outputs of type Volume or {@link
 * org.myelon.step.Table}) and {@link #execute}; it knows no window.
 */
public abstract class SpinalCordCommand implements Command, Cancelable {

  @Parameter(required = false)
  private StatusService status;

  private Progress progress;
  private double seconds;
  private volatile String cancelReason;
  private final List<Methods> methods = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private StagedFiles given, staged;
  private final List<Supplier<List<QcEntry>>> shown = new ArrayList<>();
  private final Map<String, Object> notes = new LinkedHashMap<>();
  private final Set<String> wanted = new HashSet<>();

  /** Does the work; a user's mistake is an {@link org.myelon.step.InputException}. */
  protected abstract void execute(Progress progress);

  /**
   * Runs the command once. Under SciJava a cancelled command ends quietly, as SciJava expects; a
   * launcher, which listens to the progress itself, gets the exception.
   */
  @Override
  public final void run() {
    methods.clear();
    files.clear();
    shown.clear();
    notes.clear();
    final long begin = System.nanoTime();
    try (StagedFiles own = new StagedFiles()) {
      staged = given == null ? own : given;
      execute(progress == null ? statusProgress() : progress);
      own.keep();
      seconds = (System.nanoTime() - begin) / 1e9;
    } catch (CancelledException e) {
      files.clear();
      if (progress != null) throw e;
      if (!isCanceled()) cancel(e.getMessage());
    }
  }

  /** Sets where files are written that are to appear together with others or not at all. */
  public final void setFiles(StagedFiles together) {
    given = together;
  }

  /** Sets who hears the progress, instead of SciJava's status bar. */
  public final void setProgress(Progress listener) {
    progress = listener;
  }

  /** Adds what was done to the methods text. */
  protected final void describe(Methods done) {
    methods.add(done);
  }

  /** Says which results have a place to go to; some are not made unless they are asked for. */
  public final void want(Collection<String> results) {
    wanted.addAll(results);
  }

  /** Whether the user has said where a result goes, as in the shell. */
  protected final boolean isWanted(String result) {
    return wanted.contains(result);
  }

  /**
   * Adds pictures, plots or tables by which the result can be checked by eye.
   *
   * @param entry draws them; only called if a page is asked for
   */
  protected final void show(Supplier<QcEntry> entry) {
    showAll(() -> List.of(entry.get()));
  }

  /** Adds several of them. */
  protected final void showAll(Supplier<List<QcEntry>> entries) {
    shown.add(entries);
  }

  /** Draws what the last run shows on a page. */
  public final List<QcEntry> qcEntries() {
    return shown.stream().map(Supplier::get).flatMap(List::stream).toList();
  }

  /**
   * Writes a file of the command's own; its provenance is written beside it. All such files appear
   * when the command is done, or none.
   *
   * @param content writes the file that it is given, which lies elsewhere until then
   */
  protected final void write(File file, Consumer<Path> content) {
    staged.write(file.toPath(), content);
    wrote(file.toPath());
  }

  /** Says that a step wrote a file, so that its provenance is written beside it. */
  protected final void wrote(Path file) {
    files.add(file);
  }

  /**
   * Puts a fact about this run into the provenance of its results, such as a residual.
   *
   * @param value a text, number or boolean, or a list or map of these
   */
  protected final void note(String name, Object value) {
    notes.put(name, value);
  }

  /** What the last run noted. */
  public final Map<String, Object> notes() {
    return Collections.unmodifiableMap(notes);
  }

  /** How long the last run took. */
  public final double seconds() {
    return seconds;
  }

  /** The files that the last run wrote by itself. */
  public final List<Path> files() {
    return List.copyOf(files);
  }

  /** What the last run did, for the methods section of a paper. */
  public final List<Methods> methods() {
    return List.copyOf(methods);
  }

  private Progress statusProgress() {
    IJ.resetEscape();
    return new Progress() {
      @Override
      public void update(String stage, double fraction) {
        if (status != null) status.showStatus((int) (1000 * fraction), 1000, stage);
      }

      @Override
      public boolean isCancelled() {
        return isCanceled() || IJ.escapePressed();
      }
    };
  }

  @Override
  public boolean isCanceled() {
    return cancelReason != null;
  }

  @Override
  public void cancel(String reason) {
    cancelReason = reason == null ? "" : reason;
  }

  @Override
  public String getCancelReason() {
    return cancelReason;
  }
}
