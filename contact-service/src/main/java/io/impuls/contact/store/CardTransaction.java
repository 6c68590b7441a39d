package io.impuls.contact.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contact.domain.CardFacts;
import io.impuls.contact.domain.CardFacts.Merged;
import io.impuls.contact.domain.Sighting;
import io.impuls.contact.domain.Stated;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One application of facts, within one transaction.
 *
 * <p>Seeing a person locks its row and tells whether it was merged away; its facts then go to the
 * survivor, which is seen in turn. So a merge and the facts of its persons may arrive in any order,
 * also on two instances at once, and the last of them leaves everything with the survivor.
 */
final class CardTransaction {

  private static final Logger LOG = Logger.getLogger(PgCardStore.class);

  private final SqlConnection connection;
  private final Map<PersonKey, PersonKey> survivors = new HashMap<>();

  CardTransaction(SqlConnection connection) {
    this.connection = connection;
  }

  Uni<Void> apply(CardFacts facts) {
    return new Partings(connection)
        .apply(facts.partings())
        .chain(() -> see(facts.sightings()))
        .chain(() -> write(facts.under(this::survivor)))
        .chain(() -> merge(facts.merges()));
  }

  private Uni<Void> see(Map<PersonKey, Sighting> seen) {
    if (seen.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Columns<Map.Entry<PersonKey, Sighting>> rows =
        Columns.of(seen.entrySet())
            .with(UUID.class, e -> e.getKey().workspace())
            .with(UUID.class, e -> e.getKey().person())
            .withTime(e -> e.getValue().firstSeen())
            .withTime(e -> e.getValue().lastSeen())
            .with(Boolean.class, e -> e.getValue().human())
            .with(Boolean.class, e -> e.getValue().machine())
            .with(Boolean.class, e -> e.getValue().known());
    return connection
        .preparedQuery(CardSql.SEE)
        .execute(rows.tuple())
        .chain(
            found -> {
              Map<PersonKey, Sighting> further =
                  new TreeMap<>(Comparator.comparing(PersonKey::text));
              for (Row row : found) {
                UUID into = row.getUUID("merged_into");
                if (into != null) {
                  PersonKey from = new PersonKey(row.getUUID("workspace"), row.getUUID("person"));
                  PersonKey to = new PersonKey(from.workspace(), into);
                  survivors.put(from, to);
                  further.merge(to, seen.get(from), Sighting::join);
                }
              }
              return see(further);
            });
  }

  /** Follows merges to the end; the chain is finite, as a merge never points back. */
  private PersonKey survivor(PersonKey person) {
    PersonKey current = person;
    while (survivors.containsKey(current)) {
      current = survivors.get(current);
    }
    return current;
  }

  private Uni<Void> write(CardFacts facts) {
    List<Named<Instant>> identifiers = new ArrayList<>();
    facts
        .identifiers()
        .forEach((p, names) -> names.forEach((n, at) -> identifiers.add(new Named<>(p, n, at))));
    Uni<Void> named =
        run(
            CardSql.NAME,
            Columns.of(identifiers)
                .with(UUID.class, n -> n.person().workspace())
                .with(UUID.class, n -> n.person().person())
                .with(String.class, n -> n.name().kind().name())
                .with(String.class, n -> n.name().value())
                .withTime(Named::said),
            identifiers);
    return named
        .chain(
            () ->
                state(
                    CardSql.ATTRIBUTE,
                    String.class,
                    rows(facts.attributes(), CardTransaction::json)))
        .chain(() -> state(CardSql.CONSENT, Boolean.class, rows(facts.consents(), given -> given)));
  }

  private <V> Uni<Void> state(String sql, Class<V> type, List<StatedRow<V>> rows) {
    return run(
        sql,
        Columns.of(rows)
            .with(UUID.class, r -> r.person().workspace())
            .with(UUID.class, r -> r.person().person())
            .with(String.class, StatedRow::name)
            .with(type, StatedRow::value)
            .withTime(StatedRow::at)
            .with(UUID.class, StatedRow::eventId),
        rows);
  }

  private Uni<Void> run(String sql, Columns<?> columns, Collection<?> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).execute(columns.tuple()).replaceWithVoid();
  }

  private Uni<Void> merge(List<Merged> merges) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Merged merge : merges) {
      done = done.chain(() -> merge(merge));
    }
    return done;
  }

  private Uni<Void> merge(Merged merge) {
    PersonKey into = survivor(merge.into());
    if (survivors.containsKey(merge.from()) || into.equals(merge.from())) {
      if (!survivor(merge.from()).equals(into)) {
        LOG.warnf("a merged person stays where it is personId=%s", merge.from().person());
      }
      return Uni.createFrom().voidItem();
    }
    return new Partings(connection)
        .partedSince(merge)
        .chain(parted -> parted ? Uni.createFrom().voidItem() : merge(merge, into));
  }

  private Uni<Void> merge(Merged merge, PersonKey into) {
    survivors.put(merge.from(), into);
    Tuple persons = Tuple.of(merge.from().workspace(), merge.from().person(), into.person());
    Tuple told =
        Tuple.tuple(
            new ArrayList<>(
                List.of(
                    merge.from().workspace(),
                    merge.from().person(),
                    into.person(),
                    Partings.time(merge.toldAt()))));
    Uni<Void> done = connection.preparedQuery(MergeSql.POINT).execute(told).replaceWithVoid();
    for (String step : MergeSql.JOIN) {
      done = done.chain(() -> connection.preparedQuery(step).execute(persons).replaceWithVoid());
    }
    return done;
  }

  private record Named<V>(PersonKey person, Identifier name, V said) {}

  private record StatedRow<V>(PersonKey person, String name, V value, Instant at, UUID eventId) {}

  private static <S, V> List<StatedRow<V>> rows(
      Map<PersonKey, Map<String, Stated<S>>> stated, Function<S, V> value) {
    List<StatedRow<V>> rows = new ArrayList<>();
    stated.forEach(
        (person, named) ->
            named.forEach(
                (name, said) ->
                    rows.add(
                        new StatedRow<>(
                            person,
                            name,
                            value.apply(said.value()),
                            said.stamp().occurredAt(),
                            said.stamp().eventId()))));
    return rows;
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a trait came as JSON and goes as JSON", e);
    }
  }
}
