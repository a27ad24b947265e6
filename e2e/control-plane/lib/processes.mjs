import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
} from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GONE_OR_FOREIGN = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/**
 * Tells a process from a later one that was given the same pid: when it began
 * and which program it runs. Undefined when it has ended or is not ours.
 */
export function findIdentity(pid) {
  return process.platform === 'linux'
    ? findLinuxIdentity(pid)
    : findPosixIdentity(pid);
}

function findLinuxIdentity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Unreadable for a zombie, which thereby counts as ended.
    const path = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
    // The second field is a name in brackets that may itself contain spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticksSinceBoot = fields[19];
    return `${ticksSinceBoot} ${path}`;
  } catch (error) {
    if (GONE_OR_FOREIGN.has(error.code)) return undefined;
    throw error;
  }
}

function findPosixIdentity(pid) {
  try {
    const args = ['-o', 'lstart=,comm=', '-p', String(pid)];
    return execFileSync('ps', args, { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Records of the processes that work in a folder: also those that a starter had
 * no time to write down before it was killed. Knows of none outside Linux.
 */
export function findProcessesIn(folder) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter(entry => /^[0-9]+$/.test(entry))
    .map(Number)
    .filter(pid => workingFolder(pid) === folder)
    .map(pid => ({ pid, identity: findIdentity(pid) }))
    .filter(({ identity }) => identity !== undefined)
    .map(({ pid, identity }) => ({
      program: basename(identity),
      pid,
      identity,
    }));
}

function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (GONE_OR_FOREIGN.has(error.code)) return undefined;
    throw error;
  }
}

/** Starts a program that outlives this one; its output goes to `logFile`. */
export function startDetached(path, args, { logFile, cwd, env }) {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(path, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  if (child.pid === undefined) throw new Error(`${path} could not be started`);
  return {
    program: basename(path),
    pid: child.pid,
    identity: findIdentity(child.pid),
    logFile,
  };
}

export function isRunning(record) {
  return (
    record.identity !== undefined &&
    findIdentity(record.pid) === record.identity
  );
}

/** Ends exactly these processes; resolves when none of them runs any more. */
export async function stopAll(records, { graceMs = 10_000 } = {}) {
  const running = records.filter(isRunning);
  running.forEach(record => signal(record, 'SIGTERM'));
  if (await haveEnded(running, graceMs)) return;
  running.filter(isRunning).forEach(record => signal(record, 'SIGKILL'));
  if (await haveEnded(running, 5_000)) return;
  const left = running.filter(isRunning);
  throw new Error(
    `could not stop ${left.map(r => `${r.program} (pid ${r.pid})`).join(', ')}`,
  );
}

async function haveEnded(records, withinMs) {
  const deadline = Date.now() + withinMs;
  while (records.some(isRunning)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

function signal(record, name) {
  try {
    process.kill(record.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
