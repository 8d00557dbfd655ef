package org.myelon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.step.Progress;

/**
 * The index by which Fiji's Ops engine finds the steps names each of them, with a function that is
 * there.
 */
class OpsIndexTest {

  private static final Pattern ENTRY =
      Pattern.compile("(?m)^ +names: \\[(\\S+)]\\R(?s:.*?)^ +source: javaMethod:/(\\S+)");

  record Op(String name, String source) {}

  static List<Op> ops() throws IOException {
    try (InputStream in = OpsIndexTest.class.getResourceAsStream("/ops.yaml")) {
      final Matcher m = ENTRY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      final List<Op> ops = new ArrayList<>();
      while (m.find())
        ops.add(new Op(m.group(1), URLDecoder.decode(m.group(2), StandardCharsets.UTF_8)));
      return ops;
    }
  }

  /** As the engine reads the source: class, method and parameter types, nested ones with dots. */
  @ParameterizedTest
  @MethodSource("ops")
  void namesAPublicStaticFunctionThatListensToProgress(Op op) throws Exception {
    final int open = op.source().indexOf('(');
    final int dot = op.source().lastIndexOf('.', open);
    final Class<?>[] types =
        Arrays.stream(op.source().substring(open + 1, op.source().length() - 1).split(","))
            .map(OpsIndexTest::type)
            .toArray(Class<?>[]::new);
    final Method method =
        type(op.source().substring(0, dot)).getMethod(op.source().substring(dot + 1, open), types);
    assertTrue(Modifier.isStatic(method.getModifiers()), op.source());
    assertFalse(method.getReturnType() == void.class, op.source());
    final String room = method.getDeclaringClass().getPackageName().split("\\.")[2];
    assertTrue(op.name().startsWith("myelon." + room + "."), op + " lies in the room " + room);
  }

  private static Class<?> type(String name) {
    String candidate = name;
    while (true) {
      try {
        return switch (candidate) {
          case "double[]" -> double[].class;
          case "float[][]" -> float[][].class;
          case "long[]" -> long[].class;
          case "int[]" -> int[].class;
          case "double" -> double.class;
          case "int" -> int.class;
          case "boolean" -> boolean.class;
          default -> Class.forName(candidate);
        };
      } catch (ClassNotFoundException e) {
        final int dot = candidate.lastIndexOf('.');
        if (dot < 0) throw new AssertionError("no class " + name, e);
        candidate = candidate.substring(0, dot) + '$' + candidate.substring(dot + 1);
      }
    }
  }

  @Test
  void namesAreUnique() throws IOException {
    final List<String> names = ops().stream().map(Op::name).toList();
    assertEquals(Set.copyOf(names).size(), names.size(), names::toString);
  }

  /** A step is a class with a public static run(…, Progress): all of them are indexed. */
  @Test
  void everyStepIsAnOp() throws Exception {
    final Set<String> indexed =
        ops().stream()
            .map(o -> o.source().substring(0, o.source().indexOf('(')))
            .collect(Collectors.toSet());
    final Set<String> missing = new TreeSet<>();
    final Path root = Path.of("target/classes");
    try (Stream<Path> files = Files.walk(root.resolve("org/myelon"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        final String name = root.relativize(file).toString().replace('/', '.');
        final Class<?> c = Class.forName(name.substring(0, name.length() - ".class".length()));
        if (!Modifier.isPublic(c.getModifiers())) continue;
        for (Method m : c.getDeclaredMethods())
          if (isStep(m) && !indexed.contains(c.getCanonicalName() + ".run"))
            missing.add(c.getCanonicalName());
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static boolean isStep(Method m) {
    final Class<?>[] types = m.getParameterTypes();
    return m.getName().equals("run")
        && Modifier.isPublic(m.getModifiers())
        && Modifier.isStatic(m.getModifiers())
        && types.length > 1
        && types[types.length - 1] == Progress.class;
  }
}
