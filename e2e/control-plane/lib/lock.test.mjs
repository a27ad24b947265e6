import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { withLock } from './lock.mjs';

const newLock = () => join(mkdtempSync(join(tmpdir(), 'lock-')), 'lock');

test('never lets two holders in at once', async () => {
  const lock = newLock();
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 5 }, () =>
      withLock(lock, async () => {
        most = Math.max(most, ++inside);
        await nextTurn();
        inside -= 1;
      }),
    ),
  );
  assert.equal(most, 1);
});

test('is taken over from a process that has died', async () => {
  const lock = newLock();
  mkdirSync(lock);
  const { pid } = spawnSync('true');
  writeFileSync(join(lock, `${pid}-1`), '12345 /usr/bin/true');
  assert.equal(await withLock(lock, () => 'done'), 'done');
});

test('is taken over from a process whose pid now belongs to another', async () => {
  const lock = newLock();
  mkdirSync(lock);
  writeFileSync(join(lock, `${process.pid}-1`), '1 /usr/bin/another');
  assert.equal(await withLock(lock, () => 'done'), 'done');
});

test('is free again when the work throws', async () => {
  const lock = newLock();
  const failing = withLock(lock, () => Promise.reject(new Error('broken')));
  await assert.rejects(failing, /broken/);
  assert.equal(existsSync(lock), false);
});
