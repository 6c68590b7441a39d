package io.impuls.tracking.collector.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import io.impuls.tracking.collector.protocol.Replay;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Sends refused messages through the Segment tracking API again, each in a batch of its own. */
public final class SegmentReplay implements Replay {

  /** A key's place in the request: whose message it shall be has been decided. */
  private static final String KEY =
      "Basic " + Base64.getEncoder().encodeToString("replay:".getBytes(StandardCharsets.UTF_8));

  private final RequestLimits limits;

  /** Makes it of what the API allows. */
  public SegmentReplay(RequestLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean serves(String route) {
    String path = route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    return SegmentProtocol.paths().contains(path);
  }

  @Override
  public Judgement judge(RefusedRequest refused, TrackingSource source) {
    JsonNode around = around(refused.event().envelope());
    String body =
        Call.ofPath(refused.path()).isPresent()
            ? refused.payload()
            : batch(refused.payload(), around);
    return new SegmentProtocol(key -> Optional.of(source), limits)
        .judge(
            refused
                .posting(body, null)
                .with("authorization", KEY)
                .withCookie(LibraryCookie.NAME, around.path(Body.DEVICE).textValue()));
  }

  private static String batch(String message, JsonNode around) {
    List<String> members = new ArrayList<>(List.of("\"batch\":[" + message + "]"));
    for (String shared : Body.SHARED) {
      if (around.has(shared)) {
        members.add("\"" + shared + "\":" + around.get(shared));
      }
    }
    return "{" + String.join(",", members) + "}";
  }

  private static JsonNode around(String envelope) {
    try {
      return envelope == null ? MissingNode.getInstance() : Json.mapper().readTree(envelope);
    } catch (JsonProcessingException e) {
      // it was too large to be kept whole
      return MissingNode.getInstance();
    }
  }
}
