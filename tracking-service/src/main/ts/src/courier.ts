import type { Answer, Clock, Post } from './ports.js';
import type { Entry, Waiting } from './waiting.js';

const BATCH_EVENTS = 20;

/** A page may have 64 KB in flight when it is left; two batches fit. */
const BATCH_CHARACTERS = 30_000;

/** Events that happen together travel together. */
const GATHER_MILLIS = 100;

const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 60_000;

/** Gives the pause before a retry: doubled with each failure, up to half taken off by chance. */
export function pause(failures: number, answer: Answer, chance: number): number {
  const grown = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** (failures - 1));
  const asked = answer.retryAfter === null ? 0 : answer.retryAfter * 1_000;
  return Math.max(asked, grown * (1 - chance / 2));
}

/** Whether the same events may be taken later; everything else but a 2xx never will be. */
export function comesAgain({ status }: Answer): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/**
 * Sends what waits, one request at a time: the first answer brings the visitor's cookie, and a
 * second request beside it would make a second visitor. An event leaves the queue when the server
 * has it, or says that it never will.
 */
export class Courier {
  private readonly travelling = new Set<Entry>();
  private failures = 0;
  private notBefore = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly waiting: Waiting,
    private readonly post: Post,
    private readonly clock: Clock,
    private readonly writeKey: string,
  ) {}

  /** Sends soon, together with what else happens now. */
  soon(): void {
    this.schedule(Math.max(GATHER_MILLIS, this.notBefore - this.clock.now()));
  }

  /** Sends at once: the network came back. */
  now(): void {
    this.notBefore = 0;
    this.schedule(0);
  }

  /**
   * The page may be gone in a moment: sends what a page may have under way. A visitor whose first
   * answer is still to come has no name yet; their events are kept for the next page.
   */
  leave(): void {
    if (this.clock.now() < this.notBefore || (this.travelling.size > 0 && !this.waiting.met())) {
      return;
    }
    for (let requests = 0; requests < 2; requests++) {
      this.send(true);
    }
  }

  private schedule(millis: number): void {
    this.cancel?.();
    this.cancel = this.clock.after(millis, () => {
      this.cancel = null;
      if (this.travelling.size === 0) {
        this.send(false);
      }
    });
  }

  private send(leaving: boolean): void {
    const batch = this.waiting.next(BATCH_EVENTS, BATCH_CHARACTERS, this.travelling);
    if (batch.length > 0) {
      batch.forEach((entry) => this.travelling.add(entry));
      void this.post(this.body(batch), batch[0]!.named, leaving).then((answer) =>
        this.answered(batch, answer),
      );
    }
  }

  private answered(batch: Entry[], answer: Answer): void {
    batch.forEach((entry) => this.travelling.delete(entry));
    if (comesAgain(answer)) {
      this.failures++;
      const millis = pause(this.failures, answer, Math.random());
      this.notBefore = this.clock.now() + millis;
      this.schedule(millis);
      return;
    }
    if (answer.status < 300 && batch[0]!.named) {
      this.waiting.meet();
    }
    this.failures = 0;
    this.notBefore = 0;
    this.waiting.remove(batch);
    this.schedule(0);
  }

  /** Times are the client's; `sentAt` lets the server take its clock's error out. */
  private body(batch: Entry[]): string {
    const sentAt = new Date(this.clock.now()).toISOString();
    return JSON.stringify(
      batch.map((entry) => ({ ...entry.event, sentAt, writeKey: this.writeKey })),
    );
  }
}
