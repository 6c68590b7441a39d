package io.impuls.tracking.collector;

import io.impuls.tracking.collector.domain.IntakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request as a test words it. */
public final class TestRequest implements IntakeRequest {

  private final String method;
  private final String path;
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> cookies = new HashMap<>();
  private String query;
  private String address = "203.0.113.7";
  private byte[] body = new byte[0];
  private Instant receivedAt = Instant.parse("2026-11-22T10:00:00Z");

  private TestRequest(String method, String path) {
    this.method = method;
    int mark = path.indexOf('?');
    this.path = mark < 0 ? path : path.substring(0, mark);
    this.query = mark < 0 ? null : path.substring(mark + 1);
  }

  public static TestRequest get(String pathAndQuery) {
    return new TestRequest("GET", pathAndQuery);
  }

  public static TestRequest head(String pathAndQuery) {
    return new TestRequest("HEAD", pathAndQuery);
  }

  public static TestRequest post(String pathAndQuery, String body) {
    return post(pathAndQuery, body.getBytes(StandardCharsets.UTF_8));
  }

  public static TestRequest post(String pathAndQuery, byte[] body) {
    TestRequest request = new TestRequest("POST", pathAndQuery);
    request.body = body;
    return request;
  }

  public TestRequest with(String header, String value) {
    headers.put(header.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public TestRequest cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  public TestRequest from(String client) {
    address = client;
    return this;
  }

  public TestRequest at(Instant time) {
    receivedAt = time;
    return this;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String cookie(String name) {
    return cookies.get(name);
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public boolean secure() {
    return true;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public Instant receivedAt() {
    return receivedAt;
  }
}
