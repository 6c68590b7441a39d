package io.impuls.contact.api;

import io.impuls.contact.domain.StoreUnavailable;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.problem.ProblemMappers;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers 503 while a database is away. */
@Singleton
public class StoreMapper {

  private static final Logger LOG = Logger.getLogger(StoreMapper.class);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);

  @ServerExceptionMapper
  public Response unavailable(StoreUnavailable away) {
    LOG.warnf(
        "a question could not be answered store=%s cause=%s",
        away.getMessage(),
        away.getCause() == null ? "none" : away.getCause().getClass().getSimpleName());
    return new ProblemMappers()
        .problem(
            new ProblemException(
                Problem.unavailable("A database does not answer; try again soon"),
                COME_BACK_AFTER));
  }
}
