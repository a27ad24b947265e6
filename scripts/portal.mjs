#!/usr/bin/env node
// The two commands of the README, for a machine that has only Node >= 20 with npm:
//   npm start [-- --config FILE ...]   the portal with its demo fleet, or with the given configuration
//   npm start -- --real                the demo fleet on real Kubernetes control planes (needs Go once, to build them)
//   npm test  [-- JEST OPTIONS]        all unit and integration tests
// Called through yarn they are Backstage's usual development commands.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, say, run } from './lib/process.mjs';
import { nodeEnvironment } from './lib/node.mjs';
import { installDependencies } from './lib/install.mjs';
import { buildApp } from './lib/app.mjs';
import { startPortal } from './lib/backend.mjs';

const [command, ...args] = process.argv.slice(2);

async function main() {
  const real = command === 'start' && args.includes('--real');
  const byYarn = (process.env.npm_config_user_agent ?? '').startsWith('yarn/');
  if (byYarn && !real) {
    return development();
  }
  const environment = await nodeEnvironment();
  await installDependencies(environment);
  switch (command) {
    case 'start':
      await buildApp(environment);
      return real ? startReal(environment) : startPortal(environment, args);
    case 'test':
      return run(
        'node',
        [cli(), 'repo', 'test', ...args],
        // CI=1 makes jest run once instead of watching; databases come from connection strings, never from containers.
        { ...environment, CI: '1', BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
      );
    default:
      say(
        'usage: npm start [-- --config FILE | -- --real] | npm test [-- JEST OPTIONS]',
      );
      return 2;
  }
}

/** Loads what only `--real` needs, and ends everything in order on Ctrl-C. */
async function startReal(environment) {
  if (args.length > 1) {
    throw new Error('--real stands alone: it has a configuration of its own.');
  }
  const { interruption } = await import(
    '../e2e/control-plane/lib/interruption.mjs'
  );
  const { startOnControlPlanes } = await import('./lib/real.mjs');
  const signal = interruption();
  try {
    return await startOnControlPlanes(environment, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    say('interrupted');
    return 130;
  }
}

/** `yarn start` and `yarn test` behave as in any Backstage repository. */
function development() {
  const rest = [...args];
  if (command === 'start' && !rest.includes('--config')) {
    const local = existsSync(join(root, 'app-config.local.yaml'))
      ? ['--config', 'app-config.local.yaml']
      : [];
    rest.push('--config', 'app-config.yaml');
    rest.push('--config', 'app-config.development.yaml', ...local);
  }
  return new Promise(resolve => {
    const child = spawn(process.execPath, [cli(), 'repo', command, ...rest], {
      stdio: 'inherit',
      cwd: root,
    });
    child.on('exit', code => resolve(code ?? 1));
  });
}

function cli() {
  return join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
}

main().then(
  code => {
    process.exitCode = code ?? 0;
  },
  error => {
    say(`failed: ${error.message}`);
    process.exitCode = 1;
  },
);
