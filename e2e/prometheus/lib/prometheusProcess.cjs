// CommonJS, because both the runner and the tests, which jest loads, start servers.
const { spawn } = require('node:child_process');
const {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const READY_WITHIN_MS = 60_000;
const PID_FILE = 'pid';

/**
 * Spawns one Prometheus on the blocks in `<folder>/data`, on a port of loopback. While it runs, its process id stands
 * in `<folder>/pid`.
 */
function spawnPrometheus({
  program,
  folder,
  port,
  config: configText = 'scrape_configs: []\n',
  flags = [],
}) {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'prometheus.yml');
  const pidFile = join(folder, PID_FILE);
  const logFile = join(folder, 'log');
  writeFileSync(config, configText);
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
      ...flags,
    ],
    { cwd: folder, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
  const ended = new Promise(resolve => {
    child.on('error', resolve);
    child.on('exit', () => {
      rmSync(pidFile, { force: true });
      resolve();
    });
  });
  const server = {
    url: `http://127.0.0.1:${port}`,
    send: signalName => child.kill(signalName),
    hasEnded: () => hasEnded(child),
    log: () => readFileSync(logFile, 'utf8').slice(-2_000),
    listens: options =>
      poll(server, { ...options, isEnough: answer => answer !== undefined }),
    ready: options =>
      poll(server, { ...options, isEnough: answer => answer?.ok === true }),
    stop: async (signalName = 'SIGTERM') => {
      if (hasEnded(child)) return;
      child.kill(signalName);
      // One that was stopped by a signal hears no other.
      child.kill('SIGCONT');
      const grace = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(grace);
    },
  };
  return server;
}

function hasEnded({ exitCode, signalCode, pid }) {
  return exitCode !== null || signalCode !== null || pid === undefined;
}

/** As {@link spawnPrometheus}; answers once it is ready, and throws with the end of its log when it does not get so. */
async function startPrometheus(options) {
  const server = spawnPrometheus(options);
  try {
    await server.ready({ signal: options.signal });
  } catch (error) {
    await server.stop();
    throw new Error(
      `${options.program} did not become ready: ${
        error.message
      }\n${server.log()}`,
      { cause: error },
    );
  }
  return server;
}

/** Asks a server whether it is ready until that is enough. */
async function poll({ url, hasEnded: ended }, { signal, isEnough }) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    signal?.throwIfAborted();
    if (ended()) throw new Error('the process has ended');
    const answer = await fetch(`${url}/-/ready`, { signal }).catch(
      () => undefined,
    );
    await answer?.arrayBuffer();
    if (isEnough(answer)) return;
    if (Date.now() > deadline)
      throw new Error(`not within ${READY_WITHIN_MS / 1000} s`);
    await sleep(100, undefined, { signal });
  }
}

module.exports = { PID_FILE, spawnPrometheus, startPrometheus };
