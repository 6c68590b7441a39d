package io.impuls.campaign.domain;

import java.util.Objects;

/**
 * Why a send failed, was skipped or is unknown. Never carries an address.
 *
 * @param kind sort of reason
 * @param detail more for a person, such as an SMTP reply code; null for none
 */
public record Reason(Kind kind, String detail) {

  /** Sorts of reason. */
  public enum Kind {
    /** The trigger was too old, or its useful time ran out before the mail could leave. */
    TOO_LATE,
    /** No address came within the useful time. */
    NO_ADDRESS,
    /** No consent came within the useful time, or it was taken back. */
    NO_CONSENT,
    /** Another person with the same address has the campaign's send. */
    ADDRESS_TAKEN,
    /** The person became one with another, who has the campaign's send. */
    MERGED,
    /** The template could not be filled with this person's data. */
    TEMPLATE,
    /** The mail server refused it for good. */
    REFUSED,
    /** The mail server did not answer clearly: it may or may not have the mail. */
    UNCLEAR,
    /** The service went down between hand-over and answer. */
    CRASHED,
    /** An operator found out and said so. */
    RESOLVED;

    /** Whether nothing was handed over and a new trigger may start anew. */
    public boolean startsAnew() {
      return switch (this) {
        case TOO_LATE, NO_ADDRESS, NO_CONSENT, TEMPLATE -> true;
        case ADDRESS_TAKEN, MERGED, REFUSED, UNCLEAR, CRASHED, RESOLVED -> false;
      };
    }

    /** Whether a mail was made for the person, here or by the person it was merged with. */
    public boolean countsAsMade() {
      return switch (this) {
        case TOO_LATE, NO_ADDRESS, NO_CONSENT, TEMPLATE, ADDRESS_TAKEN -> false;
        case MERGED, REFUSED, UNCLEAR, CRASHED, RESOLVED -> true;
      };
    }
  }

  private static final String SEPARATOR = ": ";

  public Reason {
    Objects.requireNonNull(kind, "kind");
  }

  /** Gives a reason that its kind explains. */
  public static Reason of(Kind kind) {
    return new Reason(kind, null);
  }

  /** Reads what {@link #toString} wrote; null gives null. */
  public static Reason parse(String text) {
    if (text == null) {
      return null;
    }
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? of(Kind.valueOf(text))
        : new Reason(
            Kind.valueOf(text.substring(0, end)), text.substring(end + SEPARATOR.length()));
  }

  @Override
  public String toString() {
    return detail == null ? kind.name() : kind.name() + SEPARATOR + detail;
  }
}
