import type { FormField } from './forms.js';
import { answers, submitted } from './forms.js';
import type { Happening } from './events.js';
import { followed } from './links.js';

const MOST_TEXT = 100;

type Command = (name: string, first?: unknown, second?: unknown) => void;

/** What the visitor does on a page: links, forms, surveys, and elements marked with commands. */
export class Actions {
  private started = new Set<string>();
  private seen = new WeakSet<Element>();

  constructor(
    private readonly happened: (happening: Happening) => void,
    private readonly command: Command,
    private readonly downloads: string[],
  ) {
    document.addEventListener('click', (event) => this.clicked(event), true);
    document.addEventListener('auxclick', (event) => event.button === 1 && this.clicked(event), true);
    document.addEventListener('submit', (event) => this.sent(event.target as HTMLFormElement), true);
    document.addEventListener('input', (event) => this.typed(event.target as Element), true);
  }

  /** A view began: tells what elements are marked to tell of it, each element once. */
  viewed(): void {
    for (const element of document.querySelectorAll<HTMLElement>(
      '[data-impuls-view],[data-impuls-survey]',
    )) {
      if (this.seen.has(element)) {
        continue;
      }
      this.seen.add(element);
      const { impulsView, impulsSurvey } = element.dataset;
      if (impulsView) {
        this.command(impulsView, facts(element));
      }
      if (impulsSurvey) {
        this.command('survey', 'viewed', { survey: impulsSurvey });
      }
    }
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const marked = target.closest?.<HTMLElement>('[data-impuls-click]');
    if (marked) {
      this.command(marked.dataset.impulsClick!, facts(marked));
    }
    const link = target.closest?.<HTMLAnchorElement>('a[href]');
    if (link) {
      const text = (link.textContent || '').trim().slice(0, MOST_TEXT);
      const happening = followed(
        link.href,
        text,
        link.hasAttribute('download'),
        location.href,
        this.downloads,
      );
      if (happening) {
        this.happened(happening);
      }
    }
  }

  private typed(target: Element): void {
    const survey = target.closest?.<HTMLElement>('[data-impuls-survey]')?.dataset.impulsSurvey;
    if (survey && !this.started.has(survey)) {
      this.started.add(survey);
      this.command('survey', 'started', { survey });
    }
  }

  private sent(form: HTMLFormElement): void {
    const said = form.dataset;
    if (said.impulsForm === 'off') {
      return;
    }
    const fields = [...form.elements].map(field);
    if (said.impulsSurvey) {
      answers(said.impulsSurvey, fields).forEach(this.happened);
      return;
    }
    const phrase = form.querySelector<HTMLInputElement>('[data-impuls-search]')?.value.trim();
    if (phrase) {
      this.command('search', phrase);
      return;
    }
    const attribute = (name: string) => form.getAttribute(name);
    const name =
      said.impulsForm ||
      attribute('id') ||
      attribute('name') ||
      new URL(attribute('action') || '', location.href).pathname;
    this.happened(submitted(name, fields, (said.impulsValues || '').split(/[\s,]+/)));
  }
}

function field(element: Element): FormField {
  const { name = '', type = '', value = '', checked } = element as HTMLInputElement;
  return {
    name,
    type,
    value,
    chosen: !/^(checkbox|radio)$/.test(type) || checked,
    identifies: element.getAttribute('data-impuls-identify'),
  };
}

/** What an element is marked with, as JSON or as plain text; broken JSON is a text. */
function facts(element: HTMLElement): unknown {
  const said = element.dataset.impuls;
  try {
    return said && JSON.parse(said);
  } catch {
    return said;
  }
}
