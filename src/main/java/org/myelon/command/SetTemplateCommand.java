package org.myelon.command;

import java.io.File;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.TemplateFinder;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Set Template Folder: the template that all commands take from now on. */
@Plugin(
    type = Command.class,
    name = "set-template",
    menuPath = "Plugins>Spinal Cord>Template>Set Template Folder...",
    description =
        "Remembers, in Fiji and ImageJ, the template that commands take when none is given.")
@Example("folder=template")
public final class SetTemplateCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      style = "directory",
      description = "Folder that holds the folders template and atlas, as PAM50's does.")
  private File folder;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "The environment variable that says the same to the shell.")
  private String variable;

  @Override
  protected void execute(Progress progress) {
    final Template template = Template.open(folder.toPath());
    TemplatePreference.set(template);
    variable = TemplateFinder.VARIABLE + "=" + template.folder();
  }
}
