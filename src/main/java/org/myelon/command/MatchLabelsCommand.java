package org.myelon.command;

import org.myelon.image.Volume;
import org.myelon.label.MatchLabels;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Match Labels: what only one of two images has goes. */
@Plugin(
    type = Command.class,
    name = "match-labels",
    menuPath = "Plugins>Spinal Cord>Labels>Match Labels...",
    description = "Leaves in two label images only the values that both have.")
@Example("labels=discs reference=levels output=matched otherOutput=others")
public final class MatchLabelsCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "A label image.")
  private Volume labels;

  @Parameter(persist = false, description = "Another label image, on any grid.")
  private Volume reference;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The labels without the values that the reference lacks.")
  private Volume output;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The reference without the values that the labels lack.")
  private Volume otherOutput;

  @Override
  protected void execute(Progress progress) {
    final MatchLabels.Result result = MatchLabels.run(labels, reference);
    output = result.labels();
    otherOutput = result.reference();
    describe(result.methods());
  }
}
