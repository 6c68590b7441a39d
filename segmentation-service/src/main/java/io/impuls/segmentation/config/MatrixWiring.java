package io.impuls.segmentation.config;

import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.segmentation.domain.matrix.MatrixCompiler;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Version;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Puts together what segmentation matrices need. */
@ApplicationScoped
public class MatrixWiring {

  @Produces
  @Singleton
  DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices(
      SegmentationConfig config, MeterRegistry registry) {
    MatrixCompiler compiler = new MatrixCompiler(SegmentationWiring.ANY_WINDOW);
    return new DefinitionFeed<>(
        Topics.MATRICES,
        config.kafka().bootstrapServers(),
        config.instanceId(),
        matrix ->
            compiler.compile(matrix.id(), matrix.version(), matrix.definition()).orElseThrow(),
        matrix -> matrix.state() == State.DRAFT,
        MatrixWiring::index,
        registry);
  }

  @Produces
  @Singleton
  DefinitionDesk<MatrixDefinition, Matrix> desk(
      SegmentationConfig config,
      DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices,
      InstantSource clock) {
    MatrixCompiler compiler = new MatrixCompiler(config.segmentation().longestCap());
    return new DefinitionDesk<>(
        matrices,
        matrix -> compiler.compile(matrix.id(), matrix.version(), matrix.definition()),
        SegmentationConfig.reach(config),
        clock);
  }

  private static Matrices index(List<Version<MatrixDefinition, Matrix>> versions) {
    return new Matrices(
        versions.stream()
            .map(
                version ->
                    new Matrices.InForce(
                        version.compiled(), version.published().effectiveFrom(), version.until()))
            .toList());
  }
}
