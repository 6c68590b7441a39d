package io.impuls.segmentation.domain.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Segments as a marketer writes them, with single quotes for double ones. */
public final class SegmentShelf {

  /** Windows of up to 30 days. */
  public static final SegmentCompiler COMPILER = new SegmentCompiler(Duration.ofDays(30));

  private final List<Segments.InForce> versions = new ArrayList<>();

  /** Adds the only version of a segment, in force since the epoch. */
  public SegmentShelf with(String id, String when) {
    return with(id, 1, Instant.EPOCH, Instant.MAX, when);
  }

  /** Adds a version. */
  public SegmentShelf with(String id, int version, Instant from, Instant until, String when) {
    Segment segment = COMPILER.compile(id, version, read(when)).orElseThrow();
    versions.add(new Segments.InForce(segment, from, until));
    return this;
  }

  public Segments segments() {
    return new Segments(versions);
  }

  public static SegmentDefinition read(String when) {
    try {
      return new SegmentDefinition(
          "n", null, Json.mapper().readTree(when.replace('\'', '"')), null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
