package io.impuls.campaign.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Sends one mail, once, to every person whom its trigger names.
 *
 * @param workspace the tenant
 * @param id unique in the workspace
 * @param version counts saved changes, from 1; who edits names the version that he read
 * @param name shown name
 * @param active false while paused: nothing new is decided and nothing reserved is handed over
 * @param trigger what must happen to a person
 * @param mail what to send
 * @param usefulFor how long after its trigger the mail may still leave; at most {@link
 *     #LONGEST_USEFUL_TIME}
 * @param activeFrom triggers that happened before this are none of this campaign's business
 */
public record Campaign(
    UUID workspace,
    String id,
    int version,
    String name,
    boolean active,
    Trigger trigger,
    MailTemplate mail,
    Duration usefulFor,
    Instant activeFrom) {

  /** The consent that a person must have given (semantics 3.24). */
  public static final String PURPOSE = "marketing_email";

  /** The consent without which a mail does not tell who opens it or clicks (semantics 3.25). */
  public static final String TRACKING_PURPOSE = "mail_tracking";

  /** How long a mail is useful by default: the greatest age of a trigger (semantics 3.1). */
  public static final Duration DEFAULT_USEFUL_TIME = Duration.ofHours(24);

  /** The longest useful time: the longest lateness horizon. */
  public static final Duration LONGEST_USEFUL_TIME = Duration.ofDays(30);

  public Campaign {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(mail, "mail");
    Objects.requireNonNull(activeFrom, "activeFrom");
    if (usefulFor.isNegative()
        || usefulFor.isZero()
        || usefulFor.compareTo(LONGEST_USEFUL_TIME) > 0) {
      throw new IllegalArgumentException("usefulFor must be more than 0 and at most 30 days");
    }
  }

  /** Whether this campaign cares for an occasion at all. */
  public boolean concerns(Occasion occasion) {
    return active && !occasion.occurredAt().isBefore(activeFrom);
  }

  /** Gives the last instant at which the mail of this occasion may leave. */
  public Instant usefulUntil(Occasion occasion) {
    return occasion.occurredAt().plus(usefulFor);
  }

  /** Whether both say the same, whatever their versions: saving it again changes nothing. */
  public boolean sameContentAs(Campaign other) {
    return withVersion(other.version).equals(other);
  }

  /** Gives the same campaign under another version. */
  public Campaign withVersion(int next) {
    return new Campaign(workspace, id, next, name, active, trigger, mail, usefulFor, activeFrom);
  }
}
