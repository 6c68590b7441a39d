package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.index.RuleIndex;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.rules.ledger.Wait;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.segment.Lineages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every version of every tag rule of one workspace, indexed by what events do. Never changes. */
public final class TagRules implements Caps, TimeRules {

  /** No rules at all. */
  public static final TagRules NONE = new TagRules(List.of());

  /**
   * A version and the time whose events it judges (semantics I6).
   *
   * @param rule the version
   * @param from first instant
   * @param until first instant that it does not judge any more; {@link Instant#MAX} for none
   */
  public record InForce(TagRule rule, Instant from, Instant until) {

    boolean at(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  private final Map<String, NavigableMap<Integer, InForce>> byId = new TreeMap<>();
  private final Map<String, Tag> byKey = new TreeMap<>();
  private final Map<String, Duration> longestWindows = new TreeMap<>();
  private final Map<String, Duration> longestTimes = new TreeMap<>();
  private final Set<String> ending = new HashSet<>();
  private final Map<String, Set<String>> lineages = new HashMap<>();

  /** Rules that count by the values of a field, or by visits: their entries lie apart. */
  private final Set<String> scattered = new HashSet<>();

  private final RuleIndex<InForce> index;
  private final RuleIndex<InForce> answers;

  /** Versions whose waits anything ends that the person does. */
  private final List<InForce> anyAct;

  /** What gives tags beside the rules. */
  private final List<TagSource> others;

  private final Catalogue catalogue;

  private TagRules(TagRules rules, List<TagSource> others, Catalogue catalogue) {
    this.catalogue = catalogue;
    byId.putAll(rules.byId);
    byKey.putAll(rules.byKey);
    longestWindows.putAll(rules.longestWindows);
    longestTimes.putAll(rules.longestTimes);
    ending.addAll(rules.ending);
    lineages.putAll(rules.lineages);
    scattered.addAll(rules.scattered);
    index = rules.index;
    answers = rules.answers;
    anyAct = rules.anyAct;
    this.others = List.copyOf(others);
  }

  /** Takes versions in any order; no version of a rule twice. */
  public TagRules(Collection<InForce> versions) {
    List<InForce> ordered = new ArrayList<>(versions);
    ordered.sort(
        Comparator.comparing((InForce v) -> v.rule().id())
            .thenComparingInt(v -> v.rule().version()));
    RuleIndex.Builder<InForce> building = RuleIndex.builder();
    RuleIndex.Builder<InForce> waiting = RuleIndex.builder();
    List<InForce> waitingForAnything = new ArrayList<>();
    for (InForce version : ordered) {
      TagRule rule = version.rule();
      byId.computeIfAbsent(rule.id(), id -> new TreeMap<>()).put(rule.version(), version);
      rule.cap().ifPresent(per -> longest(longestWindows, rule, per.cap().window().longest()));
      rule.decay().ifPresent(decay -> longest(longestTimes, rule, decay.longest()));
      if (rule.removes() || rule.time().ttl().isPresent()) {
        ending.add(rule.tag().key());
      }
      lineages.computeIfAbsent(rule.tag().key(), key -> new TreeSet<>()).add(rule.id());
      if (rule.scattered()) {
        scattered.add(rule.id());
      }
      building.add(version, rule.anyOf());
      Optional<Awaited> awaited = rule.time().awaited();
      awaited.ifPresent(one -> longest(longestTimes, rule, one.waiting().longest()));
      if (awaited.filter(Awaited::anything).isPresent()) {
        waitingForAnything.add(version);
      } else {
        awaited.ifPresent(one -> waiting.add(version, one.answers()));
      }
    }
    index = building.build();
    answers = waiting.build();
    anyAct = List.copyOf(waitingForAnything);
    others = List.of();
    catalogue = Catalogue.EMPTY;
    byId.values().forEach(all -> name(all.lastEntry().getValue().rule().tag()));
    byId.values().forEach(all -> all.values().forEach(version -> name(version.rule().tag())));
  }

  /** Gives the same rules beside which these give tags, too. */
  public TagRules with(TagSource... sources) {
    return new TagRules(this, List.of(sources), catalogue);
  }

  /** Gives the same rules for tags of which this is said. */
  public TagRules saying(Catalogue said) {
    return new TagRules(this, others, said);
  }

  /** Gives what gives tags beside the rules, of one kind; empty for none. */
  public <S extends TagSource> Optional<S> source(Class<S> kind) {
    return others.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Gives what is said of the tags. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Gives what an event matches by the rules in force when it happened, in order of rule id, and
   * what waited for it; nothing for an event that does not count.
   */
  public List<Match> matches(Event event) {
    if (!event.counts()) {
      return List.of();
    }
    List<InForce> answered = answeredBy(event);
    List<InForce> given = new ArrayList<>(answered.size());
    List<Match> found = new ArrayList<>(4);
    for (InForce candidate : index.matching(event)) {
      if (candidate.at(event.occurredAt())) {
        boolean answer = answered.contains(candidate);
        Optional<Match> match = candidate.rule().match(event, answer);
        match.ifPresent(found::add);
        if (answer && match.isPresent()) {
          given.add(candidate);
        }
      }
    }
    for (InForce waited : answered) {
      if (!given.contains(waited)) {
        found.add(waited.rule().answer(event));
      }
    }
    others.forEach(other -> found.addAll(other.matches(event)));
    return found;
  }

  private List<InForce> answeredBy(Event event) {
    if (!Awaited.human(event)) {
      return List.of();
    }
    List<InForce> found = new ArrayList<>();
    for (InForce waiting : answers.matching(event)) {
      if (waiting.at(event.occurredAt())) {
        found.add(waiting);
      }
    }
    if (!anyAct.isEmpty() && EventTypes.actOfThePerson(event.type())) {
      anyAct.stream().filter(one -> one.at(event.occurredAt())).forEach(found::add);
    }
    return found;
  }

  /**
   * Gives one version of a rule.
   *
   * @throws IllegalArgumentException when there is none: whoever asks has seen it judge
   */
  public TagRule version(String id, int version) {
    return find(id, version)
        .orElseThrow(
            () -> new IllegalArgumentException("no version " + version + " of tag rule " + id));
  }

  /** Gives the version of a rule that a match is by; empty for what a user did by hand. */
  public Optional<TagRule> rule(Match match) {
    return ByHand.is(match)
        ? Optional.empty()
        : Optional.of(version(match.lineage(), match.version()));
  }

  /** Gives the key of the tag that a match is about, as the tag is by now. */
  public String key(Match match) {
    return catalogue.resolve(written(match));
  }

  private String written(Match match) {
    if (Lineages.ofSegments(match)) {
      // of what segments look at, no tag's
      return match.lineage();
    }
    Optional<TagSource> other = other(match.lineage());
    if (other.isPresent()) {
      return other.get().key(match.lineage());
    }
    return ByHand.tag(match.lineage())
        .orElseGet(() -> version(match.lineage(), match.version()).tag().key());
  }

  /**
   * Gives how a tag is written where a rule gives it: as its author wrote it, if nothing is said.
   */
  Tag shown(String key, Optional<TagRule> rule) {
    return rule.map(TagRule::tag)
        .filter(tag -> tag.key().equals(key) && catalogue.tag(key).isEmpty())
        .orElseGet(() -> tag(key));
  }

  /** Gives what brought a match about. */
  public TagOrigin origin(Match match) {
    return other(match.lineage()).map(TagSource::origin).orElseGet(() -> ByHand.origin(match));
  }

  private Optional<TagSource> other(String lineage) {
    for (TagSource source : others) {
      if (source.has(lineage)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether some version of a rule ends this tag as a whole, or takes it away: then what it is
   * worth depends on the order of what happened to it.
   */
  public boolean ends(String key) {
    return catalogue.sources(key).stream()
        .anyMatch(
            one -> ending.contains(one) || others.stream().anyMatch(other -> other.ends(one)));
  }

  /**
   * Gives the lineages whose one counter holds all entries of a tag, among entries of other tags
   * maybe; empty where some lie apart, by the values of a field.
   */
  public Optional<Set<String>> lineages(String key) {
    Set<String> all = new TreeSet<>();
    for (String one : catalogue.sources(key)) {
      all.addAll(lineages.getOrDefault(one, Set.of()));
      for (TagSource other : others) {
        Optional<Set<String>> more = other.lineages(one);
        if (more.isEmpty()) {
          return Optional.empty();
        }
        all.addAll(more.get());
      }
      all.add(ByHand.lineage(one));
    }
    if (all.stream().anyMatch(scattered::contains)) {
      return Optional.empty();
    }
    return Optional.of(all);
  }

  /**
   * Gives how a tag is written: as users say, or as in the newest version of the first rule, by id,
   * that gives it. A property of the definitions, so that the order of events cannot change it.
   */
  public Tag tag(String key) {
    Tag named = catalogue.tag(key).orElseGet(() -> byKey.get(key));
    if (named != null) {
      return named;
    }
    return others.stream()
        .flatMap(other -> other.tag(key).stream())
        .findFirst()
        .orElseGet(() -> new Tag(key, key));
  }

  @Override
  public Optional<Cap> of(String lineage, int version) {
    return find(lineage, version).flatMap(TagRule::cap).map(CapPer::cap);
  }

  @Override
  public Duration longestWindow(String lineage) {
    return other(lineage)
        .map(other -> other.longestWindow(lineage))
        .orElseGet(() -> longestWindows.getOrDefault(lineage, Duration.ZERO));
  }

  @Override
  public Optional<Wait> waitOf(String lineage, int version) {
    return find(lineage, version).flatMap(rule -> rule.time().awaited()).map(Awaited::waiting);
  }

  @Override
  public Optional<Decay> decayOf(String lineage, int version) {
    return find(lineage, version).flatMap(TagRule::decay);
  }

  @Override
  public Duration longestTime(String lineage) {
    return other(lineage)
        .map(other -> other.longestTime(lineage))
        .orElseGet(() -> longestTimes.getOrDefault(lineage, Duration.ZERO));
  }

  @Override
  public boolean gives(String lineage, Instant due) {
    return byId.containsKey(lineage)
        && byId.get(lineage).values().stream()
            .anyMatch(one -> one.at(due) && one.rule().time().awaited().isPresent());
  }

  private Optional<TagRule> find(String id, int version) {
    Optional<TagSource> other = other(id);
    if (other.isPresent()) {
      return other.get().rule(id, version);
    }
    return Optional.ofNullable(byId.get(id))
        .map(versions -> versions.get(version))
        .map(InForce::rule);
  }

  private void name(Tag tag) {
    byKey.putIfAbsent(tag.key(), tag);
  }

  private static void longest(Map<String, Duration> all, TagRule rule, Duration length) {
    all.merge(rule.id(), length, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
