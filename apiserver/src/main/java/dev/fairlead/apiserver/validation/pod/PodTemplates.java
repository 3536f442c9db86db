package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodTemplateSpec;

/** The rules of Pod templates, for every kind that makes Pods. */
public final class PodTemplates {
  private PodTemplates() {}

  /** The template with the defaults that no schema tells; fewer than those of a Pod. */
  public static PodTemplateSpec defaults(PodTemplateSpec template) {
    return template;
  }

  /**
   * What is wrong with a template, its labels and annotations included. Which restart policies a
   * workload takes, and whether its selector matches the labels, is the caller's.
   */
  public static void validate(PodTemplateSpec template, Path path, FieldErrors errors) {}
}
