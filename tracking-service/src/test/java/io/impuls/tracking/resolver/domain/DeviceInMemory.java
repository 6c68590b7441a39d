package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.tracking.resolver.domain.identity.Consents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a device's people in lists, the plainest thing that keeps the port's promises.
 */
final class DeviceInMemory implements DeviceMemory {

  private static final Comparator<Binding> ORDER =
      Comparator.comparing(Binding::occurredAt)
          .thenComparing(Binding::eventId, Ids::compareUnsigned);

  private final List<Binding> bindings = new ArrayList<>();
  private final List<Identifier> clients = new ArrayList<>();
  private final List<Identifier> browsers = new ArrayList<>();
  private Instant outsideVisits;
  private AnonymousPast past;
  private Consents said = Consents.NONE;

  @Override
  public Optional<Binding> bindingAt(Instant occurredAt, UUID eventId) {
    Binding place = new Binding(occurredAt, eventId, null);
    return bindings.stream().filter(b -> ORDER.compare(b, place) <= 0).max(ORDER);
  }

  @Override
  public Optional<Binding> bindingAfter(Instant occurredAt, UUID eventId) {
    Binding place = new Binding(occurredAt, eventId, null);
    return bindings.stream().filter(b -> ORDER.compare(b, place) > 0).min(ORDER);
  }

  @Override
  public Optional<Binding> firstBinding() {
    return bindings.stream().min(ORDER);
  }

  @Override
  public void bind(Binding binding) {
    bindings.add(binding);
  }

  @Override
  public List<Binding> bindings() {
    return bindings.stream().filter(b -> !b.told()).toList();
  }

  @Override
  public void forgetTold() {
    bindings.removeIf(Binding::told);
  }

  @Override
  public List<Identifier> clients() {
    return List.copyOf(clients);
  }

  @Override
  public void addClient(Identifier client) {
    clients.add(client);
  }

  @Override
  public List<Identifier> browsers() {
    return List.copyOf(browsers);
  }

  @Override
  public void addBrowser(Identifier browser) {
    browsers.add(browser);
  }

  @Override
  public Optional<Instant> lastOutsideVisits() {
    return Optional.ofNullable(outsideVisits);
  }

  @Override
  public void keepOutsideVisits(Instant at) {
    outsideVisits = at;
  }

  @Override
  public Optional<AnonymousPast> anonymousPast() {
    return Optional.ofNullable(past);
  }

  @Override
  public Consents consents() {
    return said;
  }

  @Override
  public void keep(Consents now) {
    said = now;
  }

  @Override
  public void keep(AnonymousPast now) {
    past = now;
  }
}
