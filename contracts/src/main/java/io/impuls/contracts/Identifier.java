package io.impuls.contracts;

import java.util.Objects;

/**
 * One normalised way to name a person or a device.
 *
 * @param kind what sort of name it is
 * @param value the normalised value (trimmed, NFC, e-mail in lower case); never blank
 */
public record Identifier(Kind kind, String value) {

  /** Sorts of identifier, strongest first. */
  public enum Kind {
    /** The shop's own id of a customer. */
    USER_ID(true),
    /** An e-mail address. */
    EMAIL(true),
    /** A phone number. */
    PHONE(true),
    /** A person by id, as a signed link of a message names whom it was sent to. */
    RECIPIENT(true),
    /** The first-party cookie that the collector sets. */
    VISITOR(false),
    /** An id that a client made up for an anonymous person. */
    ANONYMOUS_ID(false);

    private final boolean known;

    Kind(boolean known) {
      this.known = known;
    }

    /** Whether it names a person rather than a device. */
    public boolean known() {
      return known;
    }
  }

  public Identifier {
    Objects.requireNonNull(kind, "kind");
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("an identifier needs a value");
    }
  }

  /** Gives {@code KIND:value}, the form in which keys and result hashes name it. */
  @Override
  public String toString() {
    return kind + ":" + value;
  }
}
