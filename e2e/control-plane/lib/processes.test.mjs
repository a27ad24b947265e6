import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  findIdentity,
  isRunning,
  startDetached,
  stopAll,
} from './processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'processes-'));

function startIdle(script = 'setInterval(() => {}, 1000)') {
  return startDetached(process.execPath, ['-e', script], {
    logFile: join(folder, 'log'),
    cwd: folder,
    env: {},
  });
}

test('stopping ends a recorded process', async () => {
  const record = startIdle();
  assert.equal(isRunning(record), true);
  await stopAll([record]);
  assert.equal(isRunning(record), false);
});

test('stopping spares a later process that was given a recorded pid', async () => {
  const living = startIdle();
  const outdated = { ...living, identity: `1 ${process.execPath}` };
  await stopAll([outdated]);
  assert.equal(isRunning(living), true);
  await stopAll([living]);
});

test('stopping kills a process that ignores the request to end', async () => {
  const record = startIdle(`
    process.on('SIGTERM', () => {});
    setInterval(() => {}, 1000);
    console.log('deaf');
  `);
  while (!readFileSync(record.logFile, 'utf8').includes('deaf')) {
    await nextTurn();
  }
  await stopAll([record], { graceMs: 300 });
  assert.equal(isRunning(record), false);
});

test('a process that has ended has no identity', async () => {
  const record = startIdle();
  await stopAll([record]);
  assert.equal(findIdentity(record.pid), undefined);
});
