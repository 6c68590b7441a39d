package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.RequestBody;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** JSON bodies of providers, bounded, and each of many reports by itself. */
final class JsonBody {

  /** Reports of one request: SendGrid sends a few thousand at most. */
  private static final int MOST_REPORTS = 10_000;

  /**
   * What one report may have. Amazon SNS sends 256 KB at most, as one text, and a little around it;
   * what is kept of it has to fit into a record.
   */
  private static final Limits LIMITS =
      new Limits(320 << 10, Limits.VALUES, Limits.DEPTH, 256 << 10, Limits.ID_LENGTH);

  private JsonBody() {}

  /**
   * Reads one object.
   *
   * @throws RefusedException when it is none
   */
  static Facts object(byte[] body) throws RefusedException {
    return new Facts(SliceReader.map(body, new Slice(0, body.length), LIMITS));
  }

  /** Reads a list of reports, or one alone; what is no object is one that is not understood. */
  static List<Report> reports(byte[] body, BiFunction<Facts, Payload, Report> reader) {
    RequestBody cut = RequestBody.of(body, MOST_REPORTS);
    if (!(cut instanceof RequestBody.Events events)) {
      return List.of(
          new Report.NotUnderstood("not a list of at most 10,000 reports", Payload.whole(body)));
    }
    List<Report> reports = new ArrayList<>(events.events().size());
    for (int i = 0; i < events.events().size(); i++) {
      Slice slice = events.events().get(i);
      Payload payload = new Payload(body, slice.from(), slice.length(), events.single() ? -1 : i);
      try {
        reports.add(reader.apply(new Facts(SliceReader.map(body, slice, LIMITS)), payload));
      } catch (RefusedException e) {
        reports.add(new Report.NotUnderstood(e.refusal().detail(), payload));
      }
    }
    return reports;
  }
}
