package io.impuls.campaign.api;

import io.impuls.campaign.domain.StorageTrouble;
import io.impuls.service.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says that the database is away, which is not the caller's fault and passes. */
public class StorageProblems {

  private static final Logger LOG = Logger.getLogger(StorageProblems.class);
  private static final int RETRY_AFTER_SECONDS = 5;

  @ServerExceptionMapper
  public Response trouble(StorageTrouble trouble) {
    if (trouble.away()) {
      return Response.status(503)
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .type(Problem.MEDIA_TYPE)
          .entity(Problem.unavailable("The database does not answer; nothing was changed"))
          .build();
    }
    LOG.error("the database refused a statement", trouble);
    return Response.status(500)
        .type(Problem.MEDIA_TYPE)
        .entity(Problem.of(500, "Internal error", "The request failed here; the log says why"))
        .build();
  }
}
