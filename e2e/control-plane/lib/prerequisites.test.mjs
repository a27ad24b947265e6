import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMissing } from './prerequisites.mjs';

const only =
  (...programs) =>
  program =>
    programs.includes(program);

test('nothing is missing where Go and openssl are', () => {
  assert.deepEqual(findMissing({}, only('go', 'openssl')), []);
});

test('a machine without Go hears how to get it or do without', () => {
  const [text] = findMissing({}, only('openssl'));
  assert.match(text, /https:\/\/go\.dev/);
  assert.match(text, /KUBEBUILDER_ASSETS/);
});

test('programs that are built already stand in for Go', () => {
  const env = { KUBEBUILDER_ASSETS: '/opt/kubernetes' };
  assert.deepEqual(findMissing(env, only('openssl')), []);
});

test('a machine without openssl hears of it', () => {
  const [text] = findMissing({}, only('go'));
  assert.match(text, /openssl/);
});
