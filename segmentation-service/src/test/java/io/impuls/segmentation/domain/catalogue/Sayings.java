package io.impuls.segmentation.domain.catalogue;

import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Merged;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.catalogue.Catalogue.Merging;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What users say about tags, one after the other. */
public final class Sayings {

  public static final Instant AT = Instant.parse("2026-05-10T10:00:00Z");

  private final Map<String, TagDefinition> newest = new TreeMap<>();
  private final Set<Merging> merged = new HashSet<>();

  public Sayings named(String tag, String name, Sensitivity sensitivity) {
    newest.put(tag, new TagDefinition(tag, name, null, null, sensitivity, null));
    return this;
  }

  public Sayings merged(String tag, String into) {
    Merged one = new Merged(into, tag + "-" + into, "the same", AT.plusSeconds(merged.size()));
    merged.add(new Merging(tag, one));
    newest.put(tag, new TagDefinition(tag, Tag.named(tag).name(), null, null, null, one));
    return this;
  }

  public Sayings unmerged(String tag) {
    newest.put(tag, new TagDefinition(tag, Tag.named(tag).name(), null, null, null, null));
    return this;
  }

  public Catalogue catalogue() {
    return new Catalogue(newest.values(), merged);
  }
}
