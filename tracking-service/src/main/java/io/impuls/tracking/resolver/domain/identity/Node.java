package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * An identifier in the graph, under the person that it names by itself.
 *
 * @param own that person; the node's name in the graph
 * @param name the identifier; null while only message links or users named the person
 * @param recipient whether message links named the person, too
 * @param person whom it names by now, the person of its component
 * @param contested whether it would join two known people
 * @param consents what its bearer said
 */
public record Node(
    UUID own,
    Identifier name,
    boolean recipient,
    UUID person,
    boolean contested,
    Consents consents) {

  /**
   * Best first: user id, e-mail, phone; then the smaller text. So the person only ever gets better.
   */
  static final Comparator<Node> RANK =
      Comparator.comparing((Node node) -> node.name == null)
          .thenComparing(node -> node.name == null ? Kind.ANONYMOUS_ID : node.name.kind())
          .thenComparing(node -> node.name == null ? "" : node.name.value())
          .thenComparing(Node::own, Ids::compareUnsigned);

  /** Gives a node that stands alone. */
  public static Node alone(UUID own, Identifier name) {
    return new Node(own, name, false, own, false, Consents.NONE);
  }

  /** Whether it names one person for certain: two such are two people. */
  public boolean strong() {
    return name != null && name.kind() == Kind.USER_ID;
  }

  /** Gives every identifier that names the person by itself; without any other, the person's id. */
  public List<Identifier> names() {
    List<Identifier> names = new ArrayList<>(2);
    if (name != null) {
      names.add(name);
    }
    if (recipient || name == null) {
      names.add(recipientName());
    }
    return names;
  }

  /** Gives the name by which message links name the person. */
  public Identifier recipientName() {
    return new Identifier(Kind.RECIPIENT, own.toString());
  }

  /** Gives the same node as it is after {@code identifier} was seen. */
  public Node seenAs(Identifier identifier) {
    return identifier.kind() == Kind.RECIPIENT
        ? new Node(own, name, true, person, contested, consents)
        : new Node(own, name == null ? identifier : name, recipient, person, contested, consents);
  }

  /** Gives the same node as part of another component. */
  public Node naming(UUID now, boolean contestedNow) {
    return new Node(own, name, recipient, now, contestedNow, consents);
  }

  /** Gives the same node after its bearer said something, now or earlier. */
  public Node saying(Consents more) {
    return new Node(own, name, recipient, person, contested, consents.later(more));
  }
}
