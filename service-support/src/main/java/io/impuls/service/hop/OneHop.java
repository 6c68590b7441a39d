package io.impuls.service.hop;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks another instance of the same service in the name of the caller. One hop only: who finds
 * {@link #HEADER} on a request asks nobody else. Blocks: call it on a worker thread.
 */
public final class OneHop {

  /** Marks a request that another instance makes. */
  public static final String HEADER = "Impuls-Hop";

  /** When to ask again while state moves between instances. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final HttpClient client;
  private final Duration timeout;

  /**
   * Makes the hop.
   *
   * @param timeout how long to wait for the connection, and for the answer
   */
  public OneHop(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /** Gives the refusal for a moment in which nobody can answer: 503 with {@code Retry-After}. */
  public static ProblemException moving() {
    return new ProblemException(
        Problem.unavailable("The state is moving between instances; ask again in a moment"),
        RETRY_AFTER);
  }

  /**
   * Gives another instance's answer as it is.
   *
   * @param instance its HTTP root
   * @param pathAndQuery what to ask it, encoded
   * @param authorization the caller's {@code Authorization} header
   * @throws ProblemException (503) when it does not answer: it is gone, and its work has not moved
   *     on yet
   */
  public Response relay(URI instance, String pathAndQuery, String authorization) {
    return relay(ask(instance, pathAndQuery, authorization));
  }

  /** Gives another instance's answer as it is. */
  public static Response relay(HttpResponse<byte[]> answer) {
    Response.ResponseBuilder response = Response.status(answer.statusCode()).entity(answer.body());
    copy(answer, response, HttpHeaders.CONTENT_TYPE);
    copy(answer, response, HttpHeaders.RETRY_AFTER);
    return response.build();
  }

  /** Gives another instance's answer, to be read; as {@link #relay} otherwise. */
  public HttpResponse<byte[]> ask(URI instance, String pathAndQuery, String authorization) {
    return send(request(instance, pathAndQuery, authorization).GET());
  }

  /** Has another instance delete something; gives its answer, as {@link #ask} otherwise. */
  public HttpResponse<byte[]> delete(URI instance, String pathAndQuery, String authorization) {
    return send(request(instance, pathAndQuery, authorization).DELETE());
  }

  private HttpRequest.Builder request(URI instance, String pathAndQuery, String authorization) {
    return HttpRequest.newBuilder(instance.resolve(pathAndQuery))
        .timeout(timeout)
        .header(HttpHeaders.AUTHORIZATION, authorization)
        .header(HEADER, "1");
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw moving();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw moving();
    }
  }

  private static void copy(HttpResponse<?> answer, Response.ResponseBuilder response, String name) {
    answer.headers().firstValue(name).ifPresent(value -> response.header(name, value));
  }
}
