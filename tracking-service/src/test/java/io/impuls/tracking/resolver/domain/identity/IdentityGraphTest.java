package io.impuls.tracking.resolver.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.tracking.resolver.domain.identity.Components.Reason;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph.Change;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityGraphTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Identifier ANNA = new Identifier(Kind.USER_ID, "anna");
  private static final Identifier BEN = new Identifier(Kind.USER_ID, "ben");
  private static final Identifier HOME = new Identifier(Kind.EMAIL, "home@example.test");
  private static final Identifier WORK = new Identifier(Kind.EMAIL, "work@example.test");
  private static final Identifier PHONE = new Identifier(Kind.PHONE, "+48601234567");

  private final GraphInMemory memory = new GraphInMemory();
  private final IdentityGraph graph = new IdentityGraph(4);

  @Test
  void anAddressThatWasAloneBecomesTheCustomersItComesWith() {
    link(HOME, null, 1);

    Outcome outcome = link(HOME, ANNA, 2);

    assertThat(personOf(HOME)).isEqualTo(id(ANNA));
    assertThat(outcome.changes()).extracting(Change::from).containsExactly(id(HOME));
    assertThat(outcome.changes().get(0).left()).isFalse();
  }

  @Test
  void withoutACustomerTheAddressNamesThePersonAndNotThePhone() {
    link(PHONE, WORK, 1);
    link(PHONE, HOME, 2);

    assertThat(List.of(personOf(PHONE), personOf(HOME), personOf(WORK))).containsOnly(id(HOME));
  }

  @Test
  void twoCustomersAreNeverJoinedAndAUserIsAskedOnce() {
    link(HOME, ANNA, 1);

    Outcome outcome = link(HOME, BEN, 2);
    Outcome again = link(HOME, BEN, 1);

    assertThat(outcome.reviews()).hasSize(1);
    assertThat(outcome.reviews().get(0).reason()).isEqualTo(Reason.TWO_KNOWN_PERSONS);
    assertThat(outcome.reviews().get(0).candidates()).containsExactlyInAnyOrder(id(ANNA), id(BEN));
    assertThat(outcome.reviews().get(0).kinds()).containsExactly(Kind.USER_ID, Kind.EMAIL);
    assertThat(memory.node(id(HOME)).orElseThrow().contested()).isTrue();
    assertThat(again.reviews()).isEmpty();
  }

  @Test
  void anEarlierLinkThatArrivesLateTakesTheAddressAway() {
    link(HOME, BEN, 2);

    Outcome outcome = link(HOME, ANNA, 1);

    assertThat(personOf(HOME)).isEqualTo(id(ANNA));
    assertThat(outcome.changes())
        .anySatisfy(
            change -> {
              assertThat(change.node().own()).isEqualTo(id(HOME));
              assertThat(change.from()).isEqualTo(id(BEN));
              assertThat(change.left()).isTrue();
            });
  }

  @Test
  void aPersonHasSoManyIdentifiersAndNoMore() {
    for (int i = 1; i <= 6; i++) {
      link(new Identifier(Kind.PHONE, "+4860000000" + i), HOME, i);
    }

    assertThat(memory.all().values()).filteredOn(n -> n.person().equals(id(HOME))).hasSize(4);
    assertThat(personOf(new Identifier(Kind.PHONE, "+48600000003"))).isEqualTo(id(HOME));
    Identifier refused = new Identifier(Kind.PHONE, "+48600000004");
    assertThat(personOf(refused)).isEqualTo(id(refused));
    assertThat(memory.edges(id(HOME))).hasSize(4);
  }

  @Test
  void whomAUserMergedStaysMergedUntilAUserSaysOtherwise() {
    link(HOME, ANNA, 1);
    link(WORK, BEN, 2);

    Outcome merged = decide(id(ANNA), id(BEN), true, 3);
    assertThat(List.of(personOf(HOME), personOf(ANNA), personOf(WORK))).containsOnly(id(BEN));
    assertThat(merged.changes()).hasSize(2).noneMatch(Change::left);

    Outcome split = decide(id(ANNA), id(BEN), false, 4);
    assertThat(personOf(HOME)).isEqualTo(id(ANNA));
    assertThat(personOf(ANNA)).isEqualTo(id(ANNA));
    assertThat(personOf(WORK)).isEqualTo(id(BEN));
    assertThat(split.changes()).hasSize(2).allMatch(Change::left);
  }

  @Test
  void whatAUserTookApartNoEventJoins() {
    link(PHONE, HOME, 1);

    decide(id(PHONE), id(HOME), false, 2);
    Outcome outcome = link(PHONE, HOME, 0);

    assertThat(personOf(PHONE)).isEqualTo(id(PHONE));
    assertThat(outcome.reviews()).isEmpty();
  }

  @Test
  void aMessageLinkNamesThePersonItWasSentTo() {
    Identifier sentTo = new Identifier(Kind.RECIPIENT, id(HOME).toString());
    link(sentTo, ANNA, 2);
    assertThat(personOf(ANNA)).isEqualTo(id(ANNA));
    assertThat(memory.node(id(HOME)).orElseThrow().person()).isEqualTo(id(HOME));

    Outcome known = link(HOME, null, 3);

    assertThat(memory.node(id(HOME)).orElseThrow().person()).isEqualTo(id(ANNA));
    assertThat(known.changes().get(0).node().names()).containsExactlyInAnyOrder(HOME, sentTo);
  }

  @Test
  void anAliasOfTwoCustomersAsksAUserAndJoinsNobody() {
    link(ANNA, null, 1);
    link(BEN, null, 2);

    Outcome outcome = graph.alias(memory, WORKSPACE, BEN, ANNA, place(3));
    Outcome again = graph.alias(memory, WORKSPACE, BEN, ANNA, place(4));

    assertThat(outcome.reviews()).hasSize(1);
    assertThat(outcome.reviews().get(0).reason()).isEqualTo(Reason.TWO_KNOWN_PERSONS);
    assertThat(outcome.reviews().get(0).candidates()).containsExactlyInAnyOrder(id(ANNA), id(BEN));
    assertThat(outcome.changes()).isEmpty();
    assertThat(again.reviews()).isEmpty();
    assertThat(personOf(BEN)).isEqualTo(id(BEN));
  }

  @Test
  void anAliasOfAnIdThatIsNobodysYetAsksOnceItIsACustomers() {
    Outcome alias = graph.alias(memory, WORKSPACE, BEN, ANNA, place(3));

    Outcome seen = link(BEN, null, 1);

    assertThat(alias.reviews()).isEmpty();
    assertThat(seen.reviews()).hasSize(1);
  }

  @Test
  void whomAUserJoinedOrTookApartNoAliasAsksAbout() {
    link(ANNA, null, 1);
    link(BEN, null, 2);
    decide(id(ANNA), id(BEN), true, 3);
    assertThat(graph.alias(memory, WORKSPACE, ANNA, BEN, place(4)).reviews()).isEmpty();

    decide(id(ANNA), id(BEN), false, 5);

    assertThat(graph.alias(memory, WORKSPACE, ANNA, BEN, place(2)).reviews()).isEmpty();
  }

  @Test
  void whatAPersonSaidHoldsForEveryIdentifierAlsoForThoseThatJoinLater() {
    link(HOME, ANNA, 1);

    Consents no = new Consents(null, new Said(false, place(2)), null);
    Outcome said = graph.say(memory, id(HOME), no);
    Outcome joined = link(PHONE, ANNA, 3);
    Outcome earlier =
        graph.say(memory, id(HOME), new Consents(null, new Said(true, place(1)), null));

    assertThat(said.changes()).hasSize(2).allMatch(change -> no.equals(change.consents()));
    assertThat(joined.changes())
        .anyMatch(change -> change.node().own().equals(id(PHONE)) && no.equals(change.consents()));
    assertThat(earlier.changes()).isEmpty();
  }

  private Outcome link(Identifier weaker, Identifier stronger, int second) {
    return graph.link(memory, WORKSPACE, weaker, stronger, place(second));
  }

  private Outcome decide(UUID from, UUID into, boolean joined, int second) {
    return graph.decide(memory, new Decision(from, into, joined, place(second)));
  }

  private UUID personOf(Identifier identifier) {
    return memory.node(id(identifier)).orElseThrow().person();
  }

  private static Place place(int second) {
    return new Place(Instant.ofEpochSecond(second), new UUID(0, second));
  }

  private static UUID id(Identifier identifier) {
    return Ids.person(WORKSPACE, identifier);
  }
}
