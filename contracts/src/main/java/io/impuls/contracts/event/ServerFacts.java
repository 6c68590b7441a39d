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
 * @param purpose {@code prefetch} or {@code head} where the request was made for a machine's use;
 *     null for any other
 * @param dnt whether the browser sent {@code DNT: 1} to a source that minds it; null when not
 */
public record ServerFacts(
    String keyId,
    String userAgent,
    String address,
    String language,
    Boolean gpc,
    String purpose,
    Boolean dnt) {

  /** Purpose of a request that fetched ahead of a person. */
  public static final String PREFETCH = "prefetch";

  /** Purpose of a request for headers only. */
  public static final String HEAD = "head";

  /** Sees a request without {@code DNT}, or to a source that passes over it. */
  public ServerFacts(
      String keyId,
      String userAgent,
      String address,
      String language,
      Boolean gpc,
      String purpose) {
    this(keyId, userAgent, address, language, gpc, purpose, null);
  }

  /** Sees a request that somebody made in person. */
  public ServerFacts(String keyId, String userAgent, String address, String language, Boolean gpc) {
    this(keyId, userAgent, address, language, gpc, null, null);
  }

  /** Sees a request without Global Privacy Control. */
  public ServerFacts(String keyId, String userAgent, String address, String language) {
    this(keyId, userAgent, address, language, null, null, null);
  }

  /** Whether the browser forbids to profile what came with it, by either signal. */
  public boolean forbidProfiling() {
    return Boolean.TRUE.equals(gpc) || Boolean.TRUE.equals(dnt);
  }
}
