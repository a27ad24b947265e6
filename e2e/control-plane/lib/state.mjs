import {
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheRoot } from './cache.mjs';
import { isRunning } from './processes.mjs';

const STATE_FILE = 'control-plane.json';
const UNFINISHED_STATE_FILE = `${STATE_FILE}.new`;

/** Where a control plane keeps its data, keys, logs and this state. */
export function planeFolder({ name, dir }) {
  return dir ? resolve(dir) : join(runFolder(), name);
}

export function listPlaneFolders() {
  if (!existsSync(runFolder())) return [];
  return readdirSync(runFolder())
    .map(name => join(runFolder(), name))
    .filter(folder => existsSync(join(folder, STATE_FILE)))
    .sort();
}

export function findState(folder) {
  const file = join(folder, STATE_FILE);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Written whole or not at all: a stop after a crash relies on these pids. */
export function writeState(folder, state) {
  const file = join(folder, STATE_FILE);
  const unfinished = join(folder, UNFINISHED_STATE_FILE);
  writeFileSync(unfinished, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Whether a folder holds nothing of anybody else's; a killed start may have left half a state. */
export function isFree(folder) {
  return readdirSync(folder).every(name => name === UNFINISHED_STATE_FILE);
}

export function isUp(state) {
  return state.ready && state.processes.every(isRunning);
}

function runFolder() {
  return join(cacheRoot(), 'run');
}
