import type { Clock, Post, Store } from './ports.js';

/** The site's local storage; private windows and full disks make it forgetful, never broken. */
export const localStore: Store = {
  get: (key) => attempt(() => localStorage.getItem(key), null),
  set: (key, value) => attempt(() => localStorage.setItem(key, value), undefined),
  remove: (key) => attempt(() => localStorage.removeItem(key), undefined),
  keys: () => attempt(() => Object.keys(localStorage), []),
};

export const clock: Clock = {
  now: () => Date.now(),
  after: (millis, call) => {
    const timer = setTimeout(call, millis);
    return () => clearTimeout(timer);
  },
};

/** The zone of the browser's clock, such as `Europe/Warsaw`; undefined where it does not say. */
export const timezone = (): string | undefined =>
  attempt(() => Intl.DateTimeFormat().resolvedOptions().timeZone, undefined);

/** Posts as text, which asks for no preflight, and outlives the page. */
export function post(collector: string): Post {
  const url = collector + '/v1/events';
  return async (body, named, leaving) => {
    // the older way out, for browsers that drop the other one's requests with the page
    if (leaving && named && !('keepalive' in Request.prototype)) {
      navigator.sendBeacon(url, body);
      return { status: 0, retryAfter: null };
    }
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        keepalive: true,
        credentials: named ? 'include' : 'omit',
        referrerPolicy: 'no-referrer',
      });
      const seconds = parseInt(answer.headers.get('Retry-After') || '', 10);
      return { status: answer.status, retryAfter: seconds >= 0 ? seconds : null };
    } catch {
      return { status: 0, retryAfter: null };
    }
  };
}

function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
