package org.myelon.command;

import java.io.File;
import java.nio.file.Path;
import org.myelon.step.Progress;
import org.myelon.template.DownloadTemplate;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Download Template: PAM50 to where all commands find it. */
@Plugin(
    type = Command.class,
    name = "download-template",
    menuPath = "Plugins>Spinal Cord>Template>Download Template...",
    description = "Fetches the template PAM50 with its atlas to where all commands find it.")
@Example("url=template.zip folder=template_from_zip")
public final class DownloadTemplateCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The release of PAM50, if no url is given.")
  private String version = DownloadTemplate.VERSION;

  @Parameter(
      persist = false,
      description =
          "Address (https://) of another zip archive of a template, or such a file on this"
              + " computer.")
  private String url = "";

  @Parameter(
      persist = false,
      description =
          "The SHA-256 that the archive must have; without it, the one found is told, not compared.")
  private String checksum = "";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description =
          "Folder that will hold the template, a new one; without it the cache of this user.")
  private File folder;

  @Parameter(type = ItemIO.OUTPUT, description = "The folder of the template.")
  private String template;

  @Parameter(type = ItemIO.OUTPUT, description = "The SHA-256 of the archive.")
  private String sha256;

  @Override
  protected void execute(Progress progress) {
    final Path to = folder == null ? TemplatePreference.finder().cache() : folder.toPath();
    final String source = url.isBlank() ? DownloadTemplate.Settings.address(version) : url;
    final DownloadTemplate.Result result =
        DownloadTemplate.run(new DownloadTemplate.Settings(source, checksum, to), progress);
    template = result.template().folder().toString();
    sha256 = result.sha256();
  }
}
