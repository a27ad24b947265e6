import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findIdentity } from './processes.mjs';

/**
 * Runs `work` while holding the folder `path` as a lock against other processes.
 *
 * The lock is a folder holding one file named after its owner. Renaming a folder
 * onto another succeeds only if that one is empty or absent, so a lock never
 * exists without its owner's name; and a dead owner is removed by that name, so
 * two waiters can never remove each other's new lock.
 */
export async function withLock(path, work, { signal, onWait = () => {} } = {}) {
  const owner = `${process.pid}-${Date.now()}`;
  mkdirSync(dirname(path), { recursive: true });
  let waitingFor;
  while (!tryAcquire(path, owner)) {
    const holder = findLivingHolder(path);
    if (holder !== undefined && holder !== waitingFor) onWait(holder);
    waitingFor = holder;
    if (holder !== undefined) await sleep(250, undefined, { signal });
  }
  const release = () => releaseLock(path, owner);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryAcquire(path, owner) {
  const candidate = mkdtempSync(`${path}.`);
  try {
    writeFileSync(join(candidate, owner), findIdentity(process.pid));
    renameSync(candidate, path);
    return true;
  } catch (error) {
    rmSync(candidate, { recursive: true, force: true });
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The pid that holds the lock; what a dead owner left behind is removed. */
function findLivingHolder(path) {
  for (const owner of listOwners(path)) {
    const pid = Number(owner.split('-')[0]);
    if (findIdentity(pid) === readIdentity(join(path, owner))) return pid;
    ignoreAbsence(() => unlinkSync(join(path, owner)));
  }
  return undefined;
}

function releaseLock(path, owner) {
  ignoreAbsence(() => unlinkSync(join(path, owner)));
  ignoreAbsence(() => rmdirSync(path));
}

function listOwners(path) {
  return ignoreAbsence(() => readdirSync(path)) ?? [];
}

/** Null, and so like no running process, if the owner has just let go. */
function readIdentity(file) {
  return ignoreAbsence(() => readFileSync(file, 'utf8')) ?? null;
}

function ignoreAbsence(act) {
  try {
    return act();
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTEMPTY') return undefined;
    throw error;
  }
}
