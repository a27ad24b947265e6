import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../../control-plane/build.mjs';

/**
 * Where the two generations are looked for. Either one is taken from the folder that its variable names.
 */
const generations = {
  prometheus2: { major: 2, variable: 'INFERENCE_PORTAL_PROMETHEUS_2' },
  prometheus3: { major: 3, variable: 'INFERENCE_PORTAL_PROMETHEUS_3' },
};

/** Version that a program tells, such as `2.42.0`; undefined when it cannot be run. */
function versionOf(program) {
  const { status, stdout, stderr } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
  });
  return status === 0
    ? /version v?(\d+\.\d+\.\d+)/.exec(stdout + stderr)?.[1]
    : undefined;
}

function inFolder(folder) {
  return {
    prometheus: join(folder, 'prometheus'),
    promtool: join(folder, 'promtool'),
  };
}

/** Programs of one generation by a folder or by PATH; undefined where they are missing or of another generation. */
function find({ major, variable }) {
  const folder = process.env[variable];
  const programs = folder
    ? inFolder(folder)
    : { prometheus: 'prometheus', promtool: 'promtool' };
  const version = versionOf(programs.prometheus);
  const isRight =
    version?.startsWith(`${major}.`) &&
    versionOf(programs.promtool)?.startsWith(`${major}.`);
  if (folder && !isRight) {
    throw new Error(
      `${variable} names ${folder}, which has no prometheus and promtool ${major}.x`,
    );
  }
  return isRight ? { ...programs, version } : undefined;
}

function hasGo() {
  return spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0;
}

/** The programs of both generations, building 3.x when it is not there. Throws with all that is missing and how to get it. */
export async function findPrograms({ signal, report }) {
  const prometheus2 = find(generations.prometheus2);
  let prometheus3 = find(generations.prometheus3);
  const missing = [];
  if (!prometheus2) {
    missing.push(
      'Prometheus 2.x with promtool. On Debian 12: apt-get install --no-install-recommends prometheus (then systemctl disable --now prometheus); ' +
        'elsewhere unpack a 2.x release and set INFERENCE_PORTAL_PROMETHEUS_2 to its folder.',
    );
  }
  if (!prometheus3 && !hasGo()) {
    missing.push(
      'Prometheus 3.x with promtool. Either install Go (https://go.dev/doc/install), which builds it once, some 5 minutes on two cores; ' +
        'or unpack a 3.x release and set INFERENCE_PORTAL_PROMETHEUS_3 to its folder.',
    );
  }
  if (missing.length > 0) {
    throw new Error(`missing:\n  ${missing.join('\n  ')}`);
  }
  if (!prometheus3) {
    const programs = inFolder(await build(['prometheus'], { signal, report }));
    prometheus3 = { ...programs, version: versionOf(programs.prometheus) };
  }
  return { prometheus2, prometheus3 };
}
