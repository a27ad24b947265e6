#!/usr/bin/env node
/**
 * Builds the programs of a Kubernetes control plane from their Go modules into
 * a cache folder outside the clone, and prints that folder as its last line.
 *
 *   node build.mjs [kubernetes|kwok|argo-rollouts|prometheus ...]
 *
 * INFERENCE_PORTAL_CACHE moves the cache. What stands in KUBEBUILDER_ASSETS is
 * linked instead of built.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheRoot } from './lib/cache.mjs';
import { runMain } from './lib/interruption.mjs';
import { withLock } from './lib/lock.mjs';
import {
  artifactsOf,
  groups,
  modulesFolder,
  requiredVersion,
} from './lib/programs.mjs';

const HEARTBEAT_MS = 15_000;

/** Makes sure that the groups' programs exist; answers their folder. */
export async function build(groupNames, { signal, report = () => {} } = {}) {
  const assets = process.env.KUBEBUILDER_ASSETS
    ? resolve(process.env.KUBEBUILDER_ASSETS)
    : undefined;
  const folder = join(cacheRoot(), cacheKey(assets));
  mkdirSync(folder, { recursive: true });
  for (const name of groupNames) {
    if (!isComplete(folder, name, assets)) {
      await withLock(
        join(folder, `${name}.lock`),
        () => completeGroup(folder, name, { assets, signal, report }),
        {
          signal,
          onWait: pid => report(`${name}: waiting for process ${pid}`),
        },
      );
    }
  }
  return folder;
}

/** Everything that decides what the programs are, and nothing else. */
function cacheKey(assets) {
  const hash = createHash('sha256');
  for (const name of Object.keys(groups)) {
    for (const file of ['go.mod', 'go.sum']) {
      hash.update(readFileSync(join(modulesFolder, name, file)));
    }
    hash.update(JSON.stringify(recipe(name)));
  }
  hash.update(toolchain());
  hash.update(assets ?? '');
  return hash.digest('hex').slice(0, 16);
}

function recipe(groupName) {
  const { programs, tags, linkerVariables } = groups[groupName];
  return {
    programs,
    tags,
    variables: linkerVariables(requiredVersion(groupName)),
  };
}

function toolchain() {
  try {
    return go(['env', 'GOVERSION', 'GOOS', 'GOARCH'], 'argo-rollouts');
  } catch (error) {
    // Prebuilt programs may be all that is needed.
    if (error.cause?.code === 'ENOENT') {
      return `${process.platform} ${process.arch}`;
    }
    throw error;
  }
}

function isComplete(folder, groupName, assets) {
  return artifactsOf(groups[groupName]).every(
    artifact =>
      existsSync(join(folder, artifact)) &&
      !isLinkMissing(folder, artifact, assets),
  );
}

async function completeGroup(folder, groupName, { assets, signal, report }) {
  const { programs, files = {} } = groups[groupName];
  const openArtifacts = new Set(
    artifactsOf(groups[groupName]).filter(
      artifact => !linkFromAssets(folder, artifact, assets),
    ),
  );
  for (const [artifact, source] of Object.entries(files)) {
    if (openArtifacts.has(artifact) && !existsSync(join(folder, artifact))) {
      copyModuleFiles(groupName, source, join(folder, artifact));
      report(`${artifact}: copied from ${groupName}`);
    }
  }
  for (const [program, packagePath] of Object.entries(programs)) {
    const target = join(folder, program);
    if (openArtifacts.has(program) && !existsSync(target)) {
      await buildProgram(groupName, packagePath, target, { signal, report });
    }
  }
}

function isLinkMissing(folder, artifact, assets) {
  if (assets === undefined || !existsSync(join(assets, artifact))) return false;
  return (
    realpathSync(join(folder, artifact)) !==
    realpathSync(join(assets, artifact))
  );
}

function linkFromAssets(folder, artifact, assets) {
  if (assets === undefined || !existsSync(join(assets, artifact))) return false;
  const link = join(folder, artifact);
  rmSync(link, { recursive: true, force: true });
  symlinkSync(join(assets, artifact), link);
  return true;
}

/** Copies a dependency's manifests; its module cache is read-only. */
function copyModuleFiles(groupName, source, target) {
  const { module } = groups[groupName];
  go(['mod', 'download', module], groupName);
  const root = go(['list', '-m', '-f', '{{.Dir}}', module], groupName).trim();
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const file of listManifests(join(root, source))) {
    const copy = join(unfinished, file);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(root, source, file)));
  }
  renameSync(unfinished, target);
}

function listManifests(folder) {
  return readdirSync(folder, { recursive: true }).filter(
    file =>
      file.endsWith('.yaml') &&
      !file.includes('testdata') &&
      basename(file) !== 'kustomization.yaml',
  );
}

async function buildProgram(
  groupName,
  packagePath,
  target,
  { signal, report },
) {
  const { tags = [], linkerVariables } = groups[groupName];
  const stamps = Object.entries(
    linkerVariables(requiredVersion(groupName)),
  ).map(([name, value]) => `-X ${name}=${value}`);
  removeUnfinished(target);
  // A name of our own: the compilers of a killed build may be writing still.
  const unfinished = `${target}.unfinished-${process.pid}`;
  await runWithHeartbeat(
    basename(target),
    [
      'build',
      '-mod=readonly',
      '-buildvcs=false',
      '-trimpath',
      `-tags=${tags.join(',')}`,
      `-ldflags=${['-s', '-w', ...stamps].join(' ')}`,
      '-o',
      unfinished,
      packagePath,
    ],
    groupName,
    { signal, report },
  );
  // The name appears only when the program is whole.
  renameSync(unfinished, target);
}

/** What builds left that were killed; we hold the lock. */
function removeUnfinished(target) {
  readdirSync(dirname(target))
    .filter(name => name.startsWith(`${basename(target)}.unfinished`))
    .forEach(name => rmSync(join(dirname(target), name)));
}

async function runWithHeartbeat(title, args, groupName, { signal, report }) {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const output = [];
  report(`${title}: building`);
  const heartbeat = setInterval(
    () => report(`${title}: building, ${elapsed()} ${output.at(-1) ?? ''}`),
    HEARTBEAT_MS,
  );
  try {
    const code = await runGo(args, groupName, { signal, output });
    if (code !== 0) {
      throw new Error(
        `go build of ${title} failed (${code}):\n${output
          .slice(-40)
          .join('\n')}`,
      );
    }
    report(`${title}: built in ${elapsed()}`);
  } finally {
    clearInterval(heartbeat);
  }
}

/** Resolves with the exit code once go and its compilers have ended. */
function runGo(args, groupName, { signal, output }) {
  return new Promise((onExit, onError) => {
    const child = spawn('go', args, {
      ...goOptions(groupName),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGINT',
    });
    const collect = text => output.push(...text.trim().split('\n'));
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    let failure;
    child.on('error', error => {
      failure = error;
      if (child.pid === undefined) onError(explainMissingGo(error));
    });
    child.on('close', code => (failure ? onError(failure) : onExit(code)));
  });
}

function go(args, groupName) {
  try {
    return execFileSync('go', args, {
      ...goOptions(groupName),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    throw explainMissingGo(error);
  }
}

function goOptions(groupName) {
  return {
    cwd: join(modulesFolder, groupName),
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
  };
}

function explainMissingGo(error) {
  return error.code === 'ENOENT'
    ? new Error('Go is not installed: see https://go.dev/doc/install', {
        cause: error,
      })
    : error;
}

async function main({ signal }) {
  const names = process.argv.slice(2);
  const unknown = names.filter(name => !Object.hasOwn(groups, name));
  if (unknown.length > 0) {
    throw new Error(
      `unknown group ${unknown.join(', ')}; there are ${Object.keys(
        groups,
      ).join(', ')}`,
    );
  }
  const folder = await build(names.length > 0 ? names : Object.keys(groups), {
    signal,
    report: line => console.error(line),
  });
  console.log(folder);
}

if (
  process.argv[1] &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  await runMain(main);
}
