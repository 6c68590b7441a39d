package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Ids;
import java.util.Comparator;
import java.util.UUID;

/**
 * Two identifiers came together, named by the persons that they name by themselves.
 *
 * @param low the smaller person id
 * @param high the larger
 * @param place the earliest event that carried both
 */
public record Edge(UUID low, UUID high, Place place) {

  /** The order in which edges are followed. */
  public static final Comparator<Edge> ORDER =
      Comparator.comparing(Edge::place)
          .thenComparing(Edge::low, Ids::compareUnsigned)
          .thenComparing(Edge::high, Ids::compareUnsigned);

  /** Gives the edge between two, whichever is named first. */
  public static Edge between(UUID one, UUID other, Place place) {
    return Ids.compareUnsigned(one, other) <= 0
        ? new Edge(one, other, place)
        : new Edge(other, one, place);
  }

  /** Gives the end that is not {@code end}. */
  public UUID otherThan(UUID end) {
    return end.equals(low) ? high : low;
  }
}
