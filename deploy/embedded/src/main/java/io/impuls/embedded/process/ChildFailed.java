package io.impuls.embedded.process;

/** A child process did not come up or went away; the message is for people and complete. */
public final class ChildFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes the whole message. */
  public ChildFailed(String message) {
    super(message);
  }

  /** Takes the whole message and what led to it. */
  public ChildFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
