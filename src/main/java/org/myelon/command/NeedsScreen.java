package org.myelon.command;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.myelon.step.InputException;

/** Says of a command that a person works in its window, so that it cannot run without a screen. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NeedsScreen {

  /** Refuses to go on where nobody can see a window. */
  final class Check {

    private Check() {}

    /**
     * @param command its name, for the message
     * @throws InputException if there is no screen, or if the caller is the thread that draws it
     */
    public static void require(String command) {
      if (GraphicsEnvironment.isHeadless())
        throw new InputException(
            command + " needs a screen, and there is none: run it in Fiji or ImageJ.");
      if (EventQueue.isDispatchThread())
        throw new InputException(
            command + " waits for its window: call it from a script or macro, not from a button.");
    }
  }
}
