#!/usr/bin/env node
/**
 * Imports from a real MLflow server and a real OCI registry, through the
 * product's own sources and import job, and through replicas of the portal on
 * one PostgreSQL.
 *
 *   node run.mjs [arguments of jest ...]
 *
 * Works with any Node >= 20.11; fetches the one that the portal runs on if need be.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDependencies } from '../../scripts/lib/install.mjs';
import { nodeEnvironment } from '../../scripts/lib/node.mjs';
import { root } from '../../scripts/lib/process.mjs';
import { startPostgres } from '../../benchmarks/registry/postgres.mjs';
import { runMain } from '../control-plane/lib/interruption.mjs';
import { freePorts } from '../control-plane/lib/ports.mjs';
import { progress } from '../control-plane/lib/progress.mjs';
import { findMissingGo, ociRegistryProgram } from './lib/ociRegistry.mjs';
import { findMissingPython } from '../control-plane/lib/python.mjs';
import { mlflowProgram } from './lib/mlflow.mjs';
import { startMlflow, startOciRegistry } from './lib/servers.mjs';

const say = progress('test:registries');

/** Runs the tests to their end and answers their exit code. */
function runJest(env, signal) {
  const child = spawn(
    'node',
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--config=e2e/registries/jest.config.cjs',
      '--runInBand',
      '--ci',
      '--verbose',
      ...process.argv.slice(2),
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
  const missing = [findMissingPython(), findMissingGo()].filter(Boolean);
  if (missing.length > 0) {
    throw new Error(`This machine has no\n- ${missing.join('\n- ')}`);
  }
  const options = { signal, report: say };
  const [mlflow, registry] = await Promise.all([
    mlflowProgram(options),
    ociRegistryProgram(options),
  ]);
  const environment = await nodeEnvironment();
  await installDependencies(environment);
  const folder = mkdtempSync(join(tmpdir(), 'inference-portal-registries-'));
  // PostgreSQL runs as another user where this is root.
  chmodSync(folder, 0o755);
  const ports = await freePorts(['mlflow', 'oci']);
  const servers = [];
  try {
    const database = startPostgres(folder);
    servers.push({ stop: async () => (await database).stop() });
    const { host, port, user } = await database;
    const starting = [
      startMlflow({
        program: mlflow,
        folder: join(folder, 'mlflow'),
        port: ports.mlflow,
        signal,
      }),
      startOciRegistry({
        program: registry,
        folder: join(folder, 'oci'),
        port: ports.oci,
        signal,
      }),
    ];
    const outcomes = await Promise.allSettled(starting);
    servers.push(
      ...outcomes.flatMap(({ status, value }) =>
        status === 'fulfilled' ? [value] : [],
      ),
    );
    const [mlflowServer, ociServer] = await Promise.all(starting);
    say(`MLflow answers at ${mlflowServer.url}, OCI at ${ociServer.url}`);
    const code = await runJest(
      {
        ...environment,
        NODE_ENV: 'test',
        TZ: 'UTC',
        TEST_MLFLOW_URL: mlflowServer.url,
        TEST_MLFLOW_DATABASE: mlflowServer.database,
        TEST_OCI_URL: ociServer.url,
        TEST_POSTGRES: JSON.stringify({ host, port, user }),
      },
      signal,
    );
    say(signal.aborted ? 'interrupted' : 'done');
    return signal.aborted ? 130 : code;
  } finally {
    await Promise.allSettled(servers.map(server => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(main);
