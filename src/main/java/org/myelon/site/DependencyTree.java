package org.myelon.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;

/**
 * What needs what, from Maven's {@code dependency:tree} in its verbose form as "trivial graph
 * format": lines of a number and a coordinate, a #, lines of two numbers and a scope.
 *
 * @param root our own jar
 * @param needs of each library those that it names itself
 */
record DependencyTree(Artifact root, Map<Artifact, List<Artifact>> needs) {

  /** A library as Maven calls it; the classifier is empty for most. */
  record Artifact(String group, String name, String classifier, String version) {

    /** What a copy of it is called. */
    String fileName() {
      return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    private String identity() {
      return group + ":" + name + ":" + classifier;
    }

    @Override
    public String toString() {
      return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
    }
  }

  /** In brackets stands what Maven left out because it is there already, maybe newer. */
  private static final Pattern NODE =
      Pattern.compile(
          "(\\d+) (\\(?)([\\w.-]+):([\\w.-]+):jar:(?:([\\w.-]+):)?([\\w.-]*\\d[\\w.-]*)(?::(?:compile|runtime))?(?:[ )].*)?");

  private static final Pattern EDGE = Pattern.compile("(\\d+) (\\d+)(?: .*)?");

  /**
   * Reads the graph.
   *
   * @throws InputException if it is none
   */
  static DependencyTree parse(String text) {
    final Map<String, Artifact> nodes = new LinkedHashMap<>(), kept = new LinkedHashMap<>();
    final Map<Artifact, List<Artifact>> needs = new LinkedHashMap<>();
    boolean edges = false;
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      final Matcher node = NODE.matcher(line), edge = EDGE.matcher(line);
      if (line.equals("#")) edges = true;
      else if (!edges && node.matches()) {
        final Artifact a = artifact(node);
        nodes.put(node.group(1), a);
        if (node.group(2).isEmpty()) kept.put(a.identity(), a);
      } else if (edges && edge.matches() && nodes.keySet().containsAll(ends(edge))) {
        final Artifact from = nodes.get(edge.group(1)), to = nodes.get(edge.group(2));
        needs
            .computeIfAbsent(from, a -> new ArrayList<>())
            .add(kept.getOrDefault(to.identity(), to));
      } else throw new InputException("This is no line of Maven's dependency graph: " + line);
    }
    if (nodes.isEmpty()) throw new InputException("Maven's dependency graph is empty.");
    return new DependencyTree(nodes.values().iterator().next(), needs);
  }

  private static Artifact artifact(Matcher node) {
    final String classifier = node.group(5) == null ? "" : node.group(5);
    return new Artifact(node.group(3), node.group(4), classifier, node.group(6));
  }

  private static List<String> ends(Matcher edge) {
    return List.of(edge.group(1), edge.group(2));
  }

  /** All that a library needs, itself not, in the order of the graph. */
  Set<Artifact> closure(Artifact from) {
    final Set<Artifact> found = new LinkedHashSet<>();
    addNeeds(from, found);
    return found;
  }

  private void addNeeds(Artifact from, Set<Artifact> found) {
    for (Artifact a : needs.getOrDefault(from, List.of())) if (found.add(a)) addNeeds(a, found);
  }
}
