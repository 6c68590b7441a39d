package io.impuls.contact.domain;

/** A database answers, and says that what it is to keep cannot be kept, now or later. */
public final class UnstorableFacts extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why. */
  public UnstorableFacts(Throwable cause) {
    super("the database refuses the data", cause);
  }
}
