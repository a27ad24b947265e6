import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Installs the definitions that the controller's own release ships, and waits until they are served. */
export async function installRolloutCrds({ programs, state }, { signal } = {}) {
  const folder = join(programs, 'argo-rollouts-crds');
  const kubectl = (...args) =>
    promisify(execFile)(
      join(programs, 'kubectl'),
      [`--kubeconfig=${state.kubeconfig}`, ...args, `--filename=${folder}`],
      { signal },
    );
  // Too large for the annotation that a client-side apply would write.
  await kubectl('apply', '--server-side');
  await kubectl('wait', '--for=condition=Established', '--timeout=60s');
}
