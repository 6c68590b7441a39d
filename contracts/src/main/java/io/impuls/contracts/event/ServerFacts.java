package io.impuls.contracts.event;

/**
 * What the collector saw of the request.
 *
 * @param keyId id of the write key
 * @param userAgent the client's user agent (of the event's context where a server sent it)
 * @param address client address, truncated to its network unless configured otherwise
 * @param language first language of {@code Accept-Language}
 * @param gpc whether the browser sent {@code Sec-GPC: 1}, which forbids profiling; null when it did
 *     not
 */
public record ServerFacts(
    String keyId, String userAgent, String address, String language, Boolean gpc) {

  /** Sees a request without Global Privacy Control. */
  public ServerFacts(String keyId, String userAgent, String address, String language) {
    this(keyId, userAgent, address, language, null);
  }
}
