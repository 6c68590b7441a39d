import type { TrackedEvent } from './events.js';
import type { Store } from './ports.js';

const PREFIX = 'impuls.e.';
const MET = 'impuls.met';

/** Most events that wait; then the oldest go. */
export const MOST_EVENTS = 200;

/** Most characters that wait, well below the 5 MB that a site shares with us. */
export const MOST_CHARACTERS = 400_000;

/** An event that waits to be sent; without `named` it belongs to nobody and is never kept. */
export interface Entry {
  event: TrackedEvent;
  named: boolean;
}

/**
 * The events that wait, oldest first. Each is kept in an item of its own, so that two tabs never
 * overwrite what the other one keeps; both may send it, which the server notices by its id.
 */
export class Waiting {
  private readonly entries: Entry[] = [];
  private characters = 0;
  private keeping = false;

  constructor(private readonly store: Store) {}

  /** Keeps what waits across page loads from now on, or (`false`) forgets what was kept. */
  keep(keeping: boolean): void {
    const begins = keeping && !this.keeping;
    this.keeping = keeping;
    if (begins) {
      this.load();
    } else if (!keeping) {
      [...this.kept(), MET].forEach((name) => this.store.remove(name));
    }
  }

  /** Whether the server has answered this visitor before, and so has named them. */
  met(): boolean {
    return this.store.get(MET) !== null;
  }

  /** The server has answered. */
  meet(): void {
    if (this.keeping) {
      this.store.set(MET, '1');
    }
  }

  add(entry: Entry): void {
    this.entries.push(entry);
    this.characters += size(entry);
    this.write(entry);
    while (this.entries.length > MOST_EVENTS || this.characters > MOST_CHARACTERS) {
      this.remove([this.entries[0]!]);
    }
  }

  /**
   * Gives the oldest that may travel together: alike in `named`, within both bounds.
   *
   * @param travelling those that are under way already
   */
  next(mostEvents: number, mostCharacters: number, travelling: Set<Entry>): Entry[] {
    const batch: Entry[] = [];
    let characters = 0;
    for (const entry of this.entries.filter((waits) => !travelling.has(waits))) {
      characters += size(entry);
      const full = batch.length >= mostEvents || characters > mostCharacters;
      if (batch.length > 0 && (full || entry.named !== batch[0]!.named)) {
        break;
      }
      batch.push(entry);
    }
    return batch;
  }

  remove(gone: Entry[]): void {
    for (const entry of gone) {
      const at = this.entries.indexOf(entry);
      if (at >= 0) {
        this.entries.splice(at, 1);
        this.characters -= size(entry);
      }
      this.store.remove(key(entry));
    }
  }

  private load(): void {
    const known = new Set(this.entries.map((entry) => entry.event.id));
    const found: Entry[] = [];
    for (const name of this.kept()) {
      try {
        const event = JSON.parse(this.store.get(name)!) as TrackedEvent;
        if (event.id && event.type && !known.has(event.id)) {
          found.push({ event, named: true });
        }
      } catch {
        this.store.remove(name);
      }
    }
    const later = this.entries.splice(0);
    this.characters = 0;
    // added one by one, so that what a crowd of tabs left behind is bounded, too
    [...found, ...later].forEach((entry) => this.add(entry));
  }

  private write(entry: Entry): void {
    if (this.keeping && entry.named) {
      this.store.set(key(entry), JSON.stringify(entry.event));
    }
  }

  /** The key begins with the time: sorted keys are the order of events. */
  private kept(): string[] {
    return this.store
      .keys()
      .filter((name) => name.startsWith(PREFIX))
      .sort();
  }
}

function key({ event }: Entry): string {
  return PREFIX + event.timestamp + '.' + event.id;
}

function size({ event }: Entry): number {
  return JSON.stringify(event).length;
}
