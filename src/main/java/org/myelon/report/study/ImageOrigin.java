package org.myelon.report.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose image it is, by where it lies: in a BIDS tree by the entities of BIDS, elsewhere, as SCT
 * has it, by the last three folders: {@code dataset/subject/contrast/file}.
 *
 * @param path the folder, absolute; empty if the image is in no file
 * @param inputFile name of the file, or of the image
 * @param dataset name of the folder of all subjects
 * @param subject in BIDS with the session, such as "sub-01_ses-02"
 * @param contrast in BIDS the suffix, such as "T2w"
 */
public record ImageOrigin(
    String path, String inputFile, String dataset, String subject, String contrast) {

  private static final Pattern SUBJECT = Pattern.compile("sub-[A-Za-z0-9]+");
  private static final Pattern SESSION = Pattern.compile("ses-[A-Za-z0-9]+");

  /** An image that is only in memory. */
  public static ImageOrigin ofName(String name) {
    return new ImageOrigin("", name, "", name, "");
  }

  /** An image in a file; the file is not opened. */
  public static ImageOrigin of(Path file) {
    final Path full = file.toAbsolutePath().normalize();
    final String name = full.getFileName().toString();
    final List<String> folders = new ArrayList<>();
    for (Path p : full.getParent()) folders.add(p.toString());
    final int at = indexOfSubject(folders);
    final String path = full.getParent().toString();
    if (at < 0 && !SUBJECT.matcher(name).lookingAt())
      return new ImageOrigin(path, name, last(folders, 3), last(folders, 2), last(folders, 1));
    return new ImageOrigin(
        path, name, dataset(folders, at), subject(folders, name), contrast(name));
  }

  private static int indexOfSubject(List<String> folders) {
    for (int i = folders.size() - 1; i >= 0; i--)
      if (SUBJECT.matcher(folders.get(i)).matches()) return i;
    return -1;
  }

  private static String dataset(List<String> folders, int subject) {
    final List<String> above = subject < 0 ? folders : folders.subList(0, subject);
    final int derived = above.indexOf("derivatives");
    return last(derived > 0 ? above.subList(0, derived) : above, 1);
  }

  private static String last(List<String> folders, int back) {
    return folders.size() < back ? "" : folders.get(folders.size() - back);
  }

  private static String subject(List<String> folders, String name) {
    final String subject = first(SUBJECT, name, folders), session = first(SESSION, name, folders);
    return session.isEmpty() ? subject : subject + "_" + session;
  }

  private static String first(Pattern pattern, String name, List<String> folders) {
    final Matcher inName = pattern.matcher(name);
    if (inName.find()) return inName.group();
    for (int i = folders.size() - 1; i >= 0; i--)
      if (pattern.matcher(folders.get(i)).matches()) return folders.get(i);
    return "";
  }

  /** BIDS: the first part that is no entity: T2w of {@code sub-01_acq-ax_T2w_seg.nii.gz}. */
  private static String contrast(String name) {
    return Arrays.stream(name.replaceAll("\\.nii(\\.gz)?$", "").split("_"))
        .filter(part -> !part.contains("-"))
        .findFirst()
        .orElse("");
  }
}
