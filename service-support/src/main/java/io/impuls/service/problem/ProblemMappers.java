package io.impuls.service.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.impuls.service.problem.Problem.FieldError;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that ends a request into problem+json; never shows a stack trace. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  public Response problem(ProblemException refused) {
    Response.ResponseBuilder answer = builder(refused.problem());
    refused
        .retryAfter()
        .ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
    return answer.build();
  }

  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException refused) {
    return unauthenticated("This needs a bearer token");
  }

  @ServerExceptionMapper
  public Response authenticationFailed(AuthenticationFailedException refused) {
    return unauthenticated("The bearer token is not valid here, or has expired");
  }

  @ServerExceptionMapper
  public Response authenticationIncomplete(AuthenticationCompletionException refused) {
    return unauthenticated("The bearer token is not valid here, or has expired");
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refused) {
    return builder(Problem.of(403, "Forbidden", "The token's roles do not allow this")).build();
  }

  @ServerExceptionMapper
  public Response unreadableBody(MismatchedInputException broken) {
    return builder(JsonFaults.of(broken)).build();
  }

  @ServerExceptionMapper
  public Response unreadableBody(JacksonException broken) {
    return builder(JsonFaults.of(broken)).build();
  }

  @ServerExceptionMapper
  public Response violations(ConstraintViolationException broken) {
    List<FieldError> errors =
        broken.getConstraintViolations().stream()
            .map(v -> new FieldError(JsonFaults.pointer(v.getPropertyPath()), v.getMessage()))
            .sorted(java.util.Comparator.comparing(FieldError::pointer))
            .toList();
    return builder(Problem.invalid("The request breaks rules", errors)).build();
  }

  @ServerExceptionMapper
  public Response webApplication(WebApplicationException refused, UriInfo uri) {
    if (refused.getCause() instanceof JacksonException broken) {
      return builder(JsonFaults.of(broken)).build();
    }
    Response given = refused.getResponse();
    if (given.hasEntity()) {
      return given;
    }
    if (given.getStatus() >= 500) {
      return unexpected(refused, uri);
    }
    Response.ResponseBuilder answer =
        builder(
            Problem.of(
                given.getStatus(),
                given.getStatusInfo().getReasonPhrase(),
                HttpWords.detail(given.getStatus())));
    if (given.getHeaderString(HttpHeaders.ALLOW) != null) {
      answer.header(HttpHeaders.ALLOW, given.getHeaderString(HttpHeaders.ALLOW));
    }
    return answer.build();
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable trouble, UriInfo uri) {
    LOG.errorf(trouble, "request failed unexpectedly path=%s", template(uri));
    return builder(Problem.of(500, "Internal error", "The request failed here; the log says why"))
        .build();
  }

  private static Response unauthenticated(String detail) {
    return builder(Problem.of(401, "Unauthorized", detail))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }

  /** Only the first two segments: what follows may name a person. */
  private static String template(UriInfo uri) {
    String[] segments = uri.getPath().split("/");
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(3, segments.length); i++) {
      shown.append(i == 0 ? "" : "/").append(segments[i]);
    }
    return segments.length > 3 ? shown.append("/...").toString() : shown.toString();
  }
}
