import { realpathSync, rmSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { findProcessesIn, stopAll } from './processes.mjs';
import { findState, planeFolder } from './state.mjs';

/** Clients before the servers that they would otherwise miss. */
const STOP_ORDER = [
  ['rollouts-controller', 'kwok', 'kube-scheduler', 'kube-controller-manager'],
  ['kube-apiserver'],
  ['etcd'],
];

/** Ends a plane's programs and removes its folder; false if there was none. */
export async function stopControlPlane({ name = 'default', dir, signal } = {}) {
  const folder = planeFolder({ name, dir });
  return withLock(`${folder}.lock`, () => removePlane(folder), { signal });
}

/** To be called with the plane's lock held. */
export async function removePlane(folder) {
  const state = findState(folder);
  if (state === undefined) return false;
  await stopProcesses([...state.processes, ...findUnrecorded(state)]);
  rmSync(folder, { recursive: true, force: true });
  return true;
}

/** A starter that was killed may have started one more program than it wrote down; a person's shell in the folder is spared. */
function findUnrecorded({ folder, processes }) {
  const recorded = new Set(processes.map(({ pid }) => pid));
  return findProcessesIn(realpathSync(folder)).filter(
    ({ pid, program }) =>
      !recorded.has(pid) && STOP_ORDER.flat().includes(program),
  );
}

export async function stopProcesses(processes) {
  for (const programs of STOP_ORDER) {
    await stopAll(
      processes.filter(({ program }) => programs.includes(program)),
    );
  }
}
