package io.impuls.tracking.collector.domain;

import java.util.Optional;

/** Port: what is known of the phone numbers of the world. */
public interface PhoneNumbers {

  /**
   * Gives a number in E.164; empty where it cannot be dialled, or where nothing says its country.
   *
   * @param number as {@link Texts#phone} leaves it
   * @param region country of numbers that name none, in ISO 3166 ({@code PL}); null for none
   */
  Optional<String> e164(String number, String region);

  /** Whether numbers of this region are known. */
  boolean knows(String region);
}
