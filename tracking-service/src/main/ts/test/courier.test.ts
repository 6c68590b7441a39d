import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Courier, pause } from '../src/courier.js';
import type { TrackedEvent } from '../src/events.js';
import { MOST_EVENTS, Waiting } from '../src/waiting.js';
import { FakeClock, FakeCollector, FakeStore, START, status } from './fakes.js';

/** A page load: what is in the store is what the page before left. */
function page(store = new FakeStore(), clock = new FakeClock()) {
  const collector = new FakeCollector(clock);
  const waiting = new Waiting(store);
  waiting.keep(true);
  const courier = new Courier(waiting, collector.post, clock, 'wk');
  let ids = 0;
  const add = (type: string, named = true) => {
    const timestamp = new Date(clock.now()).toISOString();
    waiting.add({ event: { id: 'id-' + ++ids, type, timestamp } as TrackedEvent, named });
    courier.soon();
  };
  return { store, clock, collector, waiting, courier, add };
}

test('what happens together travels together, once', async () => {
  const { clock, collector, store, add } = page();
  add('a');
  add('b');
  await clock.pass(60_000);
  assert.deepEqual(
    collector.sent.map((request) => request.events.map((event) => event.type)),
    [['a', 'b']],
  );
  assert.equal(collector.sent[0]!.events[0]!.writeKey, 'wk');
  assert.deepEqual(store.keys(), ['impuls.met']);
});

test('retries carry the same ids and times, and a new time of sending', async () => {
  const { clock, collector, add } = page();
  collector.answers.push(status(503), status(0), status(429));
  add('a');
  await clock.pass(60_000);
  assert.equal(collector.sent.length, 4);
  const sent = collector.sent.map((request) => request.events[0]!);
  assert.equal(new Set(sent.map((event) => event.id)).size, 1);
  assert.equal(new Set(sent.map((event) => event.timestamp)).size, 1);
  assert.equal(new Set(sent.map((event) => event.sentAt)).size, 4);
});

test('pauses double up to a minute, and obey Retry-After', () => {
  assert.equal(pause(1, status(503), 0), 1_000);
  assert.equal(pause(3, status(503), 0), 4_000);
  assert.equal(pause(3, status(503), 1), 2_000);
  assert.equal(pause(30, status(503), 0), 60_000);
  assert.equal(pause(1, status(429, 120), 0), 120_000);
});

test('nothing is sent before Retry-After has passed, whatever happens meanwhile', async () => {
  const { clock, collector, courier, add } = page();
  collector.answers.push(status(429, 30));
  add('a');
  await clock.pass(1_000);
  add('b');
  courier.leave();
  await clock.pass(28_000);
  assert.equal(collector.sent.length, 1);
  await clock.pass(2_000);
  assert.deepEqual(collector.types(), ['a', 'a', 'b']);
});

test('what can never become right is dropped and does not block the rest', async () => {
  const { clock, collector, store, add } = page();
  collector.answers.push(status(400));
  add('broken');
  await clock.pass(1_000);
  add('b');
  await clock.pass(1_000);
  assert.deepEqual(collector.types(), ['broken', 'b']);
  assert.deepEqual(store.keys(), ['impuls.met']);
});

test('what was not answered survives a reload, in order and with its ids', async () => {
  const first = page();
  first.collector.answers.push(status(0), status(0), status(0));
  first.add('a');
  await first.clock.pass(1);
  first.add('b');
  await first.clock.pass(3_000);
  const second = page(first.store, first.clock);
  second.courier.soon();
  await second.clock.pass(1_000);
  assert.deepEqual(
    second.collector.sent[0]!.events.map((event) => [event.type, event.id]),
    [
      ['a', 'id-1'],
      ['b', 'id-2'],
    ],
  );
});

test('two tabs do not overwrite what the other keeps', () => {
  const store = new FakeStore();
  const [one, two] = [new Waiting(store), new Waiting(store)];
  [one, two].forEach((waiting) => waiting.keep(true));
  const event = (id: string) => ({ id, type: 't', timestamp: '2026-11-22T10:00:00.000Z' });
  one.add({ event: event('of-one'), named: true });
  two.add({ event: event('of-two'), named: true });
  two.remove(two.next(9, 9_999, new Set()));
  assert.deepEqual(store.keys(), ['impuls.e.2026-11-22T10:00:00.000Z.of-one']);
});

test('the queue is bounded: the oldest go', () => {
  const { waiting, store, add } = page();
  for (let i = 0; i < MOST_EVENTS + 5; i++) {
    add('t');
  }
  assert.equal(store.keys().length, MOST_EVENTS);
  assert.equal(waiting.next(1, 9_999, new Set())[0]!.event.id, 'id-6');
});

test('a broken entry of the store is thrown away', () => {
  const store = new FakeStore();
  store.set('impuls.e.1', '{');
  store.set('other', 'of the site');
  page(store);
  assert.deepEqual(store.keys(), ['other']);
});

test('one request at a time, until the page is left', async () => {
  const { clock, collector, waiting, courier, add } = page();
  waiting.meet();
  collector.holding = true;
  add('a');
  await clock.pass(1_000);
  add('b');
  await clock.pass(1_000);
  assert.deepEqual(collector.types(), ['a']);
  courier.leave();
  assert.deepEqual(collector.types(), ['a', 'b']);
  assert.equal(collector.sent[1]!.leaving, true);
  collector.open.forEach((answer) => answer(status(200)));
  await clock.pass(60_000);
  assert.deepEqual(collector.types(), ['a', 'b']);
});

test('a visitor without a name yet waits for it, so that they get but one', async () => {
  const { clock, collector, courier, add, store } = page();
  collector.holding = true;
  add('a');
  await clock.pass(1_000);
  add('b');
  courier.leave();
  assert.deepEqual(collector.types(), ['a']);
  assert.equal(store.keys().length, 2);
});

test('named and nameless events never share a request, and the nameless are not kept', async () => {
  const { clock, collector, store, add } = page();
  collector.answers.push(status(0));
  add('nameless', false);
  add('named');
  await clock.pass(150);
  assert.deepEqual(store.keys(), [`impuls.e.${new Date(START).toISOString()}.id-2`]);
  await clock.pass(10_000);
  assert.deepEqual(
    collector.sent.map((request) => [request.named, request.events.map((event) => event.type)]),
    [
      [false, ['nameless']],
      [false, ['nameless']],
      [true, ['named']],
    ],
  );
});
