import { rmSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { stopAll } from './processes.mjs';
import { findState, planeFolder } from './state.mjs';

/** Clients before the servers that they would otherwise miss. */
const STOP_ORDER = [
  ['kwok', 'kube-scheduler', 'kube-controller-manager'],
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
  await stopProcesses(state.processes);
  rmSync(folder, { recursive: true, force: true });
  return true;
}

export async function stopProcesses(processes) {
  for (const programs of STOP_ORDER) {
    await stopAll(
      processes.filter(({ program }) => programs.includes(program)),
    );
  }
}
