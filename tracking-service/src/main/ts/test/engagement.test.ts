import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Engagement } from '../src/engagement.js';

/** Looks every second from `from` to `to`, in seconds. */
function look(view: Engagement, from: number, to: number, visible: boolean) {
  for (let second = from; second <= to; second++) {
    view.look(second * 1_000, visible);
  }
}

test('45 seconds in sight are 45 active seconds', () => {
  const view = new Engagement(0, true);
  look(view, 1, 45, true);
  assert.equal(view.report(true), 45);
});

test('time out of sight does not count', () => {
  const view = new Engagement(0, true);
  look(view, 1, 10, true);
  view.look(10_500, false);
  look(view, 11, 100, false);
  view.look(100_000, true);
  look(view, 101, 105, true);
  assert.equal(view.report(true), 15);
});

test('a minute after the last use nobody is there, until somebody is again', () => {
  const view = new Engagement(0, true);
  look(view, 1, 300, true);
  assert.equal(view.report(true), 60);
  view.used(300_500);
  look(view, 301, 310, true);
  // 60 + 9.5
  assert.equal(view.report(true), 69);
});

test('a sleeping computer reads nothing', () => {
  const view = new Engagement(0, true);
  look(view, 1, 10, true);
  view.look(45_000, true);
  assert.equal(view.report(true), 15);
});

test('it tells each half minute, and the rest when left; only what is new', () => {
  const view = new Engagement(0, true);
  look(view, 1, 29, true);
  assert.equal(view.report(false), null);
  look(view, 30, 30, true);
  assert.equal(view.report(false), 30);
  look(view, 31, 42, true);
  assert.equal(view.report(false), null);
  assert.equal(view.report(true), 42);
  assert.equal(view.report(true), null);
});
