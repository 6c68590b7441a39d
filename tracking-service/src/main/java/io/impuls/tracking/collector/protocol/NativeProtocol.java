package io.impuls.tracking.collector.protocol;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.RequestBody;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the events of one request of the native protocol into verdicts, each by itself. */
public final class NativeProtocol {

  private static final Logger LOG = LoggerFactory.getLogger(NativeProtocol.class);

  /** Bytes of a refused event that are kept. */
  private static final int KEPT_PAYLOAD = 256 << 10;

  private NativeProtocol() {}

  /** Gives the first write key in the body; null when no event names one. */
  public static String writeKey(byte[] body, RequestBody.Events events) {
    return events.events().stream()
        .map(slice -> DraftReader.writeKey(body, slice))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * Judges every event.
   *
   * @param body the request's body, unpacked
   * @param events where the events stand in it
   * @param arrival what the server knows of the request
   * @param limits what the key allows
   * @param key the key that the request came with
   */
  public static List<Verdict> judge(
      byte[] body, RequestBody.Events events, Arrival arrival, Limits limits, String key) {
    List<Verdict> verdicts = new ArrayList<>(events.events().size());
    for (int i = 0; i < events.events().size(); i++) {
      Slice slice = events.events().get(i);
      verdicts.add(judge(body, slice, events.single() ? -1 : i, arrival, limits, key));
    }
    return verdicts;
  }

  private static Verdict judge(
      byte[] body, Slice slice, int index, Arrival arrival, Limits limits, String key) {
    Reading reading = DraftReader.read(body, slice, limits);
    if (reading instanceof Reading.Refused refused) {
      return rejected(body, slice, index, arrival, refused.refusal(), refused.clientId());
    }
    Draft draft = ((Reading.Read) reading).draft();
    if (draft.writeKey() != null && !draft.writeKey().equals(key)) {
      Refusal otherKey =
          new Refusal(
              RejectionReason.INVALID_FIELD, "/writeKey", "differs from the key of the request");
      return rejected(body, slice, index, arrival, otherKey, draft.id());
    }
    try {
      return new Verdict.Accepted(new Admission(draft, arrival).event(), arrival.source());
    } catch (RefusedException e) {
      return rejected(body, slice, index, arrival, e.refusal(), draft.id());
    } catch (RuntimeException e) {
      // a fault of ours must not take the event's neighbours along; the payload is kept
      LOG.error("an event could not be judged, index={}", index, e);
      Refusal fault =
          new Refusal(RejectionReason.INVALID_FIELD, "", "the event could not be understood");
      return rejected(body, slice, index, arrival, fault, draft.id());
    }
  }

  private static Verdict rejected(
      byte[] body, Slice slice, int index, Arrival arrival, Refusal why, String clientId) {
    String payload =
        new String(
            body, slice.from(), Math.min(slice.length(), KEPT_PAYLOAD), StandardCharsets.UTF_8);
    UUID id =
        Ids.derived(
            arrival.source().workspace(),
            "rejected",
            arrival.source().keyId(),
            arrival.receivedAt().toString(),
            Integer.toString(index),
            payload);
    return new Verdict.Rejected(
        new RejectedEvent(
            arrival.source().workspace(),
            id,
            why.reason(),
            why.field().isEmpty() ? null : why.field(),
            why.detail(),
            arrival.route(),
            index,
            clientId,
            arrival.receivedAt(),
            payload));
  }
}
