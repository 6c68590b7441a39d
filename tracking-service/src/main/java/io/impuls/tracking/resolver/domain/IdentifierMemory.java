package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import java.util.Optional;
import java.util.UUID;

/** Port: whom identifiers of a workspace name. */
public interface IdentifierMemory {

  /**
   * Whom an identifier names.
   *
   * @param person the person
   * @param contested whether another known person claimed it, too
   */
  record Named(UUID person, boolean contested) {}

  /** Gives whom an identifier names; empty when it has not been seen. */
  Optional<Named> find(UUID workspace, Identifier identifier);

  /** Keeps whom an identifier names. */
  void keep(UUID workspace, Identifier identifier, Named named);

  /** Remembers that the weaker identifier was linked to the stronger; false when it was before. */
  boolean linkOnce(UUID workspace, Identifier stronger, Identifier weaker);
}
