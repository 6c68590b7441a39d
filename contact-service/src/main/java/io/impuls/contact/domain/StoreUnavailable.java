package io.impuls.contact.domain;

/** A database behind one of the ports does not answer; it may later. */
public final class StoreUnavailable extends RuntimeException {

  /** Says which, and why. */
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
