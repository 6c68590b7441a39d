import { type ConsentMode, permission, type Permission, TRACKING } from './consent.js';
import type { Courier } from './courier.js';
import type { Facts, Happening, TrackedEvent } from './events.js';
import type { Clock, Store } from './ports.js';
import type { Waiting } from './waiting.js';

const DECISION = 'impuls.consent';

/** Most happenings that are held until the visitor has decided. */
const MOST_HELD = 100;

/**
 * Decides what may be told. With permission everything is, in the visitor's name. Without it only
 * page views are, in nobody's: no cookie travels, nothing is kept. Before the decision everything
 * is held in memory; a page that is left undecided counts like a refusal.
 */
export class Tracker {
  private held: TrackedEvent[] = [];
  private lastTime = 0;
  private decided: boolean | null;

  constructor(
    private readonly mode: ConsentMode,
    private readonly gpc: boolean,
    private readonly store: Store,
    private readonly waiting: Waiting,
    private readonly courier: Courier,
    private readonly clock: Clock,
    private readonly newId: () => string,
    private readonly timezone: string | undefined,
  ) {
    const said = store.get(DECISION);
    this.decided = said === null ? null : said === '1';
    waiting.keep(this.permission() === 'granted');
    courier.soon();
  }

  permission(): Permission {
    return permission(this.mode, this.gpc, this.decided);
  }

  /** Something happened. */
  happened({ type, facts }: Happening): void {
    const event = this.event(type, facts);
    if (this.permission() !== 'pending') {
      this.tell(event);
    } else if (this.held.length < MOST_HELD) {
      this.held.push(event);
    }
  }

  /** The visitor decided, purpose by purpose; what concerns us is `tracking`. */
  consent(purposes: Record<string, boolean>): void {
    const before = this.permission();
    const tracking = purposes[TRACKING];
    if (typeof tracking === 'boolean') {
      this.decided = tracking;
    }
    const now = this.permission();
    this.remember(now);
    if (now === 'granted' || before === 'granted') {
      // a withdrawal still goes out in the visitor's name: it is theirs
      this.enqueue(this.event('consent.changed', { consent: purposes }), true);
    }
    if (now !== 'pending') {
      this.release();
    }
  }

  /** The page went out of sight; it is `gone` when the visitor went to another one. */
  leave(gone: boolean): void {
    if (gone) {
      this.release();
    }
    this.courier.leave();
  }

  /** Tells what was held by what holds now; still undecided counts like a refusal. */
  private release(): void {
    const held = this.held;
    this.held = [];
    held.forEach((event) => this.tell(event));
  }

  private tell(event: TrackedEvent): void {
    if (this.permission() === 'granted') {
      const said = this.mode === 'required' ? { consent: { [TRACKING]: true, ...event.consent } } : {};
      // quiet hours by the visitor's clock need it; it is told with what names them, not without
      const where = this.timezone
        ? { context: { timezone: this.timezone, ...event.context } }
        : {};
      this.enqueue({ ...event, ...said, ...where }, true);
    } else if (event.type === 'page.viewed' && event.page) {
      this.enqueue(
        {
          id: event.id,
          type: event.type,
          timestamp: event.timestamp,
          page: withoutQuery(event.page),
          consent: { [TRACKING]: false },
        },
        false,
      );
    }
  }

  /** No two events of a page have the same time: their times are their order. */
  private event(type: string, facts: Facts): TrackedEvent {
    this.lastTime = Math.max(this.clock.now(), this.lastTime + 1);
    return { id: this.newId(), type, timestamp: new Date(this.lastTime).toISOString(), ...facts };
  }

  private enqueue(event: TrackedEvent, named: boolean): void {
    this.waiting.add({ event, named });
    this.courier.soon();
  }

  /** A refusal is kept only where, unsaid, it would be taken for a permission. */
  private remember(now: Permission): void {
    const granted = now === 'granted';
    this.waiting.keep(granted);
    if (granted && this.decided) {
      this.store.set(DECISION, '1');
    } else if (now === 'refused' && !this.gpc && this.mode === 'assumed') {
      this.store.set(DECISION, '0');
    } else {
      this.store.remove(DECISION);
    }
  }
}

/** A query may name the visitor (an e-mail link's does); where nobody may be named it is cut off. */
function withoutQuery(page: { url: string; title?: string; referrer?: string }) {
  const plain = (url: string) => url.replace(/[?#].*$/, '');
  return {
    url: plain(page.url),
    ...(page.title ? { title: page.title } : {}),
    ...(page.referrer ? { referrer: plain(page.referrer) } : {}),
  };
}
