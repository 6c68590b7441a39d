package io.impuls.tracking.collector.segment;

import io.impuls.contracts.Ids;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.protocol.VisitorCookie;
import java.util.UUID;

/**
 * Names the visitor behind a public key. Who comes without our cookie is named after the client's
 * own id of the device: so a client that never keeps cookies stays one visitor, and one that does
 * is the same visitor before and after the first answer.
 */
final class Visitor {

  /** Nobody: secret keys have no visitors. */
  static final Visitor NONE = new Visitor(null, null, false);

  private static final int SHORTEST = 16;
  private static final int FEWEST_CHARACTERS = 6;

  private final UUID workspace;
  private final boolean secure;
  private String name;
  private final boolean named;

  private Visitor(UUID workspace, String sent, boolean secure) {
    this.workspace = workspace;
    this.secure = secure;
    this.name = sent;
    this.named = sent != null;
  }

  /** Gives the visitor of a request. */
  static Visitor of(IntakeRequest request, TrackingSource source) {
    return new Visitor(
        source.workspace(),
        VisitorCookie.sent(request).map(VisitorCookie::id).orElse(null),
        request.secure());
  }

  /** Gives the visitor's id for a message of a device, which may be null. */
  String id(String anonymousId) {
    if (workspace == null || named) {
      return name;
    }
    if (anonymousId != null && isOneDevice(anonymousId)) {
      String derived = Ids.derived(workspace, "visitor", anonymousId).toString();
      name = name == null ? derived : name;
      return derived;
    }
    name = name == null ? UUID.randomUUID().toString() : name;
    return name;
  }

  /** Ids that machines make up are long and mixed; short or even ones are shared by strangers. */
  private static boolean isOneDevice(String id) {
    return Texts.identifier(id) != null
        && id.length() >= SHORTEST
        && id.chars().distinct().count() >= FEWEST_CHARACTERS;
  }

  /** Gives the answer with the cookie of the first message's visitor set. */
  Reply set(Reply reply) {
    return name == null ? reply : new VisitorCookie(name, secure).set(reply);
  }
}
