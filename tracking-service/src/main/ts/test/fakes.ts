import type { TrackedEvent } from '../src/events.js';
import type { Answer, Clock, Post, Store } from '../src/ports.js';

export const START = Date.parse('2026-11-22T10:00:00.000Z');

/** A storage that outlives the page of a test. */
export class FakeStore implements Store {
  readonly items = new Map<string, string>();
  get = (key: string) => this.items.get(key) ?? null;
  set = (key: string, value: string) => void this.items.set(key, value);
  remove = (key: string) => void this.items.delete(key);
  keys = () => [...this.items.keys()];
}

/** A clock that the test moves; what is due is called in the order of time. */
export class FakeClock implements Clock {
  private due: { at: number; call: () => void }[] = [];
  constructor(private millis = START) {}
  now = () => this.millis;
  after(millis: number, call: () => void) {
    const entry = { at: this.millis + millis, call };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  }
  /** Moves on, and lets promises settle in between. */
  async pass(millis: number) {
    const end = this.millis + millis;
    for (;;) {
      await settled();
      const next = this.due.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) {
        break;
      }
      this.due = this.due.filter((other) => other !== next);
      this.millis = Math.max(this.millis, next.at);
      next.call();
    }
    this.millis = end;
  }
}

export interface Sent {
  at: number;
  events: (TrackedEvent & { sentAt: string; writeKey: string })[];
  named: boolean;
  leaving: boolean;
}

/** A collector that answers as it is told, 200 by default. */
export class FakeCollector {
  readonly sent: Sent[] = [];
  readonly answers: Answer[] = [];
  /** requests that are answered only when the test says so */
  readonly open: ((answer: Answer) => void)[] = [];
  holding = false;

  constructor(private readonly clock: FakeClock) {}

  post: Post = (body, named, leaving) => {
    this.sent.push({ at: this.clock.now(), events: JSON.parse(body), named, leaving });
    return this.holding
      ? new Promise((resolve) => this.open.push(resolve))
      : Promise.resolve(this.answers.shift() ?? { status: 200, retryAfter: null });
  };

  types = () => this.sent.flatMap((request) => request.events.map((event) => event.type));
}

export const status = (code: number, retryAfter: number | null = null): Answer => ({
  status: code,
  retryAfter,
});

async function settled() {
  for (let i = 0; i < 10; i++) {
    await Promise.resolve();
  }
}
