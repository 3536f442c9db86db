package dev.fairlead.model.type;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a record of your own is a Kubernetes object, and of which group, version and kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {
  /** The API group; empty for the core group. */
  String group();

  String version();

  /** The kind; the record's simple name if empty. */
  String kind() default "";
}
