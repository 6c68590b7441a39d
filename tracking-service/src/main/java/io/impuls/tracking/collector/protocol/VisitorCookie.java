package io.impuls.tracking.collector.protocol;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The first-party cookie that names a visitor: set by the server, out of reach of scripts.
 *
 * @param id the visitor's id, a UUID
 * @param secure whether the client speaks TLS and so may be told to send it over TLS only
 */
public record VisitorCookie(String id, boolean secure) {

  /** Name of the cookie. */
  public static final String NAME = "impuls_vid";

  /** Longest life that browsers grant; each answer begins it anew. */
  private static final Duration LIFE = Duration.ofDays(400);

  private static final Pattern WELL_FORMED =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Gives the visitor's cookie; a new one where none or a malformed one came. */
  public static VisitorCookie renew(IntakeRequest request) {
    return sent(request)
        .orElseGet(() -> new VisitorCookie(UUID.randomUUID().toString(), request.secure()));
  }

  /** Gives the cookie that came with the request; empty where none or a malformed one came. */
  public static Optional<VisitorCookie> sent(IntakeRequest request) {
    return Optional.ofNullable(request.cookie(NAME))
        .filter(value -> WELL_FORMED.matcher(value).matches())
        .map(value -> new VisitorCookie(UUID.fromString(value).toString(), request.secure()));
  }

  /** Gives the answer with the cookie set. */
  public Reply set(Reply reply) {
    return reply.with(
        "Set-Cookie",
        "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax%s"
            .formatted(NAME, id, LIFE.toSeconds(), secure ? "; Secure" : ""));
  }
}
