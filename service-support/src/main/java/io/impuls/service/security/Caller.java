package io.impuls.service.security;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who makes the request. Read it at the start of a resource method that asks for a role, not from a
 * callback.
 */
@RequestScoped
public class Caller {

  /** Claim that names the tenant. */
  public static final String WORKSPACE_CLAIM = "workspace";

  private final SecurityIdentity identity;

  @Inject
  public Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * Gives the tenant: every query is bound to it.
   *
   * @throws ProblemException (403) when the token names none
   */
  public UUID workspace() {
    Object claim =
        identity.getPrincipal() instanceof JsonWebToken token
            ? token.getClaim(WORKSPACE_CLAIM)
            : null;
    try {
      if (claim != null) {
        return UUID.fromString(claim.toString());
      }
    } catch (IllegalArgumentException e) {
      // a claim that is no UUID is as good as none
    }
    throw new ProblemException(
        Problem.of(403, "Forbidden", "The token's claim 'workspace' must be a workspace's UUID"));
  }

  /** Gives when the token ends; {@link Instant#MAX} for one without an end. */
  public Instant expiresAt() {
    return identity.getPrincipal() instanceof JsonWebToken token && token.getExpirationTime() > 0
        ? Instant.ofEpochSecond(token.getExpirationTime())
        : Instant.MAX;
  }

  /** Gives the token's subject, for change logs. */
  public String subject() {
    return identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null
        ? token.getSubject()
        : identity.getPrincipal().getName();
  }
}
