package io.impuls.demo.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.topic.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The web log of a company's content site in May 2015, as the browsers of its visitors. */
public final class WebLog {

  /** Name of the recording. */
  public static final String NAME = "weblog";

  private static final String SITE = "http://www.semicomplete.com";
  private static final ZoneId ZONE = ZoneOffset.UTC;

  private final UUID workspace;
  private final List<RecordedEvent> events = new ArrayList<>();
  private int row;

  private WebLog(UUID workspace) {
    this.workspace = workspace;
  }

  /** Reads the recording for the visitors of a workspace. */
  public static Recording read(UUID workspace) {
    WebLog log = new WebLog(workspace);
    CsvFile.resource("weblog-2015-05.csv.gz", log::add);
    return new Recording(NAME, ZONE, log.events);
  }

  /** Gives the cookie of a recorded visitor: a name-based UUID, version 5. */
  public static UUID cookie(UUID workspace, String visitor) {
    return Ids.derived(workspace, "visitor", visitor);
  }

  private void add(NamedCsvRecord request) {
    row++;
    String target = request.getField("path");
    RequestKind kind =
        RequestKind.of(request.getField("method"), target, request.getField("status"));
    if (kind == RequestKind.OTHER) {
      return;
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put(
        "type", kind == RequestKind.PAGE ? EventTypes.PAGE_VIEWED : EventTypes.FILE_DOWNLOADED);
    ObjectNode page = body.putObject("page");
    page.put("url", SITE + target);
    if (!request.getField("referrer").isEmpty()) {
      page.put("referrer", request.getField("referrer"));
    }
    events.add(
        new RecordedEvent(
            "%s-%05d".formatted(NAME, row),
            LocalDateTime.ofInstant(Instant.parse(request.getField("time")), ZONE),
            new Sender.Browser(
                cookie(workspace, request.getField("visitor")), request.getField("user_agent")),
            body));
  }
}
