package io.impuls.contact.store;

import io.impuls.contact.domain.Contact;
import io.impuls.contact.domain.ContactQuery;
import io.impuls.contact.domain.ContactQuery.Place;
import io.impuls.contact.domain.Contacts;
import io.impuls.contact.domain.StoreUnavailable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Cards read through Hibernate Reactive; entities never leave this package. */
public final class HibernateContacts implements Contacts {

  /** Tags on the card of one contact; a person may have thousands. */
  static final int TAGS_OF_A_CARD = 50;

  /** Tags of each contact in a list. */
  static final int TAGS_OF_A_LINE = 5;

  private final Mutiny.SessionFactory sessions;
  private final Duration bound;

  /** Reads through sessions of {@code sessions}; an answer later than {@code bound} fails. */
  public HibernateContacts(Mutiny.SessionFactory sessions, Duration bound) {
    this.sessions = sessions;
    this.bound = bound;
  }

  @Override
  public CompletionStage<Optional<Contact>> find(UUID workspace, UUID person) {
    return ask(session ->
            survivor(session, workspace, person)
                .chain(
                    card ->
                        new CardReading(session, workspace)
                            .fill(card == null ? List.of() : List.of(card), TAGS_OF_A_CARD)))
        .map(found -> found.stream().findFirst())
        .subscribeAsCompletionStage();
  }

  @Override
  public CompletionStage<List<UUID>> identities(UUID workspace, UUID person) {
    return ask(session ->
            survivor(session, workspace, person)
                .chain(
                    card ->
                        card == null
                            ? Uni.createFrom().item(List.<UUID>of())
                            : aliases(session, card)))
        .subscribeAsCompletionStage();
  }

  @Override
  public CompletionStage<Page> page(ContactQuery query) {
    return ask(session ->
            lines(session, query)
                .chain(
                    lines -> {
                      boolean more = lines.size() > query.limit();
                      List<Object[]> kept = more ? lines.subList(0, query.limit()) : lines;
                      Place next = more ? place(kept.get(kept.size() - 1)) : null;
                      return new CardReading(session, query.workspace())
                          .fill(
                              kept.stream().map(line -> (CardEntity) line[0]).toList(),
                              TAGS_OF_A_LINE)
                          .map(contacts -> new Page(contacts, next));
                    }))
        .subscribeAsCompletionStage();
  }

  /** Every failure here is the database's: questions are written by this package alone. */
  private <R> Uni<R> ask(Function<Mutiny.Session, Uni<R>> question) {
    return sessions
        .withSession(question)
        .ifNoItem()
        .after(bound)
        .fail()
        .onFailure()
        .transform(trouble -> new StoreUnavailable("cards", trouble));
  }

  private static Uni<CardEntity> survivor(Mutiny.Session session, UUID workspace, UUID person) {
    return session
        .find(CardEntity.class, new PersonId(workspace, person))
        .chain(
            card ->
                card == null || card.mergedInto == null
                    ? Uni.createFrom().item(card)
                    : session.find(CardEntity.class, new PersonId(workspace, card.mergedInto)));
  }

  private static Uni<List<UUID>> aliases(Mutiny.Session session, CardEntity card) {
    return session
        .createQuery(
            "select e.person from CardEntity e where e.workspace = :workspace"
                + " and e.mergedInto = :person order by e.lastSeen desc, e.person",
            UUID.class)
        .setParameter("workspace", card.workspace)
        .setParameter("person", card.person)
        .getResultList()
        .map(
            found -> {
              List<UUID> all = new ArrayList<>(found.size() + 1);
              all.add(card.person);
              all.addAll(found);
              return all;
            });
  }

  /** One line more than asked for tells whether anything follows. */
  private static Uni<List<Object[]>> lines(Mutiny.Session session, ContactQuery query) {
    ContactPageQuery page = new ContactPageQuery(query);
    Mutiny.SelectionQuery<Object[]> question =
        session.createSelectionQuery(page.text(), Object[].class);
    page.parameters().forEach(question::setParameter);
    return question.setMaxResults(query.limit() + 1).getResultList();
  }

  private static Place place(Object[] line) {
    CardEntity card = (CardEntity) line[0];
    return new Place((Long) line[1], card.lastSeen, card.person);
  }
}
