import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillDemo } from '../../e2e/control-plane/demo/fillDemo.mjs';
import { cacheRoot } from '../../e2e/control-plane/lib/cache.mjs';
import { faultStages } from '../../e2e/control-plane/lib/fault-stages.mjs';
import { createKubeClient } from '../../e2e/control-plane/lib/kube-client.mjs';
import { readConnection } from '../../e2e/control-plane/lib/kubeconfig.mjs';
import { withLock } from '../../e2e/control-plane/lib/lock.mjs';
import { findMissing } from '../../e2e/control-plane/lib/prerequisites.mjs';
import { createProductAccess } from '../../e2e/control-plane/lib/service-account.mjs';
import { startControlPlane } from '../../e2e/control-plane/lib/start.mjs';
import { stopControlPlane } from '../../e2e/control-plane/lib/stop.mjs';
import { assertNothingAnswers, demoConfig, startBackend } from './backend.mjs';
import { root, say } from './process.mjs';
import { realConfiguration, tokenVariable } from './real-configuration.mjs';

const run = promisify(execFile);

/** Those of the demo's story. */
const CLUSTERS = ['demo-eu-west', 'demo-us-east'];
const planeName = cluster => `portal-${cluster}`;

/**
 * The portal on real Kubernetes control planes, one for each cluster of the
 * demo, filled with that part of the demo that they can run. Everything ends
 * with the backend; what a killed run has left is removed first.
 */
export async function startOnControlPlanes(environment, { signal }) {
  const missing = findMissing();
  if (missing.length > 0) {
    throw new Error(
      `--real needs a control plane of Kubernetes, and this machine lacks\n  ${missing.join(
        '\n  ',
      )}\nWithout --real the same portal runs on simulated clusters.`,
    );
  }
  await assertNothingAnswers([demoConfig]);
  return withLock(
    join(cacheRoot(), 'portal-real.lock'),
    () => runPortal(environment, signal),
    {
      signal,
      onWait: pid => {
        throw new Error(
          `process ${pid} runs the portal with --real already: stop it first.`,
        );
      },
    },
  );
}

async function runPortal(environment, signal) {
  const folder = createFolder();
  try {
    const fleet = await exportFleet(environment);
    const planes = await allOf(
      CLUSTERS.map(cluster =>
        startFilled(cluster, fleet[cluster], { folder, signal }),
      ),
    );
    const file = join(folder, 'app-config.real.json');
    writeFileSync(file, JSON.stringify(realConfiguration(planes), null, 2));
    planes.forEach(tellKubectl);
    return await startBackend(environment, {
      files: [demoConfig, file],
      title: 'on real control planes with a part of the demo fleet',
      variables: Object.fromEntries(
        planes.map(({ cluster, access }) => [
          tokenVariable(cluster),
          access.token,
        ]),
      ),
      signal,
    });
  } finally {
    say('stopping the control planes');
    // Not with the signal, which may be the reason to be here.
    await Promise.all(
      CLUSTERS.map(cluster => stopControlPlane({ name: planeName(cluster) })),
    );
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As Promise.all, but not before the last one has come to an end: what is stopped next must not be still starting. */
async function allOf(promises) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

/** Outside the clone and for this person only. */
function createFolder() {
  const folder = join(cacheRoot(), 'portal-real');
  // A killed run may have left it.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The objects of the demo's story, as the demo itself builds them. */
async function exportFleet(environment) {
  const transform = createRequire(join(root, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  const script = join(root, 'e2e/control-plane/demo/exportFleet.ts');
  const { stdout } = await run('node', ['--require', transform, script], {
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

async function startFilled(cluster, story, { folder, signal }) {
  const report = line => say(`${cluster}: ${line}`);
  const faults = join(folder, `${cluster}-faults.yaml`);
  writeFileSync(faults, faultStages(story.servers));
  // Nobody else runs under this name: we hold the lock.
  await stopControlPlane({ name: planeName(cluster), signal });
  const plane = await startControlPlane({
    name: planeName(cluster),
    rollouts: true,
    stages: [join(root, 'e2e/control-plane/demo/stages'), faults],
    signal,
    report,
  });
  const client = createKubeClient(
    readConnection(plane.kubeconfig, join(plane.programs, 'kubectl')),
    { signal },
  );
  try {
    const skipped = await fillDemo(client, story, {
      rollouts: true,
      signal,
      report,
    });
    report(`left out, for want of their operators: ${skipped.join(', ')}`);
  } finally {
    client.close();
  }
  return {
    cluster,
    plane,
    access: await createProductAccess(plane, { signal }),
  };
}

function tellKubectl({ cluster, plane }) {
  say(
    `${cluster}: ${join(plane.programs, 'kubectl')} --kubeconfig=${
      plane.kubeconfig
    }`,
  );
}
