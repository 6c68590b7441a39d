package io.impuls.service.security;

/**
 * Names of the roles in the token's {@code groups}; a resource lists every role that may use it.
 */
public final class Roles {

  /** Reads. */
  public static final String VIEWER = "viewer";

  /** Reads, and writes plans, rules and campaigns. */
  public static final String MARKETER = "marketer";

  /** All of it, and operations. */
  public static final String OPERATOR = "operator";

  private Roles() {}
}
