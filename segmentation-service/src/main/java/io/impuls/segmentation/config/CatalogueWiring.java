package io.impuls.segmentation.config;

import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.catalogue.Catalogue.Merging;
import io.impuls.segmentation.domain.catalogue.TagEntry;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Version;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what the catalogue of tags needs. */
@ApplicationScoped
public class CatalogueWiring {

  @Produces
  @Singleton
  DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue(
      SegmentationConfig config, MeterRegistry registry) {
    return new DefinitionFeed<>(
        Topics.TAGS,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        tag -> TagEntry.check(tag.definition()).orElseThrow(),
        CatalogueWiring::index,
        registry);
  }

  @Produces
  @Singleton
  DefinitionDesk<TagDefinition, TagDefinition> desk(
      SegmentationConfig config,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      InstantSource clock) {
    return new DefinitionDesk<>(
        catalogue,
        tag -> TagEntry.check(tag.definition()),
        SegmentationConfig.reach(config),
        clock);
  }

  /** What is said of a tag holds at once: it judges no event. */
  private static Catalogue index(List<Version<TagDefinition, TagDefinition>> versions) {
    Map<String, TagDefinition> newest = new TreeMap<>();
    Set<Merging> merged = new HashSet<>();
    for (Version<TagDefinition, TagDefinition> version : versions) {
      TagDefinition said = version.compiled();
      newest.put(said.tag(), said);
      if (said.merged() != null) {
        merged.add(new Merging(said.tag(), said.merged()));
      }
    }
    return new Catalogue(newest.values(), merged);
  }
}
