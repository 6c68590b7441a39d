package io.impuls.segmentation.domain.matrix;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagSource;
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
import java.util.function.Function;

/** Every version of every matrix of one workspace. Never changes. */
public final class Matrices implements TagSource {

  /**
   * A version and the time whose events it judges.
   *
   * @param matrix the version
   * @param from first instant
   * @param until first instant that it does not judge any more; {@link Instant#MAX} for none
   */
  public record InForce(Matrix matrix, Instant from, Instant until) {

    boolean at(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  private final Map<String, NavigableMap<Integer, Matrix>> byId = new TreeMap<>();
  private final List<InForce> versions;
  private final Map<String, Tag> names = new HashMap<>();
  private final Map<String, Set<String>> lineages = new HashMap<>();

  /** Tags whose entries lie apart, by views. */
  private final Set<String> scattered = new HashSet<>();

  /** Tags by the looks that can speak for them. */
  private final Map<String, Set<String>> preferred = new HashMap<>();

  private final Set<String> ending = new HashSet<>();
  private final boolean takes;

  /** Takes versions in any order; no version of a matrix twice. */
  public Matrices(Collection<InForce> versions) {
    List<InForce> ordered = new ArrayList<>(versions);
    ordered.sort(
        Comparator.comparing((InForce one) -> one.matrix().id())
            .thenComparing(one -> one.matrix().version(), Comparator.reverseOrder()));
    this.versions = List.copyOf(ordered);
    boolean some = false;
    for (InForce version : ordered) {
      Matrix matrix = version.matrix();
      byId.computeIfAbsent(matrix.id(), id -> new TreeMap<>()).put(matrix.version(), matrix);
      for (MatrixRow row : matrix.rows()) {
        for (MatrixRow.Mark mark : row.marks()) {
          some |= mark.tag().takes();
          if (!mark.tag().takes()) {
            know(matrix, row, mark.tag().fixed().orElseThrow());
          }
        }
      }
    }
    takes = some;
  }

  private void know(Matrix matrix, MatrixRow row, Tag tag) {
    if (row.share().isPresent()) {
      int seconds = (int) row.share().get().within().toSeconds();
      Lineage looks = new Lineage(Lineage.Kind.LOOKED, matrix.id(), seconds, "");
      preferred.computeIfAbsent(looks.text(), one -> new TreeSet<>()).add(tag.key());
      Lineage lineage = new Lineage(Lineage.Kind.PREFERRED, matrix.id(), seconds, tag.key());
      names.putIfAbsent(tag.key(), tag);
      lineages.computeIfAbsent(tag.key(), key -> new TreeSet<>()).add(lineage.text());
      return;
    }
    // the newest version of the first matrix comes first
    names.putIfAbsent(tag.key(), tag);
    matrix.ttl().ifPresent(ttl -> ending.add(tag.key()));
    if (row.minActiveSeconds() > 0
        || matrix.cap().filter(cap -> cap.per().isPresent()).isPresent()) {
      scattered.add(tag.key());
    } else {
      Lineage lineage = new Lineage(Lineage.Kind.SEEN, matrix.id(), 0, tag.key());
      lineages.computeIfAbsent(tag.key(), key -> new TreeSet<>()).add(lineage.text());
    }
  }

  @Override
  public List<Match> matches(Event event) {
    List<Match> found = new ArrayList<>(2);
    for (InForce version : versions) {
      if (version.at(event.occurredAt())) {
        found.addAll(MatrixHits.of(version.matrix(), event));
      }
    }
    return found;
  }

  /** Gives the preferences that looks of a lineage can speak for. */
  public List<Preference> preferences(List<Entry> looked) {
    boolean some = looked.stream().anyMatch(entry -> !entry.match().subTotal());
    return some ? Preference.of(this, looked) : List.of();
  }

  Set<String> preferred(Lineage looks) {
    return preferred.getOrDefault(looks.text(), Set.of());
  }

  Optional<MatrixRow> share(Lineage preferred, int version) {
    return Optional.ofNullable(byId.get(preferred.matrix()))
        .map(all -> all.get(version))
        .flatMap(matrix -> matrix.share(preferred));
  }

  @Override
  public boolean has(String lineage) {
    return Lineage.is(lineage);
  }

  @Override
  public TagOrigin origin() {
    return TagOrigin.MATRIX;
  }

  @Override
  public String key(String lineage) {
    return Lineage.of(lineage).key();
  }

  @Override
  public Optional<TagRule> rule(String lineage, int version) {
    Lineage named = Lineage.of(lineage);
    return Optional.ofNullable(byId.get(named.matrix()))
        .map(all -> all.get(version))
        .map(
            matrix ->
                matrix.rule(
                    named, names.getOrDefault(named.key(), new Tag(named.key(), named.key()))));
  }

  @Override
  public Optional<Set<String>> lineages(String key) {
    return takes || scattered.contains(key)
        ? Optional.empty()
        : Optional.of(lineages.getOrDefault(key, Set.of()));
  }

  @Override
  public boolean ends(String key) {
    return ending.contains(key);
  }

  @Override
  public Optional<Tag> tag(String key) {
    return Optional.ofNullable(names.get(key));
  }

  @Override
  public Duration longestWindow(String lineage) {
    Lineage named = Lineage.of(lineage);
    return switch (named.kind()) {
      case SEEN -> longest(named, matrix -> matrix.cap().map(cap -> cap.cap().window().longest()));
      case STAYED -> MatrixHits.ONCE_A_VIEW.cap().window().longest();
      case TAKEN, CAUGHT, LOOKED, PREFERRED -> Duration.ZERO;
    };
  }

  @Override
  public Duration longestTime(String lineage) {
    Lineage named = Lineage.of(lineage);
    return switch (named.kind()) {
      case SEEN, STAYED -> longest(named, matrix -> matrix.ttl().map(ttl -> ttl.within()));
      case LOOKED -> Duration.ofSeconds(named.seconds());
      case TAKEN, CAUGHT, PREFERRED -> Duration.ZERO;
    };
  }

  private Duration longest(Lineage named, Function<Matrix, Optional<Duration>> time) {
    return byId.getOrDefault(named.matrix(), new TreeMap<>()).values().stream()
        .flatMap(matrix -> time.apply(matrix).stream())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
