package io.impuls.scoring.api;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.service.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The JSON Schema of what marketers write, for editors that check while one types. */
@Path("/v1/schemas")
@Tag(name = "Plans")
public class SchemaResource {

  private static final String PLAN = "/schemas/definitions/scoring-plan.json";

  private final byte[] plan;

  SchemaResource() throws IOException {
    try (InputStream in = ScoringPlanDefinition.class.getResourceAsStream(PLAN)) {
      plan = in.readAllBytes();
    }
  }

  /** Gives the schema of a scoring plan as {@code PUT /v1/plans/{id}} takes it. */
  @GET
  @Path("/scoring-plan")
  @Produces("application/schema+json")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The JSON Schema (2020-12) of a scoring plan")
  public byte[] plan() {
    return plan;
  }
}
