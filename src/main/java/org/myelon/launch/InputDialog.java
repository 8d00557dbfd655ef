package org.myelon.launch;

import ij.gui.GenericDialog;
import java.util.ArrayList;
import java.util.List;
import org.myelon.command.convert.OpenImages;
import org.myelon.step.InputException;

/** ImageJ's dialog for the inputs of a command, in the order of their declaration. */
final class InputDialog {

  private static final String NONE = "(none)";
  private static final int TEXT_COLUMNS = 14;

  private final Declaration declaration;
  private final GenericDialog dialog;

  /**
   * @throws InputException if the command needs an image and none is open
   */
  InputDialog(Declaration declaration) {
    this.declaration = declaration;
    this.dialog = new GenericDialog(declaration.title());
    final List<String> titles = OpenImages.titles();
    for (DeclaredParameter p : declaration.inputs()) add(p, titles);
    dialog.addHelp(html());
  }

  private void add(DeclaredParameter p, List<String> titles) {
    if (p.isImage()) addImageChoice(p, titles);
    else if (p.type() == Boolean.class) dialog.addCheckbox(p.label(), (Boolean) p.defaultValue());
    else if (!p.choices().isEmpty())
      dialog.addChoice(p.label(), p.choices().toArray(String[]::new), p.defaultText());
    else if (p.isFolder()) dialog.addDirectoryField(p.label(), p.defaultText());
    else if (p.isFile()) dialog.addFileField(p.label(), p.defaultText());
    else dialog.addStringField(p.label(), p.defaultText(), TEXT_COLUMNS);
  }

  private void addImageChoice(DeclaredParameter p, List<String> titles) {
    final List<String> choices = new ArrayList<>();
    if (!p.required()) choices.add(NONE);
    choices.addAll(titles);
    if (choices.isEmpty())
      throw new InputException("No image is open: " + declaration.title() + " needs one.");
    dialog.addChoice(p.label(), choices.toArray(String[]::new), choices.get(0));
  }

  /**
   * Asks.
   *
   * @return whether the user agreed
   * @throws InputException if an answer is not right
   */
  boolean fill(CommandCall call) {
    dialog.showDialog();
    if (dialog.wasCanceled()) return false;
    for (DeclaredParameter p : declaration.inputs()) {
      final String answer = answer(p);
      if (!(p.isImage() && answer.equals(NONE))) call.set(p, answer);
    }
    call.requireComplete();
    return true;
  }

  /** The fields are read in the order they were added, which is that of the declaration. */
  private String answer(DeclaredParameter p) {
    if (p.type() == Boolean.class) return Boolean.toString(dialog.getNextBoolean());
    return p.isImage() || !p.choices().isEmpty() ? dialog.getNextChoice() : dialog.getNextString();
  }

  private String html() {
    final StringBuilder html = new StringBuilder("<html><body width=420><h3>");
    html.append(declaration.title()).append("</h3><p>").append(declaration.description());
    html.append("</p><dl>");
    for (DeclaredParameter p : declaration.inputs())
      html.append("<dt><b>")
          .append(p.label())
          .append("</b> (")
          .append(p.name())
          .append(")</dt><dd>")
          .append(Help.explain(p).replace("<", "&lt;"))
          .append("</dd>");
    return html.append("</dl></body></html>").toString();
  }
}
