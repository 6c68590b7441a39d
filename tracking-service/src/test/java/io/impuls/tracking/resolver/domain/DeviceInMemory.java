package io.impuls.tracking.resolver.domain;

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
