package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.SITE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.WORKSPACE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.ServerFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of who forbade profiling are marked, wherever they said so. */
class ProfilingConsentTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final Identity NOBODY = new Identity(VISITOR, null, null, null, null);

  private static final Boolean NO_SIGNAL = null;

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void globalPrivacyControlForbidsTheEventItCameWith() {
    resolver.send(said("a", NOBODY, ZERO, Map.of(), true));
    resolver.send(said("b", NOBODY, ofMinutes(1), Map.of(), NO_SIGNAL));

    List<Event> found = resolver.published();
    assertThat(forbidden(found, "a")).isTrue();
    assertThat(forbidden(found, "b")).isFalse();
  }

  @Test
  void whatWasSaidOnADeviceHoldsFromThenOn() {
    resolver.send(said("no", NOBODY, ofMinutes(5), Map.of("profiling", false), NO_SIGNAL));
    resolver.send(view("before", VISITOR, ofMinutes(4)));
    resolver.send(view("after", VISITOR, ofMinutes(6)));
    resolver.send(said("yes", NOBODY, ofMinutes(7), Map.of("profiling", true), NO_SIGNAL));
    resolver.send(view("again", VISITOR, ofMinutes(8)));

    List<Event> found = resolver.published();
    assertThat(forbidden(found, "no")).isTrue();
    assertThat(forbidden(found, "before")).isFalse();
    assertThat(forbidden(found, "after")).isTrue();
    assertThat(forbidden(found, "again")).isFalse();
  }

  @Test
  void whatAPersonSaidHoldsOnEveryDeviceAndForEveryName() {
    resolver.send(login("l1", known("anna", "anna@example.test"), ZERO));
    resolver.send(
        said("no", known("anna", null), ofMinutes(1), Map.of("profiling", false), NO_SIGNAL));

    resolver.send(login("l2", known(null, "anna@example.test"), ofMinutes(2)));
    resolver.send(login("l3", VISITOR, "anna", ofMinutes(2)));
    resolver.send(view("v1", VISITOR, ofMinutes(3)));

    List<Event> found = resolver.published();
    assertThat(forbidden(found, "l1")).isFalse();
    assertThat(forbidden(found, "l2")).isTrue();
    assertThat(forbidden(found, "v1")).isTrue();
  }

  @Test
  void whatAUserWroteDownHoldsAndTheStrictestWins() {
    UUID anna = Ids.person(WORKSPACE, new Identifier(Kind.USER_ID, "anna"));
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.consent(anna, Map.of("profiling", false), ofMinutes(1));

    resolver.send(said("banner", NOBODY, ofMinutes(2), Map.of("profiling", true), NO_SIGNAL));

    assertThat(forbidden(resolver.published(), "banner")).isTrue();
  }

  @Test
  void doNotTrackForbidsItWhereTheSourceMindsIt() {
    ServerFacts asked = new ServerFacts("key", "Firefox", null, null, null, null, true);

    resolver.send(said("a", NOBODY, ZERO, Map.of(), asked));

    assertThat(forbidden(resolver.published(), "a")).isTrue();
  }

  private static boolean forbidden(List<Event> events, String clientId) {
    return events.stream()
        .filter(event -> event.clientId().equals(clientId))
        .findFirst()
        .orElseThrow()
        .flags()
        .contains(EventFlag.NO_PROFILING);
  }

  private static Identity known(String userId, String email) {
    return new Identity(null, null, userId, email, null);
  }

  private static Event said(
      String id, Identity identity, Duration at, Map<String, Boolean> consent, Boolean gpc) {
    return said(id, identity, at, consent, new ServerFacts("key", "Firefox", null, null, gpc));
  }

  private static Event said(
      String id, Identity identity, Duration at, Map<String, Boolean> consent, ServerFacts seen) {
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, SITE.id(), id),
        id,
        "consent.changed",
        SITE,
        START.plus(at),
        START.plus(at),
        null,
        identity,
        null,
        null,
        null,
        null,
        null,
        consent,
        null,
        seen,
        null,
        id,
        null);
  }
}
