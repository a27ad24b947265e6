import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../control-plane/lib/cache.mjs';
import { withLock } from '../../control-plane/lib/lock.mjs';
import { outputOf } from '../../control-plane/lib/output.mjs';

const module = join(import.meta.dirname, '../oci');
const PACKAGE = 'github.com/distribution/distribution/v3/cmd/registry';
const HEARTBEAT_MS = 15_000;

/** What is missing on this machine, in words that say how to get it; undefined when nothing is. */
export function findMissingGo() {
  return process.env.INFERENCE_PORTAL_OCI_REGISTRY ||
    spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'Go (https://go.dev/doc/install), which builds the registry of CNCF distribution once, 2 to 12 minutes; or set INFERENCE_PORTAL_OCI_REGISTRY to its program `registry`.';
}

/**
 * The `registry` program of CNCF distribution; built once for each go.sum and Go, behind a lock, into the cache outside the clone. Not one of the groups of
 * `../control-plane`: those share one key, and a new group would build all of them again.
 */
export async function ociRegistryProgram({ signal, report }) {
  if (process.env.INFERENCE_PORTAL_OCI_REGISTRY) {
    return process.env.INFERENCE_PORTAL_OCI_REGISTRY;
  }
  const options = {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  };
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) {
    hash.update(readFileSync(join(module, file)));
  }
  hash.update(
    execFileSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], options),
  );
  const folder = join(
    dirname(cacheRoot()),
    `oci-registry-${hash.digest('hex').slice(0, 16)}`,
  );
  const program = join(folder, 'registry');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    await withLock(
      `${program}.lock`,
      async () => {
        if (!existsSync(program)) {
          await build(program, options, { signal, report });
        }
      },
      { signal, onWait: pid => report(`registry: waiting for process ${pid}`) },
    );
  }
  return program;
}

async function build(program, options, { signal, report }) {
  const started = Date.now();
  const unfinished = `${program}.unfinished-${process.pid}`;
  report('registry: building');
  const heartbeat = setInterval(
    () =>
      report(
        `registry: building, ${Math.round((Date.now() - started) / 1000)} s`,
      ),
    HEARTBEAT_MS,
  );
  try {
    await outputOf(
      'go',
      [
        'build',
        '-mod=readonly',
        '-buildvcs=false',
        '-trimpath',
        '-ldflags=-s -w',
        '-o',
        unfinished,
        PACKAGE,
      ],
      { ...options, title: 'go build of registry', signal },
    );
    // The name appears only when the program is whole.
    renameSync(unfinished, program);
  } finally {
    clearInterval(heartbeat);
    rmSync(unfinished, { force: true });
  }
}
