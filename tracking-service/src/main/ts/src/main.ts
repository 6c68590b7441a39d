import { Actions } from './actions.js';
import { clock, localStore, post, timezone } from './browser.js';
import { told } from './commands.js';
import { Courier } from './courier.js';
import type { Happening, Page } from './events.js';
import { uuid } from './ids.js';
import { Pages } from './pages.js';
import { settings, type Settings } from './settings.js';
import { Tracker } from './tracker.js';
import { Waiting } from './waiting.js';

/** `impuls('command', ...)`; before the script is here its calls wait in `q`. */
interface Impuls {
  (command: string, first?: unknown, second?: unknown): void;
  q?: ArrayLike<unknown>[];
  loaded?: boolean;
}

declare global {
  interface Window {
    impuls?: Impuls;
  }
  interface Navigator {
    globalPrivacyControl?: boolean;
  }
  interface Document {
    prerendering?: boolean;
  }
}

function start(said: Settings): void {
  const waiting = new Waiting(localStore);
  const courier = new Courier(waiting, post(said.collector), clock, said.key);
  const tracker = new Tracker(
    said.consent,
    navigator.globalPrivacyControl === true,
    localStore,
    waiting,
    courier,
    clock,
    uuid,
    timezone(),
  );

  const happened = ({ type, facts }: Happening) =>
    tracker.happened({ type, facts: { page: pages.current(), ...facts } });
  const command: Impuls = (name, first, second) => {
    if (name === 'consent') {
      tracker.consent(first as Record<string, boolean>);
    } else if (name === 'page') {
      pages.view(first as Partial<Page>);
    } else {
      const happening = told(name, first, second, location.href);
      if (happening) {
        happened(happening);
      } else {
        console.warn('impuls: unknown command', name);
      }
    }
  };
  const actions = new Actions(happened, command, said.downloads);
  const pages: Pages = new Pages(
    (type, facts) => happened({ type, facts }),
    said.search,
    () => actions.viewed(),
  );

  const waitingCalls = window.impuls?.q || [];
  // what the visitor decided comes first: it says what may become of everything else
  const [decisions, others] = [[], []] as [ArrayLike<unknown>[], ArrayLike<unknown>[]];
  for (const call of Array.from(waitingCalls)) {
    (call[0] === 'consent' ? decisions : others).push(call);
  }
  const carryOut = (call: ArrayLike<unknown>) => command(call[0] as string, call[1], call[2]);

  command.loaded = true;
  window.impuls = command;
  decisions.forEach(carryOut);
  if (said.automatic) {
    pages.follow();
    pages.view();
  }
  others.forEach(carryOut);

  const left = (gone: boolean) => {
    pages.engaged(true);
    tracker.leave(gone);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      left(false);
    } else {
      pages.engaged(false);
    }
  });
  addEventListener('pagehide', () => left(true));
  // brought back from the browser's memory as it was: that is a view, too
  addEventListener('pageshow', (event) => {
    if (event.persisted && said.automatic) {
      pages.view();
    }
  });
  addEventListener('online', () => courier.now());
}

function ready(act: () => void): void {
  if (document.prerendering) {
    document.addEventListener('prerenderingchange', act, { once: true });
  } else if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', act, { once: true });
  } else {
    act();
  }
}

const script = document.currentScript as HTMLScriptElement | null;
const said = script && settings(script.dataset, script.src);
if (!said) {
  console.warn('impuls: the script element needs data-key');
} else if (!window.impuls?.loaded) {
  ready(() => start(said));
}
