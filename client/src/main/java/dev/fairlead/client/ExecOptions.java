package dev.fairlead.client;

import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.transport.ApiRequest;

/**
 * Where a process runs and which of its streams are wanted. Filled in by a lambda, {@code o ->
 * o.container("app").stdin()}; not for keeping. Default: stdout and stderr of the Pod's default
 * container, without stdin and TTY.
 */
public final class ExecOptions {
  private String container = "";
  private boolean stdin;
  private boolean stdout = true;
  private boolean stderr = true;
  private boolean tty;

  ExecOptions() {}

  /** One of several containers. Default: the only one, or the one that an annotation names. */
  public ExecOptions container(String name) {
    this.container = name;
    return this;
  }

  /** The process gets an input, which is to be closed. */
  public ExecOptions stdin() {
    this.stdin = true;
    return this;
  }

  /** Default: true. */
  public ExecOptions stdout(boolean wanted) {
    this.stdout = wanted;
    return this;
  }

  /** Default: true. */
  public ExecOptions stderr(boolean wanted) {
    this.stderr = wanted;
    return this;
  }

  /** The process gets a terminal: stdin too, and stdout carries what it writes to stderr. */
  public ExecOptions tty() {
    this.tty = true;
    this.stdin = true;
    this.stderr = false;
    return this;
  }

  Exec.Streams streams() {
    return new Exec.Streams(stdin, stdout, stderr, tty);
  }

  ApiRequest addTo(ApiRequest request) {
    ApiRequest filled = Query.add(request, "container", container);
    filled = filled.query("stdin", "" + stdin).query("stdout", "" + stdout);
    return filled.query("stderr", "" + stderr).query("tty", "" + tty);
  }
}
