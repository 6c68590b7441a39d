package io.impuls.campaign.domain;

/** Whether mail may be sent for a purpose (semantics 3.24); only {@link #GRANTED} lets it leave. */
public enum Consent {
  /** Never stated. */
  UNKNOWN,
  /** Given, and not taken back since. */
  GRANTED,
  /** Taken back. */
  WITHDRAWN;

  /** Gives what the latest of both statements says; either may be null. */
  public static Consent of(Stamped<Boolean> ofAddress, Stamped<Boolean> ofPerson) {
    Stamped<Boolean> latest = Stamped.later(ofAddress, ofPerson);
    if (latest == null || latest.value() == null) {
      return UNKNOWN;
    }
    return latest.value() ? GRANTED : WITHDRAWN;
  }
}
