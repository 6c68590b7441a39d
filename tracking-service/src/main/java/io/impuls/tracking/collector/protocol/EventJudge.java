package io.impuls.tracking.collector.protocol;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.tracking.collector.domain.Address;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.TrackingConsent;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the verdict on one event of a request: exactly one, whatever the event. A fault of ours
 * must not take its neighbours along.
 */
public final class EventJudge {

  private static final Logger LOG = LoggerFactory.getLogger(EventJudge.class);

  /** Bytes of a refused event that are kept. */
  private static final int KEPT_PAYLOAD = 256 << 10;

  /**
   * Characters of what its request said for it; of more, nothing, as a part means something else.
   */
  private static final int KEPT_ENVELOPE = 32 << 10;

  private EventJudge() {}

  /**
   * One event as it came, for the record of a refusal.
   *
   * @param bytes bytes that hold it
   * @param from its first byte
   * @param length its number of bytes
   * @param index position in the request, from 0; -1 when it came alone
   * @param around gives what the request says for it, as its protocol writes that; null for nothing
   */
  public record Payload(byte[] bytes, int from, int length, int index, Supplier<String> around) {

    /** Makes the payload of an event that the request says nothing more about. */
    public Payload(byte[] bytes, int from, int length, int index) {
      this(bytes, from, length, index, () -> null);
    }

    /** Makes the payload of a request that is one event. */
    public static Payload whole(byte[] bytes) {
      return new Payload(bytes, 0, bytes.length, -1);
    }

    /** Gives the same as part of a request that says more for it. */
    public Payload within(Supplier<String> request) {
      return new Payload(bytes, from, length, index, request);
    }

    private String envelope() {
      String said = around.get();
      return said == null || said.length() > KEPT_ENVELOPE ? null : said;
    }

    private String text() {
      return new String(bytes, from, Math.min(length, KEPT_PAYLOAD), StandardCharsets.UTF_8);
    }
  }

  /** Judges what was read. */
  public static Verdict judge(Reading reading, Arrival arrival, Payload payload) {
    if (reading instanceof Reading.Refused refused) {
      return refused(refused.refusal(), refused.clientId(), arrival, payload);
    }
    return judge(((Reading.Read) reading).draft(), arrival, payload);
  }

  /** Judges a draft. */
  public static Verdict judge(Draft draft, Arrival arrival, Payload payload) {
    try {
      Optional<Arrival> permitted = TrackingConsent.permitted(draft, arrival);
      if (permitted.isEmpty()) {
        return withoutConsent(arrival, payload);
      }
      return new Verdict.Accepted(new Admission(draft, permitted.get()).event(), arrival.source());
    } catch (RefusedException e) {
      return kept(e.refusal(), draft.id(), arrival, payload);
    } catch (RuntimeException e) {
      LOG.error("an event could not be judged, index={}", payload.index(), e);
      Refusal fault =
          new Refusal(RejectionReason.INVALID_FIELD, "", "the event could not be understood");
      return kept(fault, draft.id(), arrival, payload);
    }
  }

  /**
   * Gives the verdict on an event that is refused before anybody could see whether its visitor
   * agreed to be tracked; {@code clientId} may be null. Where the source asks for consent, only the
   * refusal itself is kept.
   */
  public static Verdict refused(Refusal why, String clientId, Arrival arrival, Payload payload) {
    return TrackingConsent.keepsUnread(arrival)
        ? kept(why, clientId, arrival, payload)
        : rejected(why, null, arrival, payload, null, null);
  }

  /** Gives the verdict on an event that is refused and may be repaired from its payload. */
  private static Verdict kept(Refusal why, String clientId, Arrival arrival, Payload payload) {
    return rejected(why, clientId, arrival, payload, payload.text(), arrival.visitorId());
  }

  /** Keeps that something came, and nothing of what it was. */
  private static Verdict withoutConsent(Arrival arrival, Payload payload) {
    return rejected(TrackingConsent.NOT_GIVEN, null, arrival, payload, null, null);
  }

  private static Verdict rejected(
      Refusal why,
      String clientId,
      Arrival arrival,
      Payload payload,
      String text,
      String visitorId) {
    UUID id =
        Ids.derived(
            arrival.source().workspace(),
            "rejected",
            arrival.source().keyId(),
            arrival.receivedAt().toString(),
            Integer.toString(payload.index()),
            payload.text());
    return new Verdict.Rejected(
        new RejectedEvent(
            arrival.source().workspace(),
            id,
            why.reason(),
            why.field().isEmpty() ? null : why.field(),
            why.detail(),
            arrival.route(),
            payload.index(),
            clientId,
            arrival.receivedAt(),
            text,
            arrival.source().id(),
            visitorId,
            text == null ? null : seen(arrival),
            text == null ? null : payload.envelope()),
        arrival.source());
  }

  private static ServerFacts seen(Arrival arrival) {
    return new ServerFacts(
        arrival.source().keyId(),
        arrival.userAgent(),
        Address.network(arrival.address()),
        arrival.language(),
        arrival.gpc() ? Boolean.TRUE : null,
        arrival.purpose(),
        arrival.dnt() ? Boolean.TRUE : null);
  }
}
