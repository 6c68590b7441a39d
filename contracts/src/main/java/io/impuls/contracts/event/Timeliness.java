package io.impuls.contracts.event;

/** How late an event arrived, by receipt less occurrence (3.1). */
public enum Timeliness {
  /** At most 15 minutes. */
  ON_TIME,
  /** Within the workspace's lateness horizon: state is recomputed as if it had been on time. */
  LATE,
  /** Beyond the horizon: timeline only. */
  HISTORICAL
}
