import { Engagement } from './engagement.js';
import type { Facts, Page } from './events.js';
import { uuid } from './ids.js';
import { phraseIn } from './links.js';

const LOOK_MILLIS = 1_000;

const USES = ['pointermove', 'pointerdown', 'keydown', 'scroll', 'touchstart', 'wheel'];

type Happened = (type: string, facts: Facts) => void;

/** The views of pages, in single-page apps too, and for how long each was looked at. */
export class Pages {
  private page: Page = { url: location.href };
  private engagement: Engagement | null = null;
  private before = document.referrer;
  private shown = location.href;

  constructor(
    private readonly happened: Happened,
    private readonly search: string | null,
    private readonly viewed: () => void,
  ) {
    for (const use of USES) {
      addEventListener(use, () => this.engagement?.used(Date.now()), {
        capture: true,
        passive: true,
      });
    }
    setInterval(() => this.engaged(false), LOOK_MILLIS);
  }

  /** Begins a view: of the address as it is, with what the page wants said otherwise. */
  view(said: Partial<Page> = {}): void {
    this.engaged(true);
    const url = said.url || location.href;
    this.page = {
      url,
      title: document.title,
      ...(this.before ? { referrer: this.before } : {}),
      ...said,
      viewId: uuid(),
    };
    this.before = url;
    this.shown = location.href;
    this.engagement = new Engagement(Date.now(), visible());
    this.happened('page.viewed', { page: this.page });
    const phrase = this.search && phraseIn(url, this.search);
    if (phrase) {
      this.happened('search.performed', { properties: { query: phrase } });
    }
    this.viewed();
  }

  /** The page as every event of this view names it. */
  current(): Page {
    return this.page;
  }

  /** Tells the active time, when there is some; every second of it when the page is `left`. */
  engaged(left: boolean): void {
    this.engagement?.look(Date.now(), visible());
    const activeSeconds = this.engagement?.report(left);
    if (activeSeconds) {
      this.happened('page.engaged', { page: { ...this.page, activeSeconds } });
    }
  }

  /** Views again whenever the address changes without a page load. */
  follow(): void {
    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name];
      history[name] = (...given) => {
        original.apply(history, given);
        this.moved();
      };
    }
    addEventListener('popstate', () => this.moved());
    addEventListener('hashchange', () => this.moved());
  }

  /** The app sets its title after the address: it gets a moment. */
  private moved(): void {
    setTimeout(() => {
      if (place(location.href) !== place(this.shown)) {
        this.view();
      }
    });
  }
}

function visible(): boolean {
  return document.visibilityState === 'visible';
}

/** The part of an address that makes another page: a jump within one is none, `#/route` is. */
function place(url: string): string {
  return url.replace(/#(?![/!]).*$/, '');
}
