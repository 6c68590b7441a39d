package io.impuls.tracking.collector.snowplow;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of the tracker protocol have in common. */
final class Trackers {

  static final TrackingSource BACKEND = TestSources.source("shop", Source.Kind.BACKEND, "secret");
  static final TrackingSource SITE =
      TestSources.source("site", Source.Kind.BROWSER, "public", "https://shop.example");

  /** By app id, else by the host of a page. */
  static final KnownApps APPS =
      (appId, hosts, now) ->
          "shop-backend".equals(appId)
              ? Optional.of(BACKEND)
              : "web".equals(appId) || hosts.contains("shop.example")
                  ? Optional.of(SITE)
                  : Optional.empty();

  static final SnowplowSettings SETTINGS =
      new SnowplowSettings(
          new RequestLimits(
              2_500_000, 500, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(256 << 10)),
          Duration.ofSeconds(10),
          Map.of("shop", Duration.ofSeconds(15)),
          true,
          List.of("shop.example"),
          List.of("shop.example", "other.example"));

  private Trackers() {}

  static String batch(String... events) {
    return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":["
        + String.join(",", events)
        + "]}";
  }

  /** Gives one event of the site, with {@code fields} of its own. */
  static String web(String fields) {
    return "{\"p\":\"web\",\"tv\":\"js-4.8.0\",\"aid\":\"web\",\"duid\":\"5bd0a8d1e2f34a6b\","
        + fields
        + "}";
  }

  /** Gives a self-describing event of Snowplow's own. */
  static String unstruct(String name, String data) {
    return unstruct("com.snowplowanalytics.snowplow", name, data);
  }

  static String unstruct(String vendor, String name, String data) {
    return ("{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
            + "\"data\":{\"schema\":\"iglu:%s/%s/jsonschema/1-0-0\",\"data\":%s}}")
        .formatted(vendor, name, data);
  }

  static String contexts(String... entities) {
    return "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1\",\"data\":["
        + String.join(",", entities)
        + "]}";
  }

  static String entity(String vendorAndName, String data) {
    return "{\"schema\":\"iglu:%s/jsonschema/1-0-0\",\"data\":%s}".formatted(vendorAndName, data);
  }

  static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  static List<Verdict> verdicts(Judgement judgement) {
    assertThat(judgement).isInstanceOf(Judgement.Store.class);
    return ((Judgement.Store) judgement).verdicts();
  }

  static List<Event> events(Judgement judgement) {
    return verdicts(judgement).stream().map(Trackers::event).toList();
  }

  static Event event(Judgement judgement) {
    assertThat(verdicts(judgement)).hasSize(1);
    return event(verdicts(judgement).get(0));
  }

  static Event event(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).event();
  }

  static RejectedEvent refused(Judgement judgement) {
    assertThat(verdicts(judgement)).hasSize(1);
    assertThat(verdicts(judgement).get(0)).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdicts(judgement).get(0)).event();
  }

  static Reply answer(Judgement judgement) {
    return judgement instanceof Judgement.Store store
        ? store.whenStored()
        : ((Judgement.AnswerNow) judgement).reply();
  }

  static String header(Judgement judgement, String name) {
    return answer(judgement).headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Reply.Header::value)
        .findFirst()
        .orElse(null);
  }
}
