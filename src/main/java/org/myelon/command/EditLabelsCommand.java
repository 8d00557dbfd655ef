package org.myelon.command;

import java.util.List;
import java.util.Locale;
import org.myelon.image.Volume;
import org.myelon.label.EditLabels;
import org.myelon.label.EditLabels.Operation;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Edit Labels: add to values, keep, remove, renumber, or shrink to points. */
@Plugin(
    type = Command.class,
    name = "edit-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Edit Labels...",
    description = "Changes the values of labels, or which of them there are.")
@Example("labels=discs operation=keep values=3:5 output=kept")
public final class EditLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The label image.")
  private Volume labels;

  @Parameter(
      persist = false,
      choices = {"add", "keep", "remove", "increment", "cubic-to-point"},
      description =
          "What to do: add a number to the values, keep or remove values, number from the top, or shrink each value to a point.")
  private String operation = "keep";

  @Parameter(persist = false, description = "For keep and remove: the values, such as 2:5 or 2,3.")
  private String values = "";

  @Parameter(persist = false, description = "For add: how much to add to each value.")
  private int by = 0;

  @Parameter(type = ItemIO.OUTPUT, description = "The label image on the same grid.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    final Operation chosen =
        Operation.valueOf(operation.toUpperCase(Locale.ROOT).replace('-', '_'));
    final List<Integer> numbers = NumberList.parse(values, "values");
    final boolean needsValues = chosen == Operation.KEEP || chosen == Operation.REMOVE;
    if (needsValues && numbers.isEmpty())
      throw new InputException("operation=" + operation + " needs values=, such as 2:5.");
    final EditLabels.Result result =
        EditLabels.run(labels, new EditLabels.Settings(chosen, numbers, by));
    output = result.labels();
    describe(result.methods());
  }
}
