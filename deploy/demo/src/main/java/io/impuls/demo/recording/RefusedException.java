package io.impuls.demo.recording;

/** The demo cannot do what was asked; the message says why and what to do instead. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }
}
