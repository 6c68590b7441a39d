package io.impuls.tracking.collector.api;

import io.impuls.service.problem.Problem;
import io.impuls.tracking.collector.domain.LogAwayException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells operators that Kafka is away, which passes. */
public class LogAwayProblems {

  private static final Logger LOG = Logger.getLogger(LogAwayProblems.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  @ServerExceptionMapper
  public Response away(LogAwayException trouble) {
    LOG.warn("an operator's request could not be carried out", trouble);
    return Response.status(503)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.unavailable("Kafka does not answer; look again before you repeat this"))
        .build();
  }
}
