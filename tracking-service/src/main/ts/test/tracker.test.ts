import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConsentMode } from '../src/consent.js';
import { Courier } from '../src/courier.js';
import { Tracker } from '../src/tracker.js';
import { Waiting } from '../src/waiting.js';
import { FakeClock, FakeCollector, FakeStore, status } from './fakes.js';

const VIEW = {
  type: 'page.viewed',
  facts: { page: { url: 'https://s.example/a?email=x#top', title: 'A', viewId: 'v' } },
};

function visit(mode: ConsentMode, { gpc = false, store = new FakeStore(), zone = undefined as string | undefined } = {}) {
  const clock = new FakeClock();
  const collector = new FakeCollector(clock);
  const waiting = new Waiting(store);
  const courier = new Courier(waiting, collector.post, clock, 'wk');
  let ids = 0;
  const tracker = new Tracker(mode, gpc, store, waiting, courier, clock, () => 'id-' + ++ids, zone);
  return { store, clock, collector, tracker };
}

test('what happens in the same millisecond keeps its order', async () => {
  const { clock, collector, tracker } = visit('assumed');
  tracker.happened(VIEW);
  tracker.happened({ type: 'product.viewed', facts: {} });
  await clock.pass(1_000);
  assert.deepEqual(
    collector.sent[0]!.events.map((event) => event.timestamp),
    ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.001Z'],
  );
});

test('the zone of the clock is told with what names the visitor only', async () => {
  const { clock, collector, tracker } = visit('required', { zone: 'Europe/Warsaw' });
  tracker.consent({ tracking: true });
  tracker.happened(VIEW);
  await clock.pass(1_000);
  tracker.consent({ tracking: false });
  tracker.happened(VIEW);
  await clock.pass(5_000);
  const views = collector.sent
    .flatMap((request) => request.events)
    .filter((event) => event.type === 'page.viewed');
  assert.deepEqual(
    views.map((event) => event.context),
    [{ timezone: 'Europe/Warsaw' }, undefined],
  );
});

test('before consent nothing is stored and nothing is sent', async () => {
  const { store, clock, collector, tracker } = visit('required');
  tracker.happened(VIEW);
  tracker.happened({ type: 'product.viewed', facts: { product: { id: '1' } } });
  await clock.pass(600_000);
  assert.deepEqual(store.keys(), []);
  assert.deepEqual(collector.sent, []);
});

test('with consent everything is told, at the time it happened', async () => {
  const { clock, collector, tracker } = visit('required');
  tracker.happened(VIEW);
  await clock.pass(5_000);
  tracker.consent({ tracking: true, marketing: false });
  await clock.pass(1_000);
  const events = collector.sent.flatMap((request) => request.events);
  assert.deepEqual(
    events.map((event) => [event.type, event.timestamp, event.consent]),
    [
      ['consent.changed', '2026-11-22T10:00:05.000Z', { tracking: true, marketing: false }],
      ['page.viewed', '2026-11-22T10:00:00.000Z', { tracking: true }],
    ],
  );
  assert.ok(collector.sent.every((request) => request.named));
});

test('consent is remembered on the next page, a refusal where consent is required is not', () => {
  const agreed = visit('required');
  agreed.tracker.consent({ tracking: true });
  assert.equal(visit('required', { store: agreed.store }).tracker.permission(), 'granted');
  const refused = visit('required');
  refused.tracker.consent({ tracking: false });
  assert.deepEqual(refused.store.keys(), []);
});

test('a refusal is remembered where it would be taken for consent', () => {
  const refused = visit('assumed');
  refused.tracker.consent({ tracking: false });
  assert.deepEqual(refused.store.keys(), ['impuls.consent']);
  assert.equal(visit('assumed', { store: refused.store }).tracker.permission(), 'refused');
});

test('a refusal leaves page views only, in nobody’s name and without a query', async () => {
  const { store, clock, collector, tracker } = visit('required');
  tracker.happened(VIEW);
  tracker.happened({ type: 'form.submitted', facts: { email: 'a@b.example' } });
  tracker.consent({ tracking: false });
  await clock.pass(1_000);
  assert.equal(collector.sent.length, 1);
  assert.equal(collector.sent[0]!.named, false);
  const { sentAt, writeKey, ...event } = collector.sent[0]!.events[0]!;
  assert.ok(sentAt && writeKey);
  assert.deepEqual(event, {
    id: 'id-1',
    type: 'page.viewed',
    timestamp: '2026-11-22T10:00:00.000Z',
    page: { url: 'https://s.example/a', title: 'A' },
    consent: { tracking: false },
  });
  assert.deepEqual(store.keys(), []);
});

test('a page that is left undecided counts like a refusal, one out of sight does not', async () => {
  const { clock, collector, tracker } = visit('required');
  tracker.happened(VIEW);
  tracker.leave(false);
  await clock.pass(1_000);
  assert.equal(collector.sent.length, 0);
  tracker.leave(true);
  assert.deepEqual(
    collector.sent.map((request) => request.named),
    [false],
  );
});

test('Global Privacy Control outweighs consent, and clears what was stored before', async () => {
  const store = new FakeStore();
  store.set('impuls.consent', '1');
  store.set('impuls.met', '1');
  store.set('impuls.e.2026-11-22T09:00:00.000Z.x', '{"id":"x","type":"t","timestamp":"2026"}');
  const { clock, collector, tracker } = visit('assumed', { gpc: true, store });
  tracker.happened(VIEW);
  tracker.consent({ tracking: true });
  await clock.pass(1_000);
  assert.deepEqual(store.keys(), []);
  assert.deepEqual(
    collector.sent.map((request) => [request.named, request.events.length]),
    [[false, 1]],
  );
});

test('a withdrawal is told once in the visitor’s name, then nothing is kept', async () => {
  const { store, clock, collector, tracker } = visit('assumed');
  collector.answers.push(status(200), status(0));
  tracker.happened(VIEW);
  await clock.pass(1_000);
  tracker.consent({ tracking: false });
  await clock.pass(1_000);
  assert.deepEqual(store.keys(), ['impuls.consent']);
  const last = collector.sent.at(-1)!;
  assert.deepEqual([last.named, last.events[0]!.type], [true, 'consent.changed']);
});

test('a purpose that is not ours changes nothing for us', async () => {
  const { clock, collector, tracker } = visit('required');
  tracker.happened(VIEW);
  tracker.consent({ marketing: true });
  await clock.pass(1_000);
  assert.equal(tracker.permission(), 'pending');
  assert.deepEqual(collector.sent, []);
});
