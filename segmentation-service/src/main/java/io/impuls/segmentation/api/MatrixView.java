package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.catalogue.TagEntry;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.streams.definitions.Version;
import java.time.Instant;

/**
 * One version of a segmentation matrix.
 *
 * @param id id of the matrix
 * @param version number of the version
 * @param name shown name
 * @param state what the version is for
 * @param effectiveFrom first event time that it judges; absent for a draft
 * @param until it judges events before this; absent while no later version is known
 * @param inForce whether it judges what happens now
 * @param author who published it
 * @param warning what to think about; absent for nothing
 * @param rows how many rows it has
 * @param matrix what they wrote; absent in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MatrixView(
    String id,
    int version,
    String name,
    State state,
    Instant effectiveFrom,
    Instant until,
    boolean inForce,
    String author,
    String warning,
    int rows,
    MatrixDefinition matrix) {

  static MatrixView of(
      Version<MatrixDefinition, Matrix> found, Instant now, Catalogue said, boolean whole) {
    Published<MatrixDefinition> published = found.published();
    MatrixDefinition definition = published.definition();
    boolean draft = definition.state() == State.DRAFT;
    return new MatrixView(
        published.id(),
        published.version(),
        definition.name(),
        definition.state(),
        draft ? null : published.effectiveFrom(),
        draft || found.until().equals(Instant.MAX) ? null : found.until(),
        found.inForceAt(now),
        published.author(),
        TagEntry.hint(said, found.compiled().named()).orElse(null),
        definition.rows().size(),
        whole ? definition : null);
  }
}
