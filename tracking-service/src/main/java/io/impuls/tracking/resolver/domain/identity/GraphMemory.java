package io.impuls.tracking.resolver.domain.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: the graph of one workspace. Edges are kept at each end by itself. */
public interface GraphMemory {

  /** Gives a node. */
  Optional<Node> node(UUID own);

  /** Keeps a node. */
  void keep(Node node);

  /** Gives the edges kept at a node. */
  List<Edge> edges(UUID end);

  /** Keeps an edge at one of its ends, instead of a later one between the same two. */
  void keep(UUID end, Edge edge);

  /** Forgets an edge at one of its ends. */
  void forget(UUID end, Edge edge);

  /** Gives the latest decisions about a person and others. */
  List<Decision> decisions(UUID person);

  /** Keeps a decision, instead of another about the same two. */
  void keep(Decision decision);

  /** Remembers that users were asked about two persons; false when they were before. */
  boolean askOnce(UUID one, UUID other);
}
