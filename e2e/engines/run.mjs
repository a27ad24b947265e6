#!/usr/bin/env node
/**
 * Has vLLM's own parser read the arguments of every rendered server.
 *
 *   node run.mjs [version ...]
 *
 * Without versions all that are rendered in tests. Works with any Node >= 20.11; fetches the one that the portal runs on if need be.
 */
import { join } from 'node:path';
import { installDependencies } from '../../scripts/lib/install.mjs';
import { nodeEnvironment } from '../../scripts/lib/node.mjs';
import { root } from '../../scripts/lib/process.mjs';
import { runMain } from '../control-plane/lib/interruption.mjs';
import { outputOf } from '../control-plane/lib/output.mjs';
import { progress } from '../control-plane/lib/progress.mjs';
import {
  findMissingPython,
  virtualEnvironment,
} from '../control-plane/lib/python.mjs';

const say = progress('test:engines');

/** What a program answers as JSON. */
async function ask(program, args, options) {
  return JSON.parse(
    await outputOf(program, args, { ...options, title: program, cwd: root }),
  );
}

/** What a version of vLLM refuses, each with its reason. */
async function refusedBy(version, starts, signal) {
  const programs = await virtualEnvironment(
    {
      name: `vllm-${version}`,
      requirements: version,
      install: [`vllm==${version}`],
    },
    { signal, report: say },
  );
  const { version: found, refused } = await ask(
    join(programs, 'python'),
    [join(import.meta.dirname, 'parse_arguments.py')],
    { input: JSON.stringify(starts), signal },
  );
  if (found !== version) {
    throw new Error(`vLLM ${version} was asked for, ${found} is there`);
  }
  return refused;
}

/** How many different reasons of a version are shown. */
const MOST_SHOWN = 10;

function show(version, refused) {
  const byReason = new Map(refused.map(one => [one.reason, one.args]));
  for (const [reason, args] of [...byReason].slice(0, MOST_SHOWN)) {
    console.log(
      `vLLM ${version} refuses: ${reason}\n  vllm serve ${args.join(' ')}`,
    );
  }
}

async function main({ signal }) {
  const missing = findMissingPython();
  if (missing) throw new Error(`This machine has no ${missing}`);
  const env = await nodeEnvironment();
  await installDependencies(env);
  const byVersion = await ask(
    'node',
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      join(import.meta.dirname, 'writeArguments.ts'),
    ],
    { env: { ...env, NODE_ENV: 'test' }, signal },
  );
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter(version => !(version in byVersion));
  if (unknown.length > 0) {
    throw new Error(
      `Nothing is rendered for vLLM ${unknown.join(
        ', ',
      )}; take of ${Object.keys(byVersion).join(', ')}`,
    );
  }
  let failed = 0;
  for (const version of wanted.length > 0 ? wanted : Object.keys(byVersion)) {
    const starts = byVersion[version];
    const refused = await refusedBy(version, starts, signal);
    show(version, refused);
    failed += refused.length;
    say(
      `vLLM ${version}: ${starts.length - refused.length} of ${
        starts.length
      } command lines are taken`,
    );
  }
  return failed === 0 ? 0 : 1;
}

await runMain(main);
