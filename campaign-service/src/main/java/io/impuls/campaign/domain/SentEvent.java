package io.impuls.campaign.domain;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.ClientClock;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.event.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The event that a mail was sent, so that rules can score it (SC-12). One send gives one event id,
 * however often it is told.
 */
public final class SentEvent {

  /** Campaigns as a source of events. */
  public static final Source SOURCE = new Source("campaign", Source.Kind.CAMPAIGN);

  private SentEvent() {}

  /** Gives the event; nothing when the person can no longer be named by any identifier. */
  public static Optional<Event> of(Send send, Recipient recipient, Instant sentAt) {
    String userId = recipient.userId() == null ? null : recipient.userId().value();
    String email = recipient.mailAddress().map(EmailAddress::value).orElse(null);
    if (userId == null && email == null) {
      return Optional.empty();
    }
    // one name only: two would assert that both are the same person, which is not ours to say
    Identity identity = new Identity(null, null, userId, userId == null ? email : null, null);
    Instant at = sentAt.truncatedTo(ChronoUnit.MILLIS);
    String clientId = send.id().toString();
    return Optional.of(
        new Event(
            send.workspace(),
            Ids.event(send.workspace(), SOURCE.id(), clientId),
            clientId,
            EventTypes.EMAIL_SENT,
            SOURCE,
            at,
            at,
            new ClientClock(at, null),
            identity,
            null,
            null,
            List.of(),
            Map.of("campaign", send.campaign(), "sendId", clientId, "message", clientId),
            Map.of(),
            Map.of(),
            Map.of(),
            new ServerFacts(SOURCE.id(), null, null, null),
            Set.of(),
            hash(send.campaign() + "|" + clientId),
            null));
  }

  private static String hash(String content) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
