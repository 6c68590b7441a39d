package io.impuls.tracking.resolver.api;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.OwnerLookup;
import io.impuls.tracking.resolver.topology.Counters;
import io.impuls.tracking.resolver.topology.Counters.Counts;
import io.impuls.tracking.resolver.topology.ResolverStores;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How many events were new, came again, or came again with another content. */
@Path("/v1/resolver/counters")
@Produces(MediaType.APPLICATION_JSON)
public class CountersResource {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final OwnerLookup lookup;
  private final Caller caller;

  CountersResource(OwnerLookup lookup, Caller caller) {
    this.lookup = lookup;
    this.caller = caller;
  }

  /**
   * Counts of a workspace over the partitions that this instance holds.
   *
   * @param accepted events that were new
   * @param duplicates events that came again and changed nothing, conflicts among them
   * @param conflicts those of the duplicates that had another content; the first was kept
   * @param sources the same by source
   */
  public record Totals(
      long accepted, long duplicates, long conflicts, Map<String, Counts> sources) {}

  /** Gives the counts of the caller's workspace on this instance. */
  @GET
  @Blocking
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Counts of the workspace's events, exact across restarts")
  public Totals counters() {
    UUID workspace = caller.workspace();
    Map<String, Counts> sources;
    try {
      ReadOnlyKeyValueStore<byte[], byte[]> store =
          lookup.<byte[]>local(ResolverStores.PARTITION).orElseThrow(CountersResource::notNow);
      sources = Counters.read(store, workspace);
    } catch (InvalidStateStoreException e) {
      throw notNow();
    }
    Counts sum = sources.values().stream().reduce(Counts.NONE, Counts::plus);
    return new Totals(sum.accepted(), sum.duplicates(), sum.conflicts(), sources);
  }

  private static ProblemException notNow() {
    return new ProblemException(
        Problem.unavailable("The counters' partitions are on their way; ask again"), RETRY);
  }
}
