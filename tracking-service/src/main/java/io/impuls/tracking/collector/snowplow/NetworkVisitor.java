package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.Ids;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.protocol.VisitorCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The visitor of the network: the one that the tracker names, else the one of the cookie {@code
 * sp}, else the one of our own cookie, else one named after the tracker's id of the device, so that
 * a client which keeps no cookies stays one visitor, else a new one.
 */
final class NetworkVisitor {

  /** Name of the cookie. */
  static final String COOKIE = "sp";

  private static final Duration LIFE = Duration.ofDays(365);

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Shortest id of a device that is trusted to be made up by a machine. */
  private static final int SHORTEST_DEVICE = 16;

  private final IntakeRequest request;
  private final List<String> cookieDomains;
  private final boolean anonymous;
  private final String sent;
  private String first;

  NetworkVisitor(IntakeRequest request, List<String> cookieDomains) {
    this.request = request;
    this.cookieDomains = cookieDomains;
    this.anonymous = request.header("sp-anonymous") != null;
    this.sent =
        Optional.ofNullable(request.cookie(COOKIE))
            .filter(NetworkVisitor::isOne)
            .map(id -> UUID.fromString(id).toString())
            .or(() -> VisitorCookie.sent(request).map(VisitorCookie::id))
            .orElse(null);
  }

  /** Whether the client asks that neither address nor cookie are kept. */
  boolean anonymous() {
    return anonymous;
  }

  /** Gives the visitor of an event by a public source; null when there must be none. */
  String id(TrackingSource source, String named, String device) {
    if (anonymous) {
      return null;
    }
    String id = named != null && isOne(named) ? UUID.fromString(named).toString() : sent;
    if (id == null && device != null && device.length() >= SHORTEST_DEVICE) {
      id = Ids.derived(source.workspace(), "visitor", device).toString();
    }
    if (id == null) {
      id = first == null ? UUID.randomUUID().toString() : first;
    }
    first = first == null ? id : first;
    return id;
  }

  /** Gives the visitor that a backend names; null when it names none. */
  String ofBackend(String named) {
    return anonymous || named == null || !isOne(named) ? null : UUID.fromString(named).toString();
  }

  /** Gives the answer with the cookie set anew, or ended where it must not be kept. */
  Reply set(Reply reply) {
    if (anonymous) {
      return request.cookie(COOKIE) == null ? reply : reply.with("Set-Cookie", cookie("", 0));
    }
    return first == null ? reply : reply.with("Set-Cookie", cookie(first, LIFE.toSeconds()));
  }

  /** Across sites a browser sends it back only when it says so, and only over TLS. */
  private String cookie(String value, long seconds) {
    String page = Hosts.ofPage(request);
    String server = Hosts.ofServer(request);
    Optional<String> domain =
        cookieDomains.stream()
            .filter(candidate -> within(page, candidate) && within(server, candidate))
            .findFirst();
    boolean sameSite = page == null || page.equals(server) || domain.isPresent();
    String site =
        sameSite || !request.secure()
            ? "; SameSite=Lax" + (request.secure() ? "; Secure" : "")
            : "; SameSite=None; Secure";
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly%s%s"
        .formatted(COOKIE, value, seconds, site, domain.map(name -> "; Domain=" + name).orElse(""));
  }

  private static boolean within(String host, String domain) {
    return host != null && (host.equals(domain) || host.endsWith("." + domain));
  }

  /** All zeros is how trackers say that there is none. */
  private static boolean isOne(String id) {
    return UUID_FORM.matcher(id).matches() && id.chars().anyMatch(c -> c != '0' && c != '-');
  }
}
