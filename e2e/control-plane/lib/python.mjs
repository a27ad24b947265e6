import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from './cache.mjs';
import { withLock } from './lock.mjs';
import { outputOf } from './output.mjs';

/** Oldest Python that everything installed here takes. */
const OLDEST = [3, 10];

/** Prints version, platform and whether virtual environments with pip can be made. */
const PROBE =
  'import sys, platform, venv, ensurepip; print(sys.version.split()[0], platform.machine(), sys.platform)';

/** What is missing on this machine, in words that say how to get it; undefined when nothing is. */
export function findMissingPython(python = pythonProgram()) {
  const { status, stdout } = spawnSync(python, ['-c', PROBE], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    return `Python ${OLDEST.join(
      '.',
    )} or newer with the modules venv and ensurepip. On Debian: apt-get install python3-venv; or set INFERENCE_PORTAL_PYTHON to such a program.`;
  }
  const [major, minor] = stdout.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
    ? undefined
    : `Python ${OLDEST.join('.')} or newer; ${python} is ${
        stdout.split(' ')[0]
      }. Set INFERENCE_PORTAL_PYTHON to a newer one.`;
}

function pythonProgram() {
  return process.env.INFERENCE_PORTAL_PYTHON ?? 'python3';
}

/**
 * The folder of programs of a virtual environment outside the clone; made once for what is in it and each Python, behind a lock.
 *
 * @param name - what it holds, as its folder is called
 * @param requirements - what decides what is in it, such as the content of a requirements.txt
 * @param install - arguments of `pip install`
 */
export async function virtualEnvironment(
  { name, requirements, install },
  { signal, report },
) {
  const python = pythonProgram();
  const { stdout } = spawnSync(python, ['-c', PROBE], { encoding: 'utf8' });
  const key = createHash('sha256')
    .update(requirements)
    .update(stdout)
    .digest('hex')
    .slice(0, 16);
  const folder = join(dirname(cacheRoot()), `${name}-${key}`);
  const programs = join(folder, 'bin');
  const mark = join(folder, 'complete');
  if (!existsSync(mark)) {
    await withLock(
      `${folder}.lock`,
      async () => {
        if (existsSync(mark)) return;
        // A virtual environment holds its own path: it cannot be made elsewhere and moved.
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(dirname(folder), { recursive: true });
        report(`making a virtual environment with ${name} in ${folder}`);
        await outputOf(python, ['-m', 'venv', folder], {
          title: 'python -m venv',
          signal,
        });
        await outputOf(
          join(programs, 'python'),
          [
            '-m',
            'pip',
            'install',
            '--quiet',
            '--disable-pip-version-check',
            ...install,
          ],
          { title: `pip install of ${name}`, signal },
        );
        mkdirSync(mark);
      },
      { signal, onWait: pid => report(`${name}: waiting for process ${pid}`) },
    );
  }
  return programs;
}
