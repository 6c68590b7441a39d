package io.impuls.campaign.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What several tests need: a campaign, occasions and changes. */
public final class Samples {

  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  public static final UUID ANN = UUID.fromString("00000000-0000-5000-8000-00000000000a");
  public static final UUID BEN = UUID.fromString("00000000-0000-5000-8000-00000000000b");
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  public static final EmailAddress MAIL = new EmailAddress("ann@example.test");

  private Samples() {}

  /** Mails who enters HOT of the plan "engagement"; useful for a day. */
  public static Campaign hotCampaign() {
    return hotCampaign("hot");
  }

  public static Campaign hotCampaign(String id) {
    return new Campaign(
        WORKSPACE,
        id,
        1,
        "Hot leads",
        true,
        new Trigger.BandEntered("engagement", "HOT"),
        new MailTemplate("Hello {firstName ?: 'friend'}", "<p>Score {score}</p>", "Score {score}"),
        Duration.ofHours(24),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  public static Occasion occasion(UUID person, Instant at) {
    return new Occasion(person, person + "/1/7", at, Map.of("score", "60"));
  }

  public static ScoreChange bands(UUID person, String from, String to, Instant at) {
    return bands(person, from, to, at, null);
  }

  public static ScoreChange bands(UUID person, String from, String to, Instant at, Cause cause) {
    return new ScoreChange(
        WORKSPACE,
        person,
        "engagement",
        1,
        7,
        Points.of(40),
        Points.of(60),
        from,
        to,
        at,
        cause,
        List.of(),
        null,
        0);
  }

  public static TagChange tag(UUID person, String key, Points before, Points after, Instant at) {
    return tag(person, key, before, after, at, null);
  }

  public static TagChange tag(
      UUID person, String key, Points before, Points after, Instant at, Cause cause) {
    return new TagChange(
        WORKSPACE,
        person,
        key,
        "Lantern",
        1,
        3,
        TagChange.Action.REINFORCED,
        before,
        after,
        at,
        "lanterns",
        1,
        cause,
        null,
        0);
  }

  /** Gives a send of the campaign "hot" in any state. */
  public static Send send(UUID person, State state, Reason reason) {
    boolean due = state == State.WAITING || state == State.RESERVED;
    boolean claimed = due ? state == State.RESERVED : state != State.FAILED;
    Send decided =
        Send.decided(hotCampaign(), person, occasion(person, NOON), new Decision.Wait(NOON), NOON);
    return new Send(
        decided.id(),
        WORKSPACE,
        "hot",
        person,
        decided.occasion(),
        decided.usefulUntil(),
        new Progress(state, reason, claimed ? MAIL.hash(WORKSPACE) : null, 0, due ? NOON : null));
  }
}
