import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';

const preload = join(import.meta.dirname, 'end-with-parent.cjs');

/** Starts a child as the backend is started, which stays until it is told to end, and says its pid. */
const STARTER = `
  const child = require('node:child_process').spawn(
    process.execPath,
    ['--require', ${JSON.stringify(
      preload,
    )}, '-e', 'setInterval(() => {}, 1000)'],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  child.on('spawn', () => console.log(child.pid));
`;

test(
  'a backend ends when what started it is killed',
  { timeout: 20_000 },
  async () => {
    const starter = spawn(process.execPath, ['-e', STARTER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await Promise.race([
      once(starter.stdout, 'data'),
      once(starter, 'exit').then(() => assert.fail('nothing was started')),
    ]);
    process.kill(Number(said.toString()), 0);
    starter.kill('SIGKILL');
    // It holds this output open as long as it runs.
    await once(starter.stdout, 'close');
  },
);
