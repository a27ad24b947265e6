import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isRunning, startDetached, stopAll } from './processes.mjs';
import { isFree, writeState } from './state.mjs';
import { stopControlPlane } from './stop.mjs';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stop-')));
after(() => rmSync(folder, { recursive: true }));

function newPlane() {
  const dir = mkdtempSync(join(folder, 'plane-'));
  const programs = mkdtempSync(join(folder, 'programs-'));
  return { dir, programs };
}

/** An idle process that looks like one of a plane's programs. */
function startIdle({ dir, programs }, program) {
  const path = join(programs, program);
  // A copy: a link would run under the name of what it leads to.
  if (!existsSync(path)) copyFileSync('/bin/sleep', path);
  return startDetached(path, ['600'], {
    logFile: join(dir, 'log'),
    cwd: dir,
    env: {},
  });
}

test('stopping ends a plane and removes its folder', async () => {
  const plane = newPlane();
  const record = startIdle(plane, 'etcd');
  writeState(plane.dir, {
    folder: plane.dir,
    ready: true,
    processes: [record],
  });
  assert.equal(await stopControlPlane({ dir: plane.dir }), true);
  assert.equal(isRunning(record), false);
  assert.equal(existsSync(plane.dir), false);
});

test(
  'stopping ends a program that a killed start had not written down',
  {
    skip:
      process.platform !== 'linux' && 'only Linux tells where a process works',
  },
  async () => {
    const plane = newPlane();
    const unrecorded = startIdle(plane, 'kwok');
    writeState(plane.dir, { folder: plane.dir, ready: false, processes: [] });
    await stopControlPlane({ dir: plane.dir });
    assert.equal(isRunning(unrecorded), false);
  },
);

test("stopping spares another program that works in a plane's folder", async () => {
  const plane = newPlane();
  const shell = startIdle(plane, 'shell');
  writeState(plane.dir, { folder: plane.dir, ready: true, processes: [] });
  await stopControlPlane({ dir: plane.dir });
  assert.equal(isRunning(shell), true);
  await stopAll([shell]);
});

test('stopping what does not run answers so', async () => {
  const { dir } = newPlane();
  assert.equal(await stopControlPlane({ dir }), false);
});

test('a folder with half a state of a killed start is free', () => {
  const { dir } = newPlane();
  copyFileSync(import.meta.filename, join(dir, 'control-plane.json.new'));
  assert.equal(isFree(dir), true);
  mkdirSync(join(dir, 'photos'));
  assert.equal(isFree(dir), false);
});
