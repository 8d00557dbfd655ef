package org.myelon.segment.nnunet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickle format, protocols 2 to 5, into plain Java. Nothing of Python is imported or
 * run: a name is looked up in a list that the caller keeps, which says what stands for it. None
 * becomes null, an int {@code Long} (a huge one {@code BigInteger}), a float {@code Double}, a str
 * {@code String}, bytes {@code byte[]}, a list {@code ArrayList}, a tuple a list that does not
 * change, a dict {@code LinkedHashMap} of those entries whose key is a text, a number or None.
 * Lists may hold themselves, so nobody may walk them without end.
 */
final class Unpickler {

  /** Beyond the largest checkpoints; keeps the memory of a hostile file below some 600 MB. */
  private static final int MOST_OPCODES = 8_000_000;

  /** What the file may name, and what it stands for. */
  interface Names {

    /**
     * @throws IOException if it is not on the list; with the reason
     */
    Global global(String name) throws IOException;

    /** What stands for something that lies outside the pickle. */
    Object persistent(Object id) throws IOException;
  }

  /** What stands for the result of a call. */
  interface Call {
    Object of(List<?> arguments) throws IOException;
  }

  /**
   * Something that is imported in Python.
   *
   * @param name with its module
   * @param call what stands for its result
   */
  record Global(String name, Call call) {}

  /** An object that nobody asks about; whatever is put into it is dropped. */
  record Opaque(String name) {}

  private final PickleBytes in;
  private final Names names;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private Unpickler(byte[] pickle, Names names) {
    this.in = new PickleBytes(pickle);
    this.names = names;
  }

  /**
   * Reads a pickle.
   *
   * @throws IOException with the reason in its message, if it is damaged or names what it may not
   */
  static Object read(byte[] pickle, Names names) throws IOException {
    final Unpickler unpickler = new Unpickler(pickle, names);
    for (int i = 0; i < MOST_OPCODES; i++) {
      final int opcode = unpickler.in.u1();
      if (opcode == '.') return unpickler.pop();
      unpickler.step(opcode);
    }
    throw new IOException("its pickle is longer than that of any network");
  }

  private void step(int opcode) throws IOException {
    if (!pushesValue(opcode) && !builds(opcode) && !remembers(opcode))
      throw new IOException(String.format("its pickle has the opcode 0x%02x", opcode));
  }

  private boolean pushesValue(int opcode) throws IOException {
    switch (opcode) {
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) in.u1());
      case 'M' -> push((long) in.u2());
      case 'J' -> push((long) in.i4());
      case 0x8a -> push(in.whole(in.u1()));
      case 0x8b -> push(in.whole(hugeLength()));
      case 'G' -> push(in.real());
      case 0x8c -> push(in.text(in.u1()));
      case 'X' -> push(in.text(in.u4()));
      case 0x8d -> push(in.text(in.i8()));
      case 'U', 'C' -> push(in.take(in.u1()));
      case 'T', 'B' -> push(in.take(in.u4()));
      case 0x8e, 0x96 -> push(in.take(in.i8()));
      case ']' -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case ')' -> push(List.of());
      case 0x8f -> push(new Opaque("set"));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A number of more digits costs more than it takes room. */
  private int hugeLength() throws IOException {
    final long length = in.u4();
    if (length > 255) throw new IOException("its pickle has a number of " + length + " bytes");
    return (int) length;
  }

  private boolean builds(int opcode) throws IOException {
    switch (opcode) {
      case '(' -> marks.push(stack.size());
      case '0' -> pop();
      case '1' -> popToMark();
      case '2' -> push(top());
      case 't' -> push(Collections.unmodifiableList(popToMark()));
      case 0x85, 0x86, 0x87 -> push(Collections.unmodifiableList(pop(opcode - 0x84)));
      case 'l' -> push(popToMark());
      case 'd' -> {
        final List<Object> items = popToMark();
        push(new LinkedHashMap<>());
        setItems(items);
      }
      case 'a' -> append(pop(1));
      case 'e', 0x90 -> append(popToMark());
      case 's' -> setItems(pop(2));
      case 'u' -> setItems(popToMark());
      case 0x91 -> {
        popToMark();
        push(new Opaque("frozenset"));
      }
      case 'c' -> push(names.global(in.line() + "." + in.line()));
      case 0x93 -> {
        final List<Object> name = pop(2);
        push(names.global(text(name.get(0)) + "." + text(name.get(1))));
      }
      case 'R', 0x81 -> {
        final List<Object> call = pop(2);
        push(called(call.get(0), call.get(1)));
      }
      case 'b' -> {
        // the state of an object: dicts and tensors have nothing in it that is asked about
        pop();
        top();
      }
      case 'Q' -> push(names.persistent(pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean remembers(int opcode) throws IOException {
    switch (opcode) {
      case 'q' -> memo.put((long) in.u1(), top());
      case 'r' -> memo.put(in.u4(), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> push(remembered(in.u1()));
      case 'j' -> push(remembered(in.u4()));
      case 0x80 -> {
        final int protocol = in.u1();
        if (protocol < 2 || protocol > 5)
          throw new IOException("its pickle is of protocol " + protocol);
      }
      case 0x95 -> in.i8();
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object remembered(long key) throws IOException {
    if (!memo.containsKey(key)) throw damaged();
    return memo.get(key);
  }

  private static Object called(Object what, Object arguments) throws IOException {
    if (what instanceof Global global && arguments instanceof List<?> list)
      return global.call().of(list);
    throw new IOException("its pickle calls what is no function");
  }

  private void append(List<Object> values) throws IOException {
    if (top() instanceof ArrayList<?>) list(top()).addAll(values);
    else if (!(top() instanceof Opaque)) throw damaged();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object list) {
    return (List<Object>) list;
  }

  private void setItems(List<Object> keysAndValues) throws IOException {
    if (keysAndValues.size() % 2 != 0) throw damaged();
    if (top() instanceof Opaque) return;
    if (!(top() instanceof LinkedHashMap<?, ?>)) throw damaged();
    for (int i = 0; i < keysAndValues.size(); i += 2)
      put(top(), keysAndValues.get(i), keysAndValues.get(i + 1));
  }

  /** Other keys could hold themselves and have no hash. */
  @SuppressWarnings("unchecked")
  static void put(Object dict, Object key, Object value) {
    if (key == null || key instanceof String || key instanceof Number || key instanceof Boolean)
      ((Map<Object, Object>) dict).put(key, value);
  }

  private void push(Object value) {
    stack.add(value);
  }

  /** The oldest value that may be taken lies above the last mark. */
  private void require(int count) throws IOException {
    if (stack.size() - count < (marks.isEmpty() ? 0 : marks.peek())) throw damaged();
  }

  private Object top() throws IOException {
    require(1);
    return stack.get(stack.size() - 1);
  }

  private Object pop() throws IOException {
    require(1);
    return stack.remove(stack.size() - 1);
  }

  private List<Object> pop(int count) throws IOException {
    require(count);
    return cut(stack.size() - count);
  }

  private List<Object> popToMark() throws IOException {
    if (marks.isEmpty()) throw damaged();
    return cut(marks.pop());
  }

  private List<Object> cut(int from) {
    final List<Object> end = stack.subList(from, stack.size());
    final List<Object> values = new ArrayList<>(end);
    end.clear();
    return values;
  }

  private static String text(Object value) throws IOException {
    if (value instanceof String text) return text;
    throw damaged();
  }

  private static IOException damaged() {
    return new IOException("its pickle is damaged");
  }
}
