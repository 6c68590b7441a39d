package io.impuls.tracking.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.topic.Json;
import io.impuls.testkit.Events;
import io.impuls.tracking.resolver.lists.PublicLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private final Agents agents = new Agents(PublicLists.robots());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0",
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"
      })
  void mailPrivacyProxiesAreMachines(String userAgent) {
    assertThat(classified("email.opened", userAgent, null).verdict()).isEqualTo(Verdict.MACHINE);
  }

  @Test
  void theShortNameOfApplesProxyMeansItInMailOnly() {
    assertThat(classified("page.viewed", "Mozilla/5.0", null)).isEqualTo(Agent.HUMAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {ServerFacts.PREFETCH, ServerFacts.HEAD})
  void whoDoesNotLookAtTheAnswerIsAMachine(String purpose) {
    Agent found = classified("email.clicked", FIREFOX, purpose);

    assertThat(found.verdict()).isEqualTo(Verdict.MACHINE);
    assertThat(found.reason()).contains(purpose);
  }

  @Test
  void believesProvidersThatSawAMachine() {
    Event open =
        Events.of("email.opened")
            .property("machine", true)
            .property("machineReason", "sg_machine_open")
            .build();

    assertThat(agents.classify(open).verdict()).isEqualTo(Verdict.MACHINE);
    assertThat(agents.classify(open).reason()).contains("sg_machine_open");
  }

  @Test
  void whoFollowsAHiddenLinkIsAMachine() {
    Event click = Events.of("email.clicked").property("hidden", true).build();

    assertThat(agents.classify(click).verdict()).isEqualTo(Verdict.MACHINE);
  }

  @Test
  void anybodyElseIsHuman() {
    assertThat(classified("email.opened", FIREFOX, null)).isEqualTo(Agent.HUMAN);
    assertThat(agents.classify(Events.of("email.opened").build())).isEqualTo(Agent.HUMAN);
  }

  private Agent classified(String type, String userAgent, String purpose) {
    return agents.classify(seen(type, userAgent, purpose));
  }

  private static Event seen(String type, String userAgent, String purpose) {
    var tree = Json.mapper().<ObjectNode>valueToTree(Events.of(type).build());
    tree.set(
        "server",
        Json.mapper().valueToTree(new ServerFacts("key", userAgent, null, null, null, purpose)));
    return Json.mapper().convertValue(tree, Event.class);
  }
}
