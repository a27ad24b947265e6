#!/usr/bin/env node
/**
 * Asks Prometheus 2.x, Prometheus 3.x and the demo's simulated Prometheus the
 * same questions about the same samples and compares the answers.
 *
 *   node run.mjs [arguments of jest ...]
 *
 * Works with any Node >= 20.11; fetches the one that the portal runs on if need be.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installDependencies } from '../../scripts/lib/install.mjs';
import { nodeEnvironment } from '../../scripts/lib/node.mjs';
import { root } from '../../scripts/lib/process.mjs';
import { runMain } from '../control-plane/lib/interruption.mjs';
import { freePorts } from '../control-plane/lib/ports.mjs';
import { progress } from '../control-plane/lib/progress.mjs';
import { findPrograms } from './lib/programs.mjs';
import processes from './lib/prometheusProcess.cjs';

const say = progress('test:prometheus');

/** Runs a program to its end and answers its exit code; it is ended when the signal comes. */
function run(program, args, { env = process.env, signal, stdio = 'inherit' }) {
  const child = spawn(program, args, { cwd: root, env, stdio });
  const end = () => child.kill('SIGTERM');
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  return new Promise((onExit, onError) => {
    child.on('error', onError);
    child.on('close', code => {
      signal.removeEventListener('abort', end);
      onExit(code ?? 1);
    });
  });
}

/** Runs a program that has to succeed. */
async function must(program, args, options) {
  const code = await run(program, args, options);
  options.signal.throwIfAborted();
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} failed (${code})`);
}

/** Writes the demo fleet's series as text files; answers them. */
async function exportSeries(folder, { env, signal }) {
  mkdirSync(folder);
  const transform = createRequire(import.meta.url).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  const script = join(import.meta.dirname, 'data/export.ts');
  await must('node', ['--require', transform, script, folder], { env, signal });
  return readdirSync(folder).map(file => join(folder, file));
}

/** Makes blocks out of the text files, with the promtool of the generation that will read them. */
async function createBlocks({ promtool }, files, folder, signal) {
  for (const file of files) {
    await must(
      promtool,
      ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, folder],
      { signal, stdio: ['ignore', 'ignore', 'inherit'] },
    );
  }
}

/** Ends the servers of tests that were interrupted. */
function endLeftovers(folder) {
  const pidFiles = readdirSync(folder, { recursive: true }).filter(
    file => basename(file) === processes.PID_FILE,
  );
  for (const file of pidFiles) {
    try {
      process.kill(Number(readFileSync(join(folder, file), 'utf8')), 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

async function main({ signal }) {
  const programs = await findPrograms({ signal, report: say });
  const environment = await nodeEnvironment();
  await installDependencies(environment);
  const env = { ...environment, NODE_ENV: 'test', TZ: 'UTC' };
  const folder = mkdtempSync(join(tmpdir(), 'inference-portal-prometheus-'));
  env.TEST_PROMETHEUS_FOLDER = join(folder, 'tests');
  const servers = [];
  try {
    say('writing the series of the demo fleet');
    const files = await exportSeries(join(folder, 'text'), { env, signal });
    for (const [name, generation] of Object.entries(programs)) {
      const home = join(folder, name);
      mkdirSync(home);
      say(`making blocks with promtool ${generation.version}`);
      await createBlocks(generation, files, join(home, 'data'), signal);
      const { [name]: port } = await freePorts([name]);
      const server = await processes.startPrometheus({
        program: generation.prometheus,
        folder: home,
        port,
        signal,
      });
      servers.push(server);
      say(`Prometheus ${generation.version} answers at ${server.url}`);
      env[`TEST_${name.toUpperCase()}_URL`] = server.url;
      env[`TEST_${name.toUpperCase()}_VERSION`] = generation.version;
      env[`TEST_${name.toUpperCase()}_PROGRAM`] = generation.prometheus;
      env[`TEST_${name.toUpperCase()}_PROMTOOL`] = generation.promtool;
    }
    const code = await run(
      'node',
      [
        join(root, 'node_modules/jest/bin/jest.js'),
        '--config=e2e/prometheus/jest.config.cjs',
        '--runInBand',
        '--ci',
        ...process.argv.slice(2),
      ],
      { env, signal },
    );
    say(signal.aborted ? 'interrupted' : 'done');
    return signal.aborted ? 130 : code;
  } finally {
    await Promise.all(servers.map(server => server.stop()));
    endLeftovers(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

await runMain(main);
