/** The browser as the logic needs it; tests put fakes in its place. */

/** Keeps texts across page loads; every method does nothing where the browser forbids it. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** What became of a request: an HTTP status (0: no answer) and `Retry-After` in seconds. */
export interface Answer {
  status: number;
  retryAfter: number | null;
}

/**
 * Posts a body. `named` lets the visitor's cookie travel along; without it the request carries and
 * keeps nothing. `leaving` says that the page may be gone before the answer comes.
 */
export type Post = (body: string, named: boolean, leaving: boolean) => Promise<Answer>;

export interface Clock {
  now(): number;
  /** Calls back after some milliseconds, and gives a way to call that off. */
  after(millis: number, call: () => void): () => void;
}
