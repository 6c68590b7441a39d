package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A log in which phone numbers have one form, E.164 (semantics 3.10), whichever way they came. A
 * number that cannot be brought to it is kept as it was sent.
 */
public final class CanonicalPhones implements IntakeLog {

  private final IntakeLog log;
  private final PhoneNumbers phones;
  private final PhoneRegions regions;

  /** Makes it of the log behind it, and of what tells the countries of numbers. */
  public CanonicalPhones(IntakeLog log, PhoneNumbers phones, PhoneRegions regions) {
    this.log = log;
    this.phones = phones;
    this.regions = regions.checkedBy(phones);
  }

  @Override
  public CompletionStage<Outcome> store(List<Verdict> verdicts) {
    return log.store(verdicts.stream().map(this::canonical).toList());
  }

  @Override
  public boolean available() {
    return log.available();
  }

  private Verdict canonical(Verdict verdict) {
    if (!(verdict instanceof Verdict.Accepted accepted)
        || accepted.event().identity().phone() == null) {
      return verdict;
    }
    Event event = accepted.event();
    String sent = event.identity().phone();
    return phones
        .e164(sent, regions.of(event.workspace(), event.source().id()))
        .filter(number -> !number.equals(sent))
        .<Verdict>map(
            number ->
                new Verdict.Accepted(
                    event.by(event.identity().withPhone(number)), accepted.source()))
        .orElse(verdict);
  }
}
