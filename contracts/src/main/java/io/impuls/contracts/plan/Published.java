package io.impuls.contracts.plan;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One immutable version of a definition on a compacted topic (decisions 10, 11).
 *
 * @param workspace the tenant
 * @param id id of the plan or rule, unique in the workspace
 * @param version from 1
 * @param proposalId id of this attempt to publish; of several for one version the lowest offset
 *     wins
 * @param effectiveFrom the version judges events that occurred at or after this; null means append
 *     time of the record plus ten seconds
 * @param author who published it: the token's subject
 * @param definition the content
 * @param <D> what is defined
 */
public record Published<D>(
    UUID workspace,
    String id,
    int version,
    UUID proposalId,
    Instant effectiveFrom,
    String author,
    D definition) {

  public Published {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(proposalId, "proposalId");
  }

  /** Gives the record key: workspace, id, version and proposal, joined by {@code |}. */
  public String key() {
    return workspace + "|" + id + "|" + version + "|" + proposalId;
  }
}
