import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(`${root}package.json`);

/** Starts a TypeScript file as a child process with IPC, whose heap grows up to `heapMiB`. */
export function start(file, args, { env = {}, heapMiB = 8192 } = {}) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
    cwd: root,
    execArgv: [
      `--max-old-space-size=${heapMiB}`,
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return child;
}

/** The next message of that kind; rejects when the child ends before. */
export function message(child, kind) {
  return new Promise((resolve, reject) => {
    const onMessage = value => {
      if (value.kind === kind) {
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(value);
      }
    };
    const onExit = code =>
      reject(new Error(`child ended with ${code} before ${kind}`));
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

export async function until(condition, everyMs) {
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    await new Promise(done => setTimeout(done, everyMs));
  }
}

/** Current and highest resident memory of a process in MiB (Linux). */
export function residentMiB(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kib = name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
  return { now: kib('VmRSS') / 1024, peak: kib('VmHWM') / 1024 };
}

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
}
