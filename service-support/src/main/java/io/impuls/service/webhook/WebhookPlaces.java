package io.impuls.service.webhook;

import io.impuls.contracts.webhook.Webhook;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.webhook.WebhookView.Failure;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Finds the places that users name, and says where a webhook is, on whichever instance. */
final class WebhookPlaces {

  /** What a place looks like. */
  static final String GRAMMAR =
      "is 'now', 'beginning', a time such as 2026-11-20T10:00:00Z, the position of a delivered"
          + " event, or the position of the webhook";

  private static final int SUFFIX = 8;

  private final Groups groups;
  private final String service;

  WebhookPlaces(Groups groups, String service) {
    this.groups = groups;
    this.service = service;
  }

  /** Makes a group that begins there for a new webhook, and gives its name. */
  String begin(UUID hook, List<String> kinds, String from) {
    return group(hook, offsets("/from", kinds, from, Map.of()));
  }

  /** Makes a group that goes on there for a webhook, and gives its name. */
  String replay(Webhook hook, String position) {
    Map<TopicPartition, Long> present = new HashMap<>();
    groups
        .places(hook.group())
        .forEach(
            (at, place) -> {
              if (place != null) {
                present.put(at, place.offset());
              }
            });
    return group(hook.id(), offsets("/position", hook.kinds(), position, present));
  }

  /** A name of its own for each, so that nobody who is still in an earlier group disturbs it. */
  private String group(UUID hook, Map<TopicPartition, Long> offsets) {
    String name =
        "%s-webhook-%s-%s"
            .formatted(service, hook, UUID.randomUUID().toString().substring(0, SUFFIX));
    groups.begin(name, offsets);
    return name;
  }

  private Map<TopicPartition, Long> offsets(
      String pointer, List<String> kinds, String text, Map<TopicPartition, Long> present) {
    Place place;
    try {
      place = Place.parse(text, kinds);
    } catch (IllegalArgumentException e) {
      throw refused(pointer, GRAMMAR);
    }
    List<TopicPartition> partitions = groups.partitions(kinds);
    if (place instanceof Place.Now) {
      return groups.ends(partitions);
    }
    if (place instanceof Place.Beginning) {
      return groups.beginnings(partitions);
    }
    if (place instanceof Place.Since since) {
      return groups.since(partitions, since.at().toEpochMilli());
    }
    return named(pointer, (Place.Offsets) place, partitions, present);
  }

  /** What is not named stays where it is. */
  private Map<TopicPartition, Long> named(
      String pointer,
      Place.Offsets place,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> present) {
    Map<TopicPartition, Long> kept = groups.beginnings(partitions);
    Map<TopicPartition, Long> ends = groups.ends(partitions);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    place
        .offsets()
        .forEach(
            (kind, each) ->
                each.keySet().stream()
                    .filter(
                        number ->
                            partitions.stream()
                                .noneMatch(
                                    at ->
                                        at.partition() == number
                                            && groups.kind(at.topic()).equals(kind)))
                    .findFirst()
                    .ifPresent(
                        number -> {
                          throw refused(
                              pointer, "names partition %d, and there is none".formatted(number));
                        }));
    for (TopicPartition at : partitions) {
      Long wish =
          place
              .offsets()
              .getOrDefault(groups.kind(at.topic()), Map.of())
              .getOrDefault(at.partition(), present.get(at));
      if (wish == null) {
        throw refused(pointer, "says nothing of some partitions: take a position of all of them");
      }
      if (wish > ends.get(at)) {
        throw refused(pointer, "lies behind the end of " + at.topic());
      }
      if (wish < kept.get(at)) {
        throw refused(
            pointer,
            "is no longer kept: the oldest of its partition is "
                + Place.ofRecord(groups.kind(at.topic()), at.partition(), kept.get(at)));
      }
      offsets.put(at, wish);
    }
    return offsets;
  }

  private static ProblemException refused(String pointer, String message) {
    return new ProblemException(Problem.invalid(pointer, message));
  }

  /** Gives a webhook as its owner sees it; {@code secret} may be null. */
  WebhookView view(Webhook hook, String secret) {
    Map<TopicPartition, OffsetAndMetadata> places = groups.places(hook.group());
    places.values().removeIf(Objects::isNull);
    Map<TopicPartition, Long> ends = groups.ends(places.keySet());
    List<LaneHealth> health =
        places.values().stream().map(place -> LaneHealth.parse(place.metadata())).toList();
    return new WebhookView(
        hook.id(),
        hook.name(),
        hook.url(),
        hook.kinds(),
        hook.state(),
        hook.reason(),
        hook.since(),
        secret,
        hook.formerUntil(),
        position(hook, places),
        places.entrySet().stream()
            .mapToLong(at -> Math.max(0, ends.get(at.getKey()) - at.getValue().offset()))
            .sum(),
        (int) health.stream().filter(lane -> lane.failingSince() != null).count(),
        health.stream()
            .map(LaneHealth::lastSuccess)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        lastFailure(health).orElse(null),
        hook.createdAt(),
        hook.changedBy(),
        hook.changedAt());
  }

  /** Gives the position of all partitions; null when some place is lost. */
  private String position(Webhook hook, Map<TopicPartition, OffsetAndMetadata> places) {
    if (!places.keySet().containsAll(groups.partitions(hook.kinds()))) {
      return null;
    }
    Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
    places.forEach(
        (at, place) ->
            offsets
                .computeIfAbsent(groups.kind(at.topic()), kind -> new TreeMap<>())
                .put(at.partition(), place.offset()));
    return new Place.Offsets(offsets).text();
  }

  private static Optional<Failure> lastFailure(Collection<LaneHealth> health) {
    return health.stream()
        .filter(lane -> lane.lastFailure() != null)
        .max(Comparator.comparing(LaneHealth::lastFailure))
        .map(
            lane -> new Failure(lane.lastFailure(), lane.status(), lane.reason(), lane.failures()));
  }
}
