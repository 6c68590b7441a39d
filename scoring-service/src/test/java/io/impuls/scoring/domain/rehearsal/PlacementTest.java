package io.impuls.scoring.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final UUID DEVICE = new UUID(0, 1);
  private static final UUID ANNA = new UUID(0, 2);
  private static final UUID ANNE = new UUID(0, 3);

  private final Map<UUID, List<Told>> told = new HashMap<>();
  private final Placement placement = new Placement(person -> told.getOrDefault(person, List.of()));

  @Test
  void whoWasMergedAwayHasWhatTheyDidWithWhoeverContinuesInTheEnd() {
    merge("2026-03-02T12:00:00Z", new Merge(DEVICE, ANNA));
    merge("2026-03-02T13:00:00Z", new Merge(ANNA, ANNE));

    assertThat(placement.owner(DEVICE, deed(DEVICE, "2026-03-02T10:00:00Z"))).isEqualTo(ANNE);
    assertThat(placement.owner(ANNA, deed(ANNA, "2026-03-02T14:00:00Z"))).isEqualTo(ANNE);
    assertThat(placement.owner(ANNE, deed(ANNE, "2026-03-02T14:00:00Z"))).isEqualTo(ANNE);
  }

  @Test
  void aLoginAdoptsTheDevicesPastFromATimeOn() {
    Instant since = Instant.parse("2026-02-01T00:00:00Z");
    merge("2026-03-02T12:00:00Z", new Merge(DEVICE, ANNA, since, ANNA));

    assertThat(placement.owner(DEVICE, deed(DEVICE, "2026-01-31T23:59:59Z"))).isEqualTo(DEVICE);
    assertThat(placement.owner(DEVICE, deed(DEVICE, "2026-02-01T00:00:00Z"))).isEqualTo(ANNA);
  }

  @Test
  void whoIsSplitAgainHasBackWhatCameByTheirOwnIdentifier() {
    merge("2026-03-02T12:00:00Z", new Merge(ANNE, ANNA));
    split("2026-03-02T15:00:00Z", new Split(ANNA, ANNE, ANNE));

    assertThat(placement.owner(ANNE, deed(ANNE, "2026-03-02T10:00:00Z"))).isEqualTo(ANNE);
    // published for Anna while they were one, and found by Anne's identifier
    assertThat(placement.owner(ANNA, deed(ANNE, "2026-03-02T13:00:00Z"))).isEqualTo(ANNE);
    assertThat(placement.owner(ANNA, deed(ANNA, "2026-03-02T13:00:00Z"))).isEqualTo(ANNA);
  }

  /** The device was taken for Anna's, who is Anne by then; it is told under Anna's key. */
  @Test
  void whatASplitTakesIsTakenFromWhoeverThePersonLivesOnAs() {
    merge("2026-03-02T12:00:00Z", new Merge(ANNA, ANNE));
    split("2026-03-02T15:00:00Z", new Split(ANNA, DEVICE, DEVICE));
    placement.passOn(ANNA, this::tell);

    assertThat(placement.owner(ANNE, deed(DEVICE, "2026-03-02T13:00:00Z"))).isEqualTo(DEVICE);
    assertThat(placement.owner(ANNE, deed(ANNE, "2026-03-02T13:00:00Z"))).isEqualTo(ANNE);
  }

  private void merge(String at, Merge merge) {
    Told one = new Told(UUID.randomUUID(), Instant.parse(at), merge, null, false);
    tell(merge.from(), one);
    tell(merge.into(), one);
  }

  private void split(String at, Split split) {
    Told one = new Told(UUID.randomUUID(), Instant.parse(at), null, split, false);
    tell(split.from(), one);
    tell(split.into(), one);
  }

  private void tell(UUID person, Told one) {
    List<Told> all = new ArrayList<>(told.getOrDefault(person, List.of()));
    all.add(one);
    all.sort(Comparator.comparing(Told::at));
    told.put(person, all);
  }

  private static Deed deed(UUID original, String at) {
    return new Deed(
        UUID.randomUUID(), Instant.parse(at), original, original, false, List.of(), List.of());
  }
}
