import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, root, run, say } from './process.mjs';

// A registry that breaks off one of 2,000 downloads ends yarn; what it has fetched by then stays in its cache.
const ATTEMPTS = 2;
const stamp = join(root, 'node_modules/.portal-install');

function manifests() {
  return ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(
      name => `${folder}/${name}/package.json`,
    ),
  );
}

/** Installs the dependencies with the committed yarn, unless nothing changed since the last time. */
export async function installDependencies(environment) {
  const wanted = fingerprint([
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests(),
  ]);
  if (readStamp() === wanted) {
    return;
  }
  say('installing dependencies (1 to 3 minutes the first time)');
  const { yarnPath } = /yarnPath: (?<yarnPath>\S+)/.exec(
    readFileSync(join(root, '.yarnrc.yml'), 'utf8'),
  ).groups;
  for (let attempt = 1; ; attempt += 1) {
    const code = await run(
      'node',
      [join(root, yarnPath), 'install', '--immutable'],
      environment,
      { quiet: true },
    );
    if (code === 0) {
      break;
    }
    if (attempt === ATTEMPTS) {
      throw new Error('installing the dependencies failed, see above.');
    }
    say('installing once more, with what was fetched so far');
  }
  writeFileSync(stamp, wanted);
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}
