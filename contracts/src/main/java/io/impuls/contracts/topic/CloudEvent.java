package io.impuls.contracts.topic;

import java.time.Instant;
import java.util.function.Function;

/**
 * How a value fills the CloudEvents 1.0 attributes of its record (Kafka binding, binary mode).
 *
 * @param type attribute {@code ce_type}
 * @param id gives {@code ce_id}
 * @param source gives {@code ce_source}
 * @param time gives {@code ce_time}; may give null
 * @param <V> the value
 */
public record CloudEvent<V>(
    String type, Function<V, String> id, Function<V, String> source, Function<V, Instant> time) {

  /** The version of the specification that the headers follow. */
  public static final String SPEC_VERSION = "1.0";
}
