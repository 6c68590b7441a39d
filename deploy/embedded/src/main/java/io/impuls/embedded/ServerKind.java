package io.impuls.embedded;

/** The servers that Impuls stands on. */
public enum ServerKind {
  KAFKA,
  POSTGRES,
  CASSANDRA,
  SMTP;

  /** Gives the name that people use, in lower case. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
