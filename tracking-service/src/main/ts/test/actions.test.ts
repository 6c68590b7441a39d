import assert from 'node:assert/strict';
import { test } from 'node:test';
import { told } from '../src/commands.js';
import { answers, type FormField, submitted } from '../src/forms.js';
import { followed, phraseIn } from '../src/links.js';
import { settings } from '../src/settings.js';
import { uuid } from '../src/ids.js';

const PAGE = 'https://shop.example/start?x=1';

const field = (name: string, value: string, more: Partial<FormField> = {}): FormField => ({
  name,
  value,
  type: 'text',
  chosen: true,
  identifies: null,
  ...more,
});

test('a link to another site is a way out, one of the own site is none', () => {
  const follow = (href: string) => followed(href, 'Text', false, PAGE, ['pdf']);
  assert.deepEqual(follow('https://other.example/a?b#c'), {
    type: 'link.clicked',
    facts: { properties: { url: 'https://other.example/a?b#c', text: 'Text' } },
  });
  assert.equal(follow('/tv'), null);
  assert.equal(follow('mailto:a@b.example'), null);
  assert.equal(follow('javascript:void(0)'), null);
  assert.equal(follow('http://['), null);
});

test('a file is a download by its ending or by its mark', () => {
  const pdf = followed('/files/Oferta.PDF?v=2', '', false, PAGE, ['pdf'])!;
  assert.equal(pdf.type, 'file.downloaded');
  assert.deepEqual(pdf.facts.page, {
    url: 'https://shop.example/files/Oferta.PDF?v=2',
    referrer: PAGE,
  });
  assert.equal(followed('/files/x', '', true, PAGE, [])!.type, 'file.downloaded');
  assert.equal(followed('/a.html', '', false, PAGE, ['pdf']), null);
});

test('of a form only the names are told', () => {
  const { facts } = submitted('contact', [field('city', 'Kraków'), field('email', 'a@b.pl')], []);
  assert.deepEqual(facts, { properties: { form: 'contact', fields: ['city', 'email'] } });
});

test('values are told of listed fields, of a password never', () => {
  const fields = [
    field('city', 'Kraków'),
    field('pin', '1234', { type: 'password' }),
    field('topic', 'a', { type: 'checkbox' }),
    field('topic', 'b', { type: 'checkbox' }),
    field('topic', 'c', { type: 'checkbox', chosen: false }),
    field('go', 'Send', { type: 'submit' }),
  ];
  assert.deepEqual(submitted('f', fields, ['city', 'pin', 'topic', 'go']).facts.properties, {
    form: 'f',
    fields: ['city', 'pin', 'topic'],
    values: { city: 'Kraków', topic: 'a, b' },
  });
});

test('a field names the person only where it is marked to', () => {
  const { facts } = submitted(
    'newsletter',
    [
      field('mail', ' a@b.pl ', { identifies: 'email' }),
      field('first', 'Ewa', { identifies: 'firstName' }),
      field('tel', '', { identifies: 'phone' }),
    ],
    [],
  );
  assert.equal(facts.email, 'a@b.pl');
  assert.deepEqual(facts.traits, { firstName: 'Ewa' });
  assert.ok(!('phone' in facts));
});

test('every answered question of a survey is one event', () => {
  const given = answers('size', [
    field('q1', 'A', { type: 'radio', chosen: false }),
    field('q1', 'B', { type: 'radio' }),
    field('q2', ''),
    field('q3', 'too small'),
  ]);
  assert.deepEqual(
    given.map(({ type, facts }) => [type, facts.properties]),
    [
      ['survey.answered', { survey: 'size', question: 'q1', answer: 'B' }],
      ['survey.answered', { survey: 'size', question: 'q3', answer: 'too small' }],
    ],
  );
});

test('the phrase of on-site search is read from the address', () => {
  assert.equal(phraseIn('https://s.example/szukaj?q=+buty+m%C4%99skie', 'q'), 'buty męskie');
  assert.equal(phraseIn('https://s.example/szukaj?q=+', 'q'), null);
  assert.equal(phraseIn('https://s.example/szukaj', 'q'), null);
});

test('commands of the shop become its events', () => {
  const tell = (name: string, first: unknown, second?: unknown) => told(name, first, second, PAGE);
  assert.deepEqual(tell('product', { id: '7', price: '59.99', colour: 'red' }), {
    type: 'product.viewed',
    facts: { product: { id: '7', price: '59.99' }, properties: { colour: 'red' } },
  });
  assert.deepEqual(tell('order', { id: 'o', value: 10, currency: 'PLN', products: [{ id: '7' }] }), {
    type: 'order.placed',
    facts: {
      order: { id: 'o', value: 10, currency: 'PLN' },
      products: [{ id: '7' }],
      properties: {},
    },
  });
  assert.deepEqual(tell('cart', [])?.facts.products, []);
  assert.equal(tell('cart', [])?.type, 'cart.updated');
  assert.deepEqual(tell('category', 'Kurtki')?.facts.products, [{ category: 'Kurtki' }]);
  assert.deepEqual(tell('search', 'buty', { results: 3 })?.facts.properties, {
    query: 'buty',
    results: 3,
  });
  assert.deepEqual(tell('identify', { userId: 'u1', city: 'Kraków' })?.facts, {
    userId: 'u1',
    traits: { city: 'Kraków' },
  });
  assert.equal(tell('logout', undefined)?.type, 'person.logged-out');
  assert.equal(tell('survey', 'started', { survey: 's' })?.type, 'survey.started');
  assert.equal(tell('toString', {}), null);
});

test('settings come from the element; a misspelt consent mode does not track', () => {
  const script = 'https://track.example/t.js';
  assert.equal(settings({}, script), null);
  assert.equal(settings({ key: 'k' }, script)?.collector, 'https://track.example');
  assert.equal(settings({ key: 'k' }, script)?.consent, 'assumed');
  assert.equal(settings({ key: 'k', consent: 'requird' }, script)?.consent, 'required');
  assert.equal(settings({ key: 'k', url: 'https://c.example/' }, script)?.collector, 'https://c.example');
  assert.deepEqual(settings({ key: 'k', downloads: '.PDF, .zip' }, script)?.downloads.filter(Boolean), [
    'pdf',
    'zip',
  ]);
});

test('an id is a random UUID', () => {
  assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(uuid(), uuid());
});
