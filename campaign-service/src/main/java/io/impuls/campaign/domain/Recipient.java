package io.impuls.campaign.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known about a person for mailing. Built from {@code person.identified} events in any
 * order with the same result: each fact is the latest that was stated.
 *
 * @param workspace the tenant
 * @param person whom
 * @param address e-mail address; null when none was ever stated
 * @param userId the shop's id; null when none was ever stated
 * @param consent consent by purpose that was stated without an address; consent stated with one
 *     belongs to the address (semantics 3.10) and is not kept here
 * @param traits first name and the like, as text
 */
public record Recipient(
    UUID workspace,
    UUID person,
    Stamped<String> address,
    Stamped<String> userId,
    Map<String, Stamped<Boolean>> consent,
    Map<String, Stamped<String>> traits) {

  /** Traits kept of a person; more are ignored. */
  static final int MOST_TRAITS = 200;

  /** Characters kept of a trait: what a mail can reasonably show. */
  static final int LONGEST_TRAIT = 1_000;

  public Recipient {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    consent = consent == null ? Map.of() : Map.copyOf(consent);
    traits = traits == null ? Map.of() : Map.copyOf(traits);
  }

  /** Gives a person of whom nothing is known. */
  public static Recipient unknown(UUID workspace, UUID person) {
    return new Recipient(workspace, person, null, null, Map.of(), Map.of());
  }

  /** Gives the recipient with what this event states. */
  public Recipient with(Event identified) {
    Stamp stamp = Stamp.of(identified);
    Recipient stated =
        new Recipient(
            workspace,
            person,
            stamped(identified.identity().email(), stamp),
            stamped(identified.identity().userId(), stamp),
            identified.identity().email() == null
                ? stampedAll(identified.consent(), stamp)
                : Map.of(),
            texts(identified.traits(), stamp));
    return joined(stated, stated.consent);
  }

  /**
   * Gives this person joined with one who turned out to be the same. Consent that was given does
   * not pass over, for it may have been given for another address; consent withdrawn does.
   */
  public Recipient absorbing(Recipient other) {
    Map<String, Stamped<Boolean>> withdrawn = new HashMap<>(other.consent);
    withdrawn.values().removeIf(given -> !Boolean.FALSE.equals(given.value()));
    return joined(other, withdrawn);
  }

  /** Gives what of this person an identifier says that names somebody by itself. */
  public Recipient named(UUID original) {
    return new Recipient(
        workspace,
        person,
        names(Kind.EMAIL, address, original) ? address : null,
        names(Kind.USER_ID, userId, original) ? userId : null,
        Map.of(),
        Map.of());
  }

  /** Gives this person without the address and id of {@code other}. */
  public Recipient without(Recipient other) {
    return new Recipient(
        workspace,
        person,
        other.address == null ? address : null,
        other.userId == null ? userId : null,
        consent,
        traits);
  }

  /** Whether nothing was ever stated. */
  public boolean isUnknown() {
    return equals(unknown(workspace, person));
  }

  private boolean names(Kind kind, Stamped<String> identifier, UUID original) {
    return identifier != null
        && identifier.value() != null
        && Ids.person(workspace, new Identifier(kind, identifier.value())).equals(original);
  }

  /** Gives where mail goes; empty when there is no address or none that mail can be sent to. */
  public Optional<EmailAddress> mailAddress() {
    return address == null ? Optional.empty() : EmailAddress.of(address.value());
  }

  /** Gives what a template may say about the person. */
  public Map<String, String> traitTexts() {
    Map<String, String> texts = new HashMap<>();
    traits.forEach(
        (name, trait) -> {
          if (trait.value() != null) {
            texts.put(name, trait.value());
          }
        });
    return texts;
  }

  private Recipient joined(Recipient other, Map<String, Stamped<Boolean>> otherConsent) {
    return new Recipient(
        workspace,
        person,
        Stamped.later(address, other.address),
        Stamped.later(userId, other.userId),
        Stamped.later(consent, otherConsent),
        Stamped.later(traits, other.traits));
  }

  private static <T> Stamped<T> stamped(T value, Stamp stamp) {
    return value == null ? null : new Stamped<>(value, stamp);
  }

  private static <T> Map<String, Stamped<T>> stampedAll(Map<String, T> values, Stamp stamp) {
    Map<String, Stamped<T>> all = new HashMap<>();
    values.forEach((name, value) -> all.put(name, new Stamped<>(value, stamp)));
    return all;
  }

  private static Map<String, Stamped<String>> texts(Map<String, Object> traits, Stamp stamp) {
    Map<String, Stamped<String>> texts = new HashMap<>();
    traits.entrySet().stream()
        .filter(trait -> !(trait.getValue() instanceof Map || trait.getValue() instanceof Iterable))
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_TRAITS)
        .forEach(trait -> texts.put(trait.getKey(), new Stamped<>(text(trait.getValue()), stamp)));
    return texts;
  }

  private static String text(Object value) {
    String text = value == null ? null : value.toString();
    return text == null || text.length() <= LONGEST_TRAIT ? text : text.substring(0, LONGEST_TRAIT);
  }
}
