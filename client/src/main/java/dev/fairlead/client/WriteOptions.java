package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How to create, update, patch or apply. Filled in by a lambda; not for keeping. */
public final class WriteOptions {
  /** What the server does about fields that it doesn't know, or that are there twice. */
  public enum FieldValidation {
    /** It refuses the object. */
    STRICT("Strict"),
    /** It drops them and sends a warning; what servers do by default. */
    WARN("Warn"),
    /** It drops them. */
    IGNORE("Ignore");

    final String text;

    FieldValidation(String text) {
      this.text = text;
    }
  }

  private boolean dryRun;
  private boolean force;
  private String fieldManager = "";
  private @Nullable FieldValidation fieldValidation;
  private @Nullable Duration timeout;

  WriteOptions() {}

  /** Does everything but store the object. Default: stores it. */
  public WriteOptions dryRun() {
    this.dryRun = true;
    return this;
  }

  /** In an apply: takes fields over that other managers have. Default: a conflict. */
  public WriteOptions force() {
    this.force = true;
    return this;
  }

  /** Who the fields belong to. Default: the user agent up to its first slash. */
  public WriteOptions fieldManager(String manager) {
    this.fieldManager = manager;
    return this;
  }

  public WriteOptions fieldValidation(FieldValidation validation) {
    this.fieldValidation = validation;
    return this;
  }

  /** For the whole call. Default: the Config's. */
  public WriteOptions timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  ApiRequest addTo(ApiRequest request) {
    ApiRequest to = Query.add(request, "dryRun", dryRun ? "All" : "");
    to = Query.add(to, "force", force ? "true" : "");
    to = Query.add(to, "fieldManager", fieldManager);
    return Query.add(to, "fieldValidation", fieldValidation == null ? "" : fieldValidation.text);
  }
}
