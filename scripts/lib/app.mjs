import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, root, run, say } from './process.mjs';

const dist = join(root, 'packages/app/dist');
const stamp = join(dist, '.portal-build');
const sources = [
  'yarn.lock',
  'packages/app/package.json',
  'packages/app/src',
  'packages/app/public',
  'plugins/inference-common/src',
  'plugins/inference-frontend/src',
  'plugins/inference-frontend/package.json',
];

/** Builds the browser bundle, unless its sources are those of the last build. */
export async function buildApp(environment) {
  const wanted = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  say('building the browser app');
  const code = await run(
    'node',
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
      '--config',
      '../../app-config.yaml',
    ],
    environment,
    { quiet: true, cwd: join(root, 'packages/app') },
  );
  if (code !== 0) {
    throw new Error('building the app failed, see above.');
  }
  writeFileSync(stamp, wanted);
}
