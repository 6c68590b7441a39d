package io.impuls.segmentation.config;

import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.definitions.DefinitionFeed;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the streams run and all definitions are fresh. Alive: the streams can still get well. */
@Singleton
public class SegmentationHealth {

  @Produces
  @Singleton
  @Readiness
  HealthCheck ready(
      StreamsRuntime runtime,
      DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules,
      DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      DefinitionFeed<SegmentDefinition, Segment, Segments> segments) {
    return () ->
        HealthCheckResponse.named("segmentation")
            .status(
                runtime.ready()
                    && rules.fresh()
                    && matrices.fresh()
                    && catalogue.fresh()
                    && segments.fresh())
            .withData("streams", runtime.status())
            .withData("rulesFresh", rules.fresh())
            .withData("matricesFresh", matrices.fresh())
            .withData("catalogueFresh", catalogue.fresh())
            .withData("segmentsFresh", segments.fresh())
            .build();
  }

  @Produces
  @Singleton
  @Liveness
  HealthCheck live(StreamsRuntime runtime) {
    return () ->
        HealthCheckResponse.named("segmentation-streams")
            .status(runtime.alive())
            .withData("streams", runtime.status())
            .build();
  }
}
