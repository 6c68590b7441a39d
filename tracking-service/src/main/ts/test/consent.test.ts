import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permission } from '../src/consent.js';

test('the strictest of signal, word and mode wins', () => {
  assert.equal(permission('assumed', false, null), 'granted');
  assert.equal(permission('required', false, null), 'pending');
  assert.equal(permission('required', false, true), 'granted');
  assert.equal(permission('assumed', false, false), 'refused');
  assert.equal(permission('assumed', true, null), 'refused');
  assert.equal(permission('required', true, true), 'refused');
});
