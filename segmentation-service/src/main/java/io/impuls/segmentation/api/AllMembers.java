package io.impuls.segmentation.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Ids;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.segmentation.domain.segment.Memberships.Member;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.service.hop.OneHop;
import io.impuls.streams.definitions.DefinitionFeed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The members of a segment on all instances, or on this one where another instance asks. */
@Singleton
class AllMembers {

  private final Memberships memberships;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final OneHop hop;
  private final InstantSource clock;

  AllMembers(
      Memberships memberships,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      OneHop hop,
      InstantSource clock) {
    this.memberships = memberships;
    this.feed = feed;
    this.hop = hop;
    this.clock = clock;
  }

  /** Gives members in the order of their ids, at most {@code limit}; none of a retired segment. */
  List<Member> page(UUID workspace, String segment, UUID after, int limit, HttpHeaders headers) {
    if (retired(workspace, segment)) {
      return List.of();
    }
    try {
      List<Member> all = new ArrayList<>(memberships.members(workspace, segment, after, limit));
      if (!hopped(headers)) {
        String path =
            "/v1/segments/%s/members?limit=%d%s"
                .formatted(segment, limit, after == null ? "" : "&after=" + after);
        for (URI peer : memberships.others()) {
          for (JsonNode one : ask(peer, path, headers).path("members")) {
            all.add(
                new Member(
                    UUID.fromString(one.path("person").textValue()),
                    Instant.parse(one.path("since").textValue())));
          }
        }
      }
      all.sort((a, b) -> Ids.compareUnsigned(a.person(), b.person()));
      return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    } catch (Tags.MovingException e) {
      throw OneHop.moving();
    }
  }

  /** Gives how many members there are; none of a retired segment. */
  long count(UUID workspace, String segment, HttpHeaders headers) {
    if (retired(workspace, segment)) {
      return 0;
    }
    try {
      long count = memberships.count(workspace, segment);
      if (!hopped(headers)) {
        for (URI peer : memberships.others()) {
          count += ask(peer, "/v1/segments/" + segment + "/count", headers).path("count").asLong();
        }
      }
      return count;
    } catch (Tags.MovingException e) {
      throw OneHop.moving();
    }
  }

  /** What is kept of people says only what was when something last happened to each. */
  private boolean retired(UUID workspace, String segment) {
    return feed.index(workspace)
        .flatMap(all -> all.retiredSince(segment, clock.instant()))
        .isPresent();
  }

  private JsonNode ask(URI peer, String path, HttpHeaders headers) {
    HttpResponse<byte[]> answer =
        hop.ask(peer, path, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw OneHop.moving();
    }
  }

  private static boolean hopped(HttpHeaders headers) {
    return headers.getHeaderString(OneHop.HEADER) != null;
  }
}
