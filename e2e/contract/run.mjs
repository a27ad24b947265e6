#!/usr/bin/env node
/**
 * Runs the contract suite: the same tests on the simulated cluster and on a
 * real Kubernetes control plane that is started for it.
 *
 *   node run.mjs [--only simulated|real] [arguments of jest ...]
 *
 * Works with any Node >= 20.11; fetches the one that the portal runs on if need be.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/process.mjs';
import { installDependencies } from '../../scripts/lib/install.mjs';
import { nodeEnvironment } from '../../scripts/lib/node.mjs';
import { build } from '../control-plane/build.mjs';
import { runMain } from '../control-plane/lib/interruption.mjs';
import { findMissing } from '../control-plane/lib/prerequisites.mjs';
import { startControlPlane } from '../control-plane/lib/start.mjs';
import { stopControlPlane } from '../control-plane/lib/stop.mjs';

const KINDS = ['simulated', 'real'];
const say = line => console.error(`test:cluster: ${line}`);

/** Only processes of the suite's own know these; a run beside it has another name. */
const plane = `contract-${process.pid}`;

function readArguments() {
  const rest = process.argv.slice(2);
  const at = rest.indexOf('--only');
  if (at < 0) return { kinds: KINDS, jestArguments: rest };
  const [, kind] = rest.splice(at, 2);
  if (!KINDS.includes(kind)) {
    throw new Error(`--only is ${kind}: use simulated or real`);
  }
  return { kinds: [kind], jestArguments: rest };
}

function findCrds() {
  const folder = process.env.INFERENCE_PORTAL_TEST_CRDS;
  if (folder !== undefined) {
    if (existsSync(folder)) return folder;
    throw new Error(
      `INFERENCE_PORTAL_TEST_CRDS names ${folder}, which does not exist`,
    );
  }
  say(
    'SKIPPED: tests that need CustomResourceDefinitions. Set INFERENCE_PORTAL_TEST_CRDS to a folder of them, one file <plural>.<group>.yaml each.',
  );
  return undefined;
}

/** Runs jest to its end; on Ctrl-C it gets the signal itself and ends. */
function runJest(kinds, jestArguments, env, signal) {
  const child = spawn(
    'node',
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--config=e2e/contract/jest.config.cjs',
      // On the real cluster one at a time: some tests restart the API server that all share. Each file has a simulated one of its own.
      ...(kinds.includes('real') ? ['--runInBand'] : []),
      '--ci',
      ...jestArguments,
      '--selectProjects',
      ...kinds,
    ],
    { cwd: root, env, stdio: 'inherit' },
  );
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  return new Promise((onExit, onError) => {
    child.on('error', onError);
    child.on('close', code => {
      signal.removeEventListener('abort', end);
      onExit(code ?? 1);
    });
  });
}

async function main({ signal }) {
  const { kinds, jestArguments } = readArguments();
  const missing = findMissing();
  if (missing.length > 0 && kinds.includes('real')) {
    say(`missing:\n  ${missing.join('\n  ')}`);
    say(
      'The simulated half alone runs with: npm run test:cluster -- --only simulated',
    );
    return 1;
  }
  const environment = await nodeEnvironment();
  await installDependencies(environment);
  const crds = findCrds();
  const env = {
    ...environment,
    NODE_ENV: 'test',
    TZ: 'UTC',
    ...(crds && { INFERENCE_PORTAL_TEST_CRDS: crds }),
  };
  try {
    if (missing.length === 0) {
      const programs = await build(['kubernetes', 'kwok'], {
        signal,
        report: say,
      });
      env.CONTRACT_KUBECTL = join(programs, 'kubectl');
    }
    if (kinds.includes('real')) {
      const { folder } = await startControlPlane({
        name: plane,
        rollouts: true,
        signal,
        report: say,
      });
      env.CONTRACT_PLANE = folder;
    }
    return await runJest(kinds, jestArguments, env, signal);
  } finally {
    // Not with the signal, which may be the reason to be here.
    if (kinds.includes('real')) await stopControlPlane({ name: plane });
  }
}

await runMain(main);
