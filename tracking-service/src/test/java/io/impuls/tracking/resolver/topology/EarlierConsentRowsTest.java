package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.WORKSPACE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier releases kept of a refusal to be profiled holds on. */
class EarlierConsentRowsTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final Identifier DEVICE = new Identifier(Kind.VISITOR, VISITOR);
  private static final Identifier ANNA = new Identifier(Kind.USER_ID, "anna");
  private static final UUID PERSON = Ids.person(WORKSPACE, ANNA);
  private static final UUID EVENT = new UUID(0, 7);

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
  void ofADevice() {
    // format, allowed, place
    resolver
        .store(ResolverStores.DEVICES)
        .put(
            new DeviceKeys(WORKSPACE, DEVICE).said(),
            place(ByteBuffer.allocate(26).put((byte) 1).put((byte) 0)));

    resolver.send(view("v", VISITOR, ofMinutes(1)));

    assertThat(of("v").flags()).contains(EventFlag.NO_PROFILING);
  }

  @Test
  void ofAnIdentifier() {
    // format, person, marks (said something, and not yes), changes, place
    ByteBuffer row = id(ByteBuffer.allocate(46).put((byte) 2), PERSON).put((byte) 4).putInt(0);
    resolver
        .store(ResolverStores.IDENTIFIERS)
        .put((WORKSPACE + "|" + ANNA).getBytes(StandardCharsets.UTF_8), place(row));

    resolver.send(login("l", new Identity(null, null, "anna", null, null), ofMinutes(1)));

    assertThat(of("l").flags()).contains(EventFlag.NO_PROFILING);
  }

  @Test
  void ofTheGraph() {
    // format, marks (has a name, said something, and not yes), kind, person, place, name
    ByteBuffer row = ByteBuffer.allocate(3 + 16 + 24 + 4).put((byte) 1).put((byte) 9);
    id(row.put((byte) Kind.USER_ID.ordinal()), PERSON);
    row.putLong(START.toEpochMilli());
    id(row, EVENT).put("anna".getBytes(StandardCharsets.UTF_8));
    ByteBuffer key = id(ByteBuffer.allocate(33), WORKSPACE).put((byte) 0);
    resolver.store(ResolverStores.GRAPH).put(id(key, PERSON).array(), row.array());

    Identity both = new Identity(null, null, "anna", "anna@example.test", null);
    resolver.send(login("l1", both, ofMinutes(1)));
    Identity mail = new Identity(null, null, null, "anna@example.test", null);
    resolver.send(login("l2", mail, ofMinutes(2)));

    assertThat(of("l2").flags()).contains(EventFlag.NO_PROFILING);
  }

  private Event of(String clientId) {
    return resolver.published().stream()
        .filter(event -> event.clientId().equals(clientId))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] place(ByteBuffer row) {
    return id(row.putLong(START.toEpochMilli()), EVENT).array();
  }

  private static ByteBuffer id(ByteBuffer row, UUID id) {
    return row.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
