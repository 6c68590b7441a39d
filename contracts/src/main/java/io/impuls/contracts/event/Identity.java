package io.impuls.contracts.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The normalised identifiers of one event; each is null when it was not sent.
 *
 * @param visitorId value of the first-party cookie
 * @param anonymousId an id that the client made up
 * @param userId the shop's customer id
 * @param email address in lower case
 * @param phone number in E.164 where it or its source has a country, else as sent, without blanks
 * @param recipient the person that a signed link of a message was made for, as a UUID; only Impuls'
 *     own links say so
 */
public record Identity(
    String visitorId,
    String anonymousId,
    String userId,
    String email,
    String phone,
    String recipient) {

  /** Makes an identity that no message link names. */
  public Identity(String visitorId, String anonymousId, String userId, String email, String phone) {
    this(visitorId, anonymousId, userId, email, phone, null);
  }

  /** Nothing known. */
  public static final Identity NONE = new Identity(null, null, null, null, null, null);

  /** Gives the same with the phone number in another form. */
  public Identity withPhone(String better) {
    return new Identity(visitorId, anonymousId, userId, email, better, recipient);
  }

  /** Gives the identifiers that name a person, strongest first. */
  @JsonIgnore
  public List<Identifier> known() {
    List<Identifier> found = new ArrayList<>(4);
    add(found, Kind.USER_ID, userId);
    add(found, Kind.EMAIL, email);
    add(found, Kind.PHONE, phone);
    add(found, Kind.RECIPIENT, recipient);
    return List.copyOf(found);
  }

  /** Gives the device: the cookie, else the client's anonymous id. */
  @JsonIgnore
  public Optional<Identifier> device() {
    if (visitorId != null) {
      return Optional.of(new Identifier(Kind.VISITOR, visitorId));
    }
    return anonymousId == null
        ? Optional.empty()
        : Optional.of(new Identifier(Kind.ANONYMOUS_ID, anonymousId));
  }

  /** Gives the identifier that keys the event on intake: the device, else the strongest name. */
  @JsonIgnore
  public Optional<Identifier> intakeKey() {
    return device().or(() -> known().stream().findFirst());
  }

  private static void add(List<Identifier> found, Kind kind, String value) {
    if (value != null) {
      found.add(new Identifier(kind, value));
    }
  }
}
