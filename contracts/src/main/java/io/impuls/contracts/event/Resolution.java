package io.impuls.contracts.event;

import java.util.Objects;
import java.util.UUID;

/**
 * What the resolver found about an event.
 *
 * @param person who did it, aliases followed
 * @param originalPerson whom the event's own identifiers name, before any alias; splits need it
 * @param timeliness how late it arrived
 * @param agent human or machine, and why
 * @param visitSource how the visit came about; null when the event has no page
 * @param sessionId the visit it belongs to; null outside of visits
 * @param session facts of the visit; set on {@code session.*} only
 * @param merge who became whom; set on {@code person.merged} only
 * @param split what went from whom to whom; set on {@code person.split} only
 * @param namedPerson whom the login named by which the event was found to be the person's, before
 *     any alias; null where that is the original person
 */
public record Resolution(
    UUID person,
    UUID originalPerson,
    Timeliness timeliness,
    Agent agent,
    VisitSource visitSource,
    UUID sessionId,
    Session session,
    Merge merge,
    Split split,
    UUID namedPerson) {

  /** Finds everything that can be found about an event that splits nobody. */
  public Resolution(
      UUID person,
      UUID originalPerson,
      Timeliness timeliness,
      Agent agent,
      VisitSource visitSource,
      UUID sessionId,
      Session session,
      Merge merge) {
    this(
        person,
        originalPerson,
        timeliness,
        agent,
        visitSource,
        sessionId,
        session,
        merge,
        null,
        null);
  }

  public Resolution {
    Objects.requireNonNull(person, "person");
    originalPerson = originalPerson == null ? person : originalPerson;
    timeliness = timeliness == null ? Timeliness.ON_TIME : timeliness;
    agent = agent == null ? Agent.HUMAN : agent;
    namedPerson = originalPerson.equals(namedPerson) ? null : namedPerson;
  }

  /** Gives the same, done by {@code who}, whom {@code named} named by itself. */
  public Resolution by(UUID who, UUID named) {
    return with(who, originalPerson, merge, split, named);
  }

  /** Gives the same, telling of a merge. */
  public Resolution telling(Merge told) {
    return with(person, originalPerson, told, null, namedPerson);
  }

  /** Gives the same, telling of a split. */
  public Resolution telling(Split told) {
    return with(person, originalPerson, null, told, namedPerson);
  }

  /** Gives the same, about {@code who} and nobody else. */
  public Resolution about(UUID who) {
    return with(who, who, merge, split, null);
  }

  private Resolution with(UUID who, UUID original, Merge merged, Split parted, UUID named) {
    return new Resolution(
        who, original, timeliness, agent, visitSource, sessionId, session, merged, parted, named);
  }

  /** Gives the same with another verdict on who acted. */
  public Resolution by(Agent other) {
    return new Resolution(
        person,
        originalPerson,
        timeliness,
        other,
        visitSource,
        sessionId,
        session,
        merge,
        split,
        namedPerson);
  }
}
