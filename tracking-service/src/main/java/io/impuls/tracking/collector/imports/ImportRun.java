package io.impuls.tracking.collector.imports;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.TrackingConsent;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.Reading;
import io.impuls.tracking.collector.nativeprotocol.NativeProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of history on its way in. Row 17 of a run is the same event whenever it comes, so a run
 * can be taken up at any row, and sent twice it counts once (decision 7).
 *
 * @param source whose history
 * @param id the sender's name of the run
 * @param limits how large a row may be
 */
public record ImportRun(TrackingSource source, String id, Limits limits) {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

  /** The route. */
  public static final String PATH = "/v1/imports";

  /** What rejections of a run name as their route, followed by the run. */
  public static final String ROUTE_OF_RUN = PATH + "?run=";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Bytes of a refused row that are kept. */
  private static final int KEPT_PAYLOAD = 256 << 10;

  public ImportRun {
    Objects.requireNonNull(source, "source");
    if (!isId(id)) {
      throw new IllegalArgumentException("not a name of a run");
    }
  }

  /** Whether it may name a run: 1 to 100 of letters, digits, '.', '_' and '-'. */
  public static boolean isId(String id) {
    return id != null && ID.matcher(id).matches();
  }

  /**
   * Judges a row. Its time is taken as it is, and must be there: history without one is none.
   *
   * @param row its number, from 1
   * @param line its bytes, an event of the native protocol
   */
  Verdict judge(long row, byte[] line, Instant receivedAt) {
    Reading reading = NativeProtocol.read(line, new Slice(0, line.length), limits);
    if (reading instanceof Reading.Refused refused) {
      return refused(refused.refusal(), refused.clientId(), row, line, receivedAt);
    }
    Draft draft = ((Reading.Read) reading).draft();
    try {
      Draft history = history(draft, id, row);
      Arrival arrival = arrival(receivedAt);
      return TrackingConsent.permitted(history, arrival).isPresent()
          ? new Verdict.Accepted(new Admission(history, arrival).event(), source)
          : refused(TrackingConsent.NOT_GIVEN, null, row, null, receivedAt);
    } catch (RefusedException e) {
      return refused(e.refusal(), draft.id(), row, line, receivedAt);
    } catch (RuntimeException e) {
      LOG.error("a row could not be judged, run={} row={}", id, row, e);
      Refusal fault =
          new Refusal(RejectionReason.INVALID_FIELD, "", "the row could not be understood");
      return refused(fault, draft.id(), row, line, receivedAt);
    }
  }

  /**
   * Gives what a row of a run says as a piece of history.
   *
   * @throws RefusedException when it does not say when it happened
   */
  public static Draft history(Draft draft, String run, long row) throws RefusedException {
    if (draft.clock().timestamp() == null) {
      throw new RefusedException(
          new Refusal(RejectionReason.MISSING_FIELD, "/timestamp", "say when it happened"));
    }
    return draft.imported("import/" + run + "/" + row);
  }

  private Arrival arrival(Instant receivedAt) {
    return new Arrival(source, receivedAt, null, null, null, null, PATH);
  }

  /** Refused again, it is the same refusal; without a line nothing of the row is kept. */
  private Verdict refused(Refusal why, String clientId, long row, byte[] line, Instant receivedAt) {
    UUID rejection =
        Ids.derived(source.workspace(), "rejected", "import", source.id(), id, Long.toString(row));
    return new Verdict.Rejected(
        new RejectedEvent(
            source.workspace(),
            rejection,
            why.reason(),
            why.field().isEmpty() ? null : why.field(),
            why.detail(),
            ROUTE_OF_RUN + id,
            (int) Math.min(row, Integer.MAX_VALUE),
            clientId,
            receivedAt,
            line == null
                ? null
                : new String(line, 0, Math.min(line.length, KEPT_PAYLOAD), StandardCharsets.UTF_8),
            source.id(),
            null),
        source);
  }
}
