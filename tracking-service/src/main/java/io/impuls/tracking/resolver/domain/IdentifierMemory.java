package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.util.Optional;
import java.util.UUID;

/** Port: whom identifiers of a workspace name. */
public interface IdentifierMemory {

  /**
   * Whom an identifier names.
   *
   * @param person the person
   * @param contested whether another known person claimed it, too
   * @param active whether events came by it
   * @param changes how often it came to name another person
   * @param consents what the person said
   */
  record Named(UUID person, boolean contested, boolean active, int changes, Consents consents) {

    /** Gives what holds for an identifier that has not been seen. */
    static Named first(UUID own) {
      return new Named(own, false, false, 0, Consents.NONE);
    }

    /** Gives the same, after the person said something. */
    Named saying(Consents more) {
      return new Named(person, contested, active, changes, consents.later(more));
    }

    /** Gives the same, after an event came by it. */
    Named acting() {
      return new Named(person, contested, true, changes, consents);
    }
  }

  /** Gives whom an identifier names; empty when it has not been seen. */
  Optional<Named> find(UUID workspace, Identifier identifier);

  /** Keeps whom an identifier names. */
  void keep(UUID workspace, Identifier identifier, Named named);

  /**
   * Remembers that the weaker identifier came with the stronger one; false when it did so before,
   * at {@code place} or earlier.
   */
  boolean linkEarlier(UUID workspace, Identifier stronger, Identifier weaker, Place place);
}
