import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../control-plane/lib/ports.mjs';

const READY_WITHIN_MS = 60_000;

/**
 * Starts one Prometheus on the blocks in `<folder>/data`, on a free port of loopback; answers once it is ready.
 * `stop` resolves when the process has ended.
 */
export async function startPrometheus({ name, program, folder, signal }) {
  mkdirSync(folder, { recursive: true });
  const { [name]: port } = await freePorts([name]);
  const config = join(folder, 'prometheus.yml');
  const logFile = join(folder, 'log');
  writeFileSync(config, 'scrape_configs: []\n');
  const log = openSync(logFile, 'a');
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=400d',
      // The blocks stay as promtool made them.
      '--storage.tsdb.min-block-duration=2h',
      '--storage.tsdb.max-block-duration=2h',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { cwd: folder, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const ended = new Promise(resolve => {
    child.on('error', resolve);
    child.on('exit', resolve);
  });
  const server = {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode !== null || child.pid === undefined) return;
      child.kill('SIGTERM');
      const grace = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(grace);
    },
  };
  try {
    await becomeReady(server.url, { child, signal });
  } catch (error) {
    await server.stop();
    throw new Error(
      `${name} did not become ready: ${error.message}\n${readFileSync(
        logFile,
        'utf8',
      ).slice(-2_000)}`,
      { cause: error },
    );
  }
  return server;
}

async function becomeReady(url, { child, signal }) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    signal.throwIfAborted();
    if (child.exitCode !== null || child.pid === undefined) {
      throw new Error('the process has ended');
    }
    const answer = await fetch(`${url}/-/ready`, { signal }).catch(
      () => undefined,
    );
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    if (Date.now() > deadline)
      throw new Error(`not within ${READY_WITHIN_MS / 1000} s`);
    await sleep(100, undefined, { signal });
  }
}
