package io.impuls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The sample service under {@code shop} breaks each rule once. */
class ArchitectureRulesTest {

  private final ArchitectureRules rules = ArchitectureRules.of("io.impuls.testkit.shop");
  private final JavaClasses shop = new ClassFileImporter().importPackages("io.impuls.testkit.shop");

  @Test
  void findsADomainThatUsesATechnology() {
    assertBroken(rules.domainIsPlainJava(), "Basket", "org.apache.kafka");
  }

  @Test
  void findsADomainThatReadsTheClockAndAllowsAClockThatIsHandedIn() {
    assertBroken(rules.domainTakesTimeAsAnInput(), "Basket", "Instant.now()");
    assertThatThrownBy(() -> rules.domainTakesTimeAsAnInput().check(shop))
        .message()
        .doesNotContain("handedIn");
  }

  @Test
  void findsAStreamThatUsesAStore() {
    assertBroken(rules.streamsUsePortsInsteadOfDatabases(), "BasketTopology", "store.BasketTable");
  }

  @Test
  void findsAnEdgeThatUsesAnotherEdge() {
    assertBroken(rules.edgeLeavesTheOthersAlone("api"), "BasketResource", "store.BasketTable");
  }

  @Test
  void findsWhatWritesToTheConsole() {
    assertBroken(rules.nothingWritesToTheConsole(), "BasketResource", "System.out");
  }

  @Test
  void findsATypeNamedAfterAPattern() {
    assertBroken(rules.namesSayWhatAThingIs(), "BasketManager", "Manager");
  }

  @Test
  void saysEveryRuleAsASentence() {
    assertThat(rules.all())
        .extracting(ArchRule::getDescription)
        .allMatch(sentence -> sentence.contains(", because "))
        .doesNotHaveDuplicates();
  }

  private void assertBroken(ArchRule rule, String... words) {
    assertThatThrownBy(() -> rule.check(shop))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(words);
  }
}
