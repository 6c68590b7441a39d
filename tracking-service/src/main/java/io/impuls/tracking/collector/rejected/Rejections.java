package io.impuls.tracking.collector.rejected;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.publish.OperatorLog;
import io.impuls.tracking.collector.rejected.Rejection.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The refused events of workspaces, read from their topic when asked. All of a workspace lie in one
 * partition, so the newest are found by going back from its end.
 */
public final class Rejections implements AutoCloseable {

  /** Offsets that are read at a time on the way back. */
  private static final int WINDOW = 1_000;

  /** Offsets that one question goes back at most; its answer says where to go on. */
  private static final int FURTHEST = 50_000;

  private final String bootstrapServers;
  private final OperatorLog<RejectionRepair> repairs;

  /** Makes the way to the topics. */
  public Rejections(String bootstrapServers, String instanceId) {
    this.bootstrapServers = bootstrapServers;
    this.repairs = new OperatorLog<>(Topics.REJECTION_REPAIRS, bootstrapServers, instanceId);
  }

  /**
   * Some refused events, newest first.
   *
   * @param found those that were asked for, without payloads
   * @param before where to go on; null when there are no older ones
   */
  public record Page(List<Rejection> found, Place before) {}

  /**
   * Finds the newest.
   *
   * @param reason only those with it; null for any
   * @param before only those before that place; null for the newest
   * @param limit how many at most
   */
  public Page newest(UUID workspace, RejectionReason reason, Place before, int limit) {
    List<Rejection> found = new ArrayList<>();
    int partition = Topics.REJECTED_EVENTS.partition(workspace.toString());
    long to;
    long begin;
    try (TopicScan<RejectedEvent> scan =
        new TopicScan<>(Topics.REJECTED_EVENTS, partition, bootstrapServers)) {
      begin = scan.begin();
      to = before == null ? scan.end() : Math.min(before.offset(), scan.end());
      long last = Math.max(begin, to - FURTHEST);
      while (to > last && found.size() < limit) {
        long from = Math.max(last, to - WINDOW);
        List<Rejection> window = new ArrayList<>();
        scan.read(
            from,
            to,
            (event, offset) -> {
              if (workspace.equals(event.workspace())
                  && (reason == null || reason == event.reason())) {
                window.add(new Rejection(new Place(partition, offset), bare(event), null));
              }
            });
        Collections.reverse(window);
        found.addAll(window);
        to = from;
      }
    }
    boolean more = found.size() > limit;
    List<Rejection> page = more ? found.subList(0, limit) : found;
    Place next = more ? page.get(limit - 1).place() : new Place(partition, to);
    return new Page(withRepairs(workspace, page), more || to > begin ? next : null);
  }

  /** Finds one with its payload and its repair; empty when there is none at that place. */
  public Optional<Rejection> find(UUID workspace, Place place) {
    if (place.partition() != Topics.REJECTED_EVENTS.partition(workspace.toString())) {
      return Optional.empty();
    }
    List<RejectedEvent> found = new ArrayList<>(1);
    try (TopicScan<RejectedEvent> scan =
        new TopicScan<>(Topics.REJECTED_EVENTS, place.partition(), bootstrapServers)) {
      if (place.offset() < scan.begin() || place.offset() >= scan.end()) {
        return Optional.empty();
      }
      scan.read(
          place.offset(),
          place.offset() + 1,
          (event, offset) -> {
            if (offset == place.offset() && workspace.equals(event.workspace())) {
              found.add(event);
            }
          });
    }
    return found.stream().findFirst().map(event -> new Rejection(place, event, repair(event)));
  }

  /** Keeps what became of one; once this returns, everybody who asks sees it. */
  void keep(RejectionRepair repair) throws InterruptedException {
    repairs.write(repair.key(), repair);
  }

  private List<Rejection> withRepairs(UUID workspace, List<Rejection> page) {
    Map<UUID, RejectionRepair> known = new HashMap<>();
    page.forEach(one -> known.put(one.event().rejectionId(), null));
    scanRepairs(
        repair -> {
          if (workspace.equals(repair.workspace()) && known.containsKey(repair.rejectionId())) {
            known.put(repair.rejectionId(), bare(repair));
          }
        });
    return page.stream()
        .map(one -> new Rejection(one.place(), one.event(), known.get(one.event().rejectionId())))
        .toList();
  }

  private RejectionRepair repair(RejectedEvent event) {
    RejectionRepair[] newest = new RejectionRepair[1];
    scanRepairs(
        repair -> {
          if (repair.key().equals(event.repairKey())) {
            newest[0] = repair;
          }
        });
    return newest[0];
  }

  private void scanRepairs(Consumer<RejectionRepair> each) {
    try (TopicScan<RejectionRepair> scan =
        new TopicScan<>(Topics.REJECTION_REPAIRS, 0, bootstrapServers)) {
      scan.read(scan.begin(), scan.end(), (repair, offset) -> each.accept(repair));
    }
  }

  private static RejectedEvent bare(RejectedEvent event) {
    return new RejectedEvent(
        event.workspace(),
        event.rejectionId(),
        event.reason(),
        event.field(),
        event.detail(),
        event.route(),
        event.index(),
        event.clientId(),
        event.receivedAt(),
        null,
        event.source(),
        null);
  }

  /** A repaired payload may be large; that there is one is enough for a list. */
  private static RejectionRepair bare(RejectionRepair repair) {
    return new RejectionRepair(
        repair.workspace(),
        repair.rejectionId(),
        repair.payload() == null ? null : "",
        repair.by(),
        repair.at(),
        repair.eventId(),
        repair.form());
  }

  @Override
  public void close() {
    repairs.close();
  }
}
