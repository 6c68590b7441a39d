package io.impuls.tracking.collector.domain;

import java.time.Instant;

/**
 * What a protocol may look at of a request whose body has been read. Free of any HTTP library, so
 * that protocols are tested without a server.
 */
public interface IntakeRequest {

  /** Gives the method in upper case. */
  String method();

  /** Gives the path as sent. */
  String path();

  /** Gives the query as sent, still encoded; null where there is none. */
  String query();

  /** Gives the first header of that name, in any letter case; null where there is none. */
  String header(String name);

  /** Gives the value of a cookie; null where there is none. */
  String cookie(String name);

  /** Gives the client's address, untruncated, behind the proxies that are believed; may be null. */
  String address();

  /** Whether the client spoke TLS, to us or to a proxy. */
  boolean secure();

  /** Gives the body, unpacked; empty where there is none. */
  byte[] body();

  /** Gives when the request arrived. */
  Instant receivedAt();
}
