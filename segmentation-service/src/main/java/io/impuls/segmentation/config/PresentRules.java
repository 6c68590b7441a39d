package io.impuls.segmentation.config;

import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.streams.definitions.DefinitionFeed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All that gives tags in a workspace, as its feeds know it now. */
@Singleton
public class PresentRules implements Function<UUID, TagRules> {

  private static final Matrices NO_MATRICES = new Matrices(List.of());

  private final DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules;
  private final DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices;
  private final DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue;
  private final Map<UUID, Together> known = new ConcurrentHashMap<>();

  /** What was put together of which snapshots. */
  private record Together(TagRules rules, Matrices matrices, Catalogue said, TagRules all) {

    static Together of(TagRules rules, Matrices matrices, Catalogue said) {
      return new Together(rules, matrices, said, rules.with(matrices).saying(said));
    }

    @SuppressWarnings("ReferenceEquality") // the very same snapshots
    boolean isOf(TagRules rules, Matrices matrices, Catalogue said) {
      return this.rules == rules && this.matrices == matrices && this.said == said;
    }
  }

  PresentRules(
      DefinitionFeed<TagRuleDefinition, TagRule, TagRules> rules,
      DefinitionFeed<MatrixDefinition, Matrix, Matrices> matrices,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.matrices = matrices;
  }

  @Override
  public TagRules apply(UUID workspace) {
    TagRules present = rules.index(workspace).orElse(TagRules.NONE);
    Matrices tables = matrices.index(workspace).orElse(NO_MATRICES);
    Catalogue said = catalogue.index(workspace).orElse(Catalogue.EMPTY);
    Together together = known.get(workspace);
    if (together == null || !together.isOf(present, tables, said)) {
      together = Together.of(present, tables, said);
      known.put(workspace, together);
    }
    return together.all();
  }
}
