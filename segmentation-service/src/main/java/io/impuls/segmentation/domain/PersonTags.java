package io.impuls.segmentation.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a person's tags.
 *
 * @param person who
 * @param version changes published so far
 * @param mergedInto the person that continues; empty while this one does
 * @param tags all tags, strongest first
 */
public record PersonTags(UUID person, long version, Optional<UUID> mergedInto, List<HeldTag> tags) {

  public PersonTags {
    tags = List.copyOf(tags);
  }
}
