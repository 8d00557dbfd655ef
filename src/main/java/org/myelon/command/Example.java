package org.myelon.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A complete call of a command on the embedded subject, as keys and values: {@code "image=t2
 * orientation=RPI output=t2_rpi"}. Shown in the help and in the reference, and run by the tests
 * through every entrance. The values t2, cord, discs and levels stand for the images of the
 * subject: files in the shell, windows in a macro.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Example {
  String value();
}
