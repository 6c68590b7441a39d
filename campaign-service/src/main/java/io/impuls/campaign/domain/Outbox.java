package io.impuls.campaign.domain;

import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.event.Event;
import java.util.List;

/** Port: records that were kept together with a change and still have to reach their topic. */
public interface Outbox {

  /**
   * Gives the oldest records to {@code publisher} and forgets them once it returns. When it throws
   * they stay. Only one instance at a time; the others get none.
   *
   * @return how many were published
   */
  int relay(int limit, Publisher publisher);

  /** Publishes records in their order and returns when all are acknowledged. */
  @FunctionalInterface
  interface Publisher {
    void publish(List<Parcel> parcels) throws Exception;
  }

  /** A record on its way to a topic. */
  sealed interface Parcel {
    /** To {@code campaign.deliveries}. */
    record OfDelivery(Delivery delivery) implements Parcel {}

    /** To {@code tracking.collected}, as the collector would. */
    record OfEvent(Event event) implements Parcel {}
  }
}
