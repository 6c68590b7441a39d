package io.impuls.contracts.event;

/** Why an event was refused. */
public enum RejectionReason {
  /** Not JSON, or not an object. */
  MALFORMED,
  /** A needed field is missing. */
  MISSING_FIELD,
  /** A field has the wrong type or form. */
  INVALID_FIELD,
  /** No identifier at all, or none that names somebody. */
  NO_IDENTITY,
  /** A time that cannot be: before 2000, or unreadable. */
  INVALID_TIME,
  /** More bytes, values, levels or characters than the key allows. */
  TOO_LARGE,
  /** A self-describing event or webhook does not fit its schema. */
  SCHEMA_VIOLATION,
  /** A field that the protocol demands is missing or has an unknown value. */
  PROTOCOL_VIOLATION,
  /** A provider's webhook could not be understood. */
  ADAPTER_FAILURE,
  /**
   * The id came before with another payload. The first was kept and counts; this is the other, for
   * somebody to look at (3.2).
   */
  CONFLICT_OF_CONTENT,
  /** Tracking was refused, so nothing but this fact is kept. */
  NO_CONSENT,
  /** This key may not send this type. */
  TYPE_NOT_ALLOWED,
  /** A record on an internal topic could not be read. */
  UNREADABLE_RECORD,
  /** Passed on between services more often than allowed (decision 14). */
  TOO_MANY_HOPS
}
