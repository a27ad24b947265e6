import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const startedAt = Date.now();

/** One line of progress with the seconds since the start. */
export function say(message) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0).padStart(3);
  process.stdout.write(`portal ${seconds}s  ${message}\n`);
}

/** Runs a program to its end; answers its exit code. Its output goes through, or to nobody with `quiet`, but is shown if it fails. */
export function run(
  program,
  args,
  environment,
  { quiet = false, cwd = root } = {},
) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: environment,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout?.on('data', data => output.push(data));
    child.stderr?.on('data', data => output.push(data));
    child.on('error', reject);
    child.on('exit', code => {
      if (quiet && code !== 0) {
        process.stdout.write(Buffer.concat(output));
      }
      resolve(code ?? 1);
    });
  });
}

function* filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      if (name !== 'node_modules' && name !== 'dist') {
        yield* filesBelow(join(path, name));
      }
    }
  } else if (stat) {
    yield path;
  }
}

/** Hash of the names and contents of files and folders, to tell whether a step has to run again. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesBelow(join(root, path))) {
      hash.update(relative(root, file)).update('\0');
      hash.update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}
