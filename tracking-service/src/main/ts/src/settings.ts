import type { ConsentMode } from './consent.js';
import { DOWNLOADS } from './links.js';

/** What the page says of itself on the script's element. */
export interface Settings {
  /** `data-key`: the site's public write key */
  key: string;
  /** `data-url`: the collector, without an end slash; else where the script came from */
  collector: string;
  /** `data-consent`: `required` tells nothing in a visitor's name before they agreed */
  consent: ConsentMode;
  /** `data-search`: query parameter of the page of search results */
  search: string | null;
  /** `data-downloads`: endings of files that are downloads */
  downloads: string[];
  /** `data-pages`: `manual` leaves page views to the page */
  automatic: boolean;
}

/** Gives the settings of an element's `data-*` attributes; null without a key. */
export function settings(
  data: Record<string, string | undefined>,
  scriptUrl: string,
): Settings | null {
  if (!data.key) {
    return null;
  }
  return {
    key: data.key,
    collector: (data.url || new URL(scriptUrl).origin).replace(/\/$/, ''),
    // a misspelt mode must not track: only the one word assumes
    consent: (data.consent || 'assumed') === 'assumed' ? 'assumed' : 'required',
    search: data.search || null,
    downloads: (data.downloads || DOWNLOADS).toLowerCase().split(/[\s,.]+/),
    automatic: data.pages !== 'manual',
  };
}
