package io.impuls.rules.index;

import static io.impuls.rules.TestEvents.json;
import static io.impuls.rules.TestEvents.order;
import static io.impuls.rules.TestEvents.pageView;
import static io.impuls.rules.TestEvents.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.condition.RandomConditions;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RuleIndexTest {

  @Provide
  Arbitrary<List<List<Branch>>> rules() {
    return Combinators.combine(RandomConditions.types(), RandomConditions.conditions())
        .as(Branch::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<Event> events() {
    return RandomConditions.events();
  }

  @Property
  void findsWhatALinearScanFinds(
      @ForAll("rules") List<List<Branch>> rules, @ForAll("events") Event event) {
    RuleIndex.Builder<Integer> builder = RuleIndex.builder();
    for (int i = 0; i < rules.size(); i++) {
      builder.add(i, rules.get(i));
    }

    List<Hit<Integer>> hits = builder.build().hits(event);

    assertThat(hits).isEqualTo(scan(rules, event));
    assertThat(builder.build().candidates(event))
        .isLessThanOrEqualTo(rules.stream().mapToInt(List::size).sum());
    assertThat(builder.build().matching(event)).isEqualTo(hits.stream().map(Hit::rule).toList());
  }

  private static List<Hit<Integer>> scan(List<List<Branch>> rules, Event event) {
    List<Hit<Integer>> hits = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      List<Branch> branches = rules.get(rule);
      for (int i = 0; i < branches.size(); i++) {
        Branch branch = branches.get(i);
        if (branch.eventType().equals(event.type()) && branch.condition().test(event)) {
          hits.add(new Hit<>(rule, i));
          break;
        }
      }
    }
    return hits;
  }

  @Test
  void triesOnlyTheRulesThatCanMatch() {
    RuleIndex.Builder<String> builder = RuleIndex.builder();
    for (int i = 0; i < 10_000; i++) {
      builder.add("page " + i, List.of(branch("page.viewed", equalsPath("/p/" + i))));
      builder.add("order " + i, List.of(branch("order.placed", equalsPath("/p/" + i))));
    }
    builder.add("any page", List.of(new Branch("page.viewed", Condition.ALWAYS)));
    RuleIndex<String> index = builder.build();
    Event event = pageView("/p/77").build();

    assertThat(index.candidates(event)).isEqualTo(2);
    assertThat(index.matching(event)).containsExactly("page 77", "any page");
    assertThat(index.candidates(pageView("/q").build())).isEqualTo(1);
  }

  @Test
  void choosesTheMoreSelectiveOfTwoTests() {
    RuleIndex.Builder<Integer> builder = RuleIndex.builder();
    for (int i = 0; i < 1_000; i++) {
      String when =
          "{'all':[{'field':'source.kind','equals':'BROWSER'},{'any':["
              + equalsPath("/a/" + i)
              + ",{'field':'page.path','in':['/b/%d','/c/%d']}]}]}".formatted(i, i);
      builder.add(i, List.of(branch("page.viewed", when)));
    }
    RuleIndex<Integer> index = builder.build();

    assertThat(index.candidates(pageView("/c/5").build())).isEqualTo(1);
    assertThat(index.matching(pageView("/c/5").build())).containsExactly(5);
  }

  @Test
  void givesARuleOnceAndNamesTheFirstActivityThatMatched() {
    RuleIndex<String> index =
        RuleIndex.<String>builder()
            .add(
                "price list or lantern",
                List.of(
                    branch("page.viewed", equalsPath("/pricing")),
                    branch("order.placed", "{'field':'items.name','equals':'A'}"),
                    branch("order.placed", "{'field':'items.name','in':['A','B']}")))
            .build();
    Event order = order("5", product("B", "1", "1"), product("A", "1", "1")).build();

    assertThat(index.hits(order)).containsExactly(new Hit<>("price list or lantern", 1));
    assertThat(index.candidates(order)).isEqualTo(2);
    assertThat(index.hits(pageView("/pricing").build()))
        .containsExactly(new Hit<>("price list or lantern", 0));
  }

  private static Branch branch(String type, String when) {
    return new Branch(type, ConditionParser.parse(json(when), "").orElseThrow());
  }

  private static String equalsPath(String path) {
    return "{'field':'page.path','equals':'" + path + "'}";
  }
}
