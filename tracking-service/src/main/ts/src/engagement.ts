/** Somebody who has not touched the page for so long is taken to have walked away. */
export const IDLE_MILLIS = 60_000;

/** Active time is told each time that so much was added. */
export const REPORT_SECONDS = 30;

/** Two looks at the clock that lie further apart had a sleeping computer between them. */
const LONGEST_STEP_MILLIS = 5_000;

/** Measures for how long one view of a page was in sight and used. */
export class Engagement {
  private activeMillis = 0;
  private reportedSeconds = 0;
  private lastLook: number;
  private lastUse: number;

  constructor(
    now: number,
    private visible: boolean,
  ) {
    this.lastLook = now;
    this.lastUse = now;
  }

  /** The visitor moved, scrolled, touched or typed. */
  used(now: number): void {
    this.look(now, this.visible);
    this.lastUse = now;
  }

  /** Time passed, or the page came into sight or out of it. */
  look(now: number, visible: boolean): void {
    const until = Math.min(now, this.lastUse + IDLE_MILLIS);
    const step = until - this.lastLook;
    if (this.visible && step > 0) {
      this.activeMillis += Math.min(step, LONGEST_STEP_MILLIS);
    }
    this.lastLook = now;
    if (visible && !this.visible) {
      this.lastUse = now;
    }
    this.visible = visible;
  }

  /**
   * Gives the seconds so far when there is something new to tell, else null.
   *
   * @param all whether every second counts (the page is left), or only a whole step
   */
  report(all: boolean): number | null {
    const seconds = Math.floor(this.activeMillis / 1_000);
    if (seconds - this.reportedSeconds < (all ? 1 : REPORT_SECONDS)) {
      return null;
    }
    this.reportedSeconds = seconds;
    return seconds;
  }
}
