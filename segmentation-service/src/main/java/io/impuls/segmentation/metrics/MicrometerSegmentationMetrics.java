package io.impuls.segmentation.metrics;

import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts with Micrometer: {@code segmentation.events.judged} (tag {@code outcome}: {@code matched}
 * or {@code unmatched}), {@code segmentation.matches}, and {@code segmentation.tag.changes} (tag
 * {@code action}). Work that is rolled back and done again counts again.
 */
public final class MicrometerSegmentationMetrics implements SegmentationMetrics {

  private final Counter matched;
  private final Counter unmatched;
  private final Counter matches;
  private final Map<Action, Counter> changes = new EnumMap<>(Action.class);

  /** Registers the meters. */
  public MicrometerSegmentationMetrics(MeterRegistry registry) {
    matched = registry.counter("segmentation.events.judged", "outcome", "matched");
    unmatched = registry.counter("segmentation.events.judged", "outcome", "unmatched");
    matches = registry.counter("segmentation.matches");
    for (Action action : Action.values()) {
      changes.put(
          action,
          registry.counter(
              "segmentation.tag.changes", "action", action.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public void judged(int found) {
    (found == 0 ? unmatched : matched).increment();
    matches.increment(found);
  }

  @Override
  public void changed(Action action) {
    changes.get(action).increment();
  }
}
