package io.impuls.contact.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contact.domain.Contact;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Points;
import io.impuls.contracts.topic.Json;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Fills cards with what lies in the other tables. One session, one question after the other: a
 * reactive session does one thing at a time.
 */
final class CardReading {

  private final Mutiny.Session session;
  private final UUID workspace;

  CardReading(Mutiny.Session session, UUID workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  /** Gives the contacts of {@code cards} in their order, each with its strongest tags. */
  Uni<List<Contact>> fill(List<CardEntity> cards, int tags) {
    List<UUID> persons = cards.stream().map(card -> card.person).toList();
    if (persons.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Parts parts = new Parts();
    return rows(IdentifierEntity.class, "", persons)
        .invoke(found -> parts.identifiers = group(found, row -> row.person))
        .chain(() -> rows(AttributeEntity.class, " order by e.name", persons))
        .invoke(found -> parts.attributes = group(found, row -> row.person))
        .chain(() -> rows(ConsentEntity.class, " order by e.purpose", persons))
        .invoke(found -> parts.consents = group(found, row -> row.person))
        .chain(() -> rows(ScoreEntity.class, " order by e.plan", persons))
        .invoke(found -> parts.scores = group(found, row -> row.person))
        .chain(
            () ->
                rows(
                    TagEntity.class,
                    " and e.score is not null order by e.score desc, e.tag",
                    persons))
        .invoke(found -> parts.tags = group(found, row -> row.person))
        .chain(
            () ->
                session
                    .createQuery(
                        "from CardEntity e where e.workspace = :workspace"
                            + " and e.mergedInto in (:persons) order by e.person",
                        CardEntity.class)
                    .setParameter("workspace", workspace)
                    .setParameter("persons", persons)
                    .getResultList())
        .invoke(found -> parts.aliases = group(found, row -> row.mergedInto))
        .map(done -> cards.stream().map(card -> parts.contact(card, tags)).toList());
  }

  private <E> Uni<List<E>> rows(Class<E> entity, String rest, List<UUID> persons) {
    return session
        .createQuery(
            "from "
                + entity.getSimpleName()
                + " e where e.workspace = :workspace and e.person in (:persons)"
                + rest,
            entity)
        .setParameter("workspace", workspace)
        .setParameter("persons", persons)
        .getResultList();
  }

  private static <E> Map<UUID, List<E>> group(List<E> rows, Function<E, UUID> person) {
    return rows.stream().collect(Collectors.groupingBy(person));
  }

  private static final class Parts {
    private Map<UUID, List<IdentifierEntity>> identifiers;
    private Map<UUID, List<AttributeEntity>> attributes;
    private Map<UUID, List<ConsentEntity>> consents;
    private Map<UUID, List<ScoreEntity>> scores;
    private Map<UUID, List<TagEntity>> tags;
    private Map<UUID, List<CardEntity>> aliases;

    Contact contact(CardEntity card, int strongest) {
      Map<String, Object> said = new LinkedHashMap<>();
      of(attributes, card).forEach(a -> said.put(a.name, json(a.value)));
      Map<String, Contact.Consent> consent = new LinkedHashMap<>();
      of(consents, card)
          .forEach(c -> consent.put(c.purpose, new Contact.Consent(c.given, c.occurredAt)));
      return new Contact(
          card.person,
          of(aliases, card).stream().map(alias -> alias.person).toList(),
          card.known,
          card.machine && !card.human,
          card.firstSeen,
          card.lastSeen,
          of(identifiers, card).stream()
              .map(i -> new Identifier(Identifier.Kind.valueOf(i.kind), i.value))
              .sorted(Comparator.comparing(Identifier::kind).thenComparing(Identifier::value))
              .toList(),
          said,
          consent,
          of(scores, card).stream()
              .map(s -> new Contact.Score(s.plan, new Points(s.value), s.band, s.changedAt))
              .toList(),
          of(tags, card).stream()
              .limit(strongest)
              .map(t -> new Contact.Tag(t.tag, t.name, new Points(t.score), t.changedAt))
              .toList());
    }

    private static <E> List<E> of(Map<UUID, List<E>> rows, CardEntity card) {
      return rows.getOrDefault(card.person, List.of());
    }

    private static Object json(String text) {
      try {
        return Json.mapper().readValue(text, Object.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("attributes are written as JSON", e);
      }
    }
  }
}
