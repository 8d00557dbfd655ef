package org.myelon.command;

import java.lang.reflect.Field;

/** Sets and reads the parameters of a command, as SciJava does. */
final class CommandFields {

  private CommandFields() {}

  /**
   * @param value null to leave it as it is
   * @return what it is now
   */
  static Object field(SpinalCordCommand command, String name, Object value) {
    try {
      final Field f = command.getClass().getDeclaredField(name);
      f.setAccessible(true);
      if (value != null) f.set(command, value);
      return f.get(command);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
