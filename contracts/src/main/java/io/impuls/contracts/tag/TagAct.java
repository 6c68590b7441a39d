package io.impuls.contracts.tag;

import io.impuls.contracts.Points;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A user changed a tag of a person by hand, alone or as one of a list (SG-19, SG-20, SG-23). It is
 * judged at its place among everything else that happened to the tag, so a rebuild from the topics
 * gives the same.
 *
 * @param workspace the tenant
 * @param actId id of the act: it follows from operation, person and tag, so the same told twice
 *     counts once
 * @param operation id of the operation that it is part of, as the caller named it
 * @param person whose tag, as the user saw it
 * @param tag key of the tag
 * @param name display name, as the user wrote it
 * @param kind what the user did
 * @param points tag points added; negative when taken away; zero for {@code REMOVE} and {@code
 *     UNDO}
 * @param from tag score that a {@code SET} changed; null otherwise, and where there was no tag
 * @param undoes id of the act that an {@code UNDO} takes back; null otherwise
 * @param origin whether one person was meant, or a list of them
 * @param author who did it: the token's subject
 * @param reason why, in the user's words
 * @param at when
 */
public record TagAct(
    UUID workspace,
    UUID actId,
    String operation,
    UUID person,
    String tag,
    String name,
    Kind kind,
    Points points,
    Points from,
    UUID undoes,
    TagOrigin origin,
    String author,
    String reason,
    Instant at) {

  /** Far above any tag score, and far from what overflows when added up. */
  private static final long MOST_THOUSANDTHS = 1_000_000_000L * Points.ONE;

  /** What a user can do to a tag. */
  public enum Kind {
    /** Gave it another score: what counts is the difference that it made then. */
    SET,
    /** Added to its score, or took from it. */
    ADD,
    /** Took the tag away, with all of its score. */
    REMOVE,
    /** Took back an earlier act. */
    UNDO
  }

  public TagAct {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(actId, "actId");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(points, "points");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
    if ((kind == Kind.UNDO) != (undoes != null)) {
      throw new IllegalArgumentException("an UNDO, and nothing else, names the act it takes back");
    }
    if (Math.abs(points.thousandths()) > MOST_THOUSANDTHS) {
      throw new IllegalArgumentException("more points than a tag may have");
    }
  }
}
