// yarn bench:registry [--models 10000] [--versions 10] [--requests 200] [--no-mlflow] [--no-sqlite]
// What the model registry costs over HTTP at that size on PostgreSQL and on SQLite: lists, search, get by alias, lineage; and beside a
// real MLflow server on the same PostgreSQL: register, search, get by alias.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../e2e/control-plane/lib/interruption.mjs';
import { message, quantile, start } from './observe/measure.mjs';
import { startMlflow } from './registry/mlflowServer.mjs';
import { startPostgres } from './registry/postgres.mjs';
import { startRegistryPortal } from './registry/registryPortal.mjs';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    models: { type: 'string', default: '10000' },
    versions: { type: 'string', default: '10' },
    requests: { type: 'string', default: '200' },
    mlflow: { type: 'boolean', default: true },
    sqlite: { type: 'boolean', default: true },
  },
});
const size = {
  models: Number(values.models),
  versions: Number(values.versions),
};
const requests = Number(values.requests);
/** Big lineages that are asked for. */
const LINEAGES = 60;
/** Models whose versions all descend from one public model: 5,000 nodes. */
const family = Math.min(size.models, Math.floor(4_998 / size.versions));

const modelName = index => `model-${String(index).padStart(5, '0')}`;
/** Spread over all models, so that no cache answers. */
const pick = run => (run * 7_919) % size.models;
const pathOf = index => `/models/team-${index % 50}/${modelName(index)}`;

async function fill(knexConfiguration, title) {
  const child = start(
    new URL('./registry/fillProcess.ts', import.meta.url).href,
    [
      JSON.stringify(knexConfiguration),
      String(size.models),
      String(size.versions),
      String(family),
    ],
  );
  const { seconds, walks, nodes } = await message(child, 'filled');
  const count = size.models * size.versions;
  console.log(
    `${title}: ${count} versions registered in ${seconds.toFixed(
      0,
    )} s, ${Math.round(count / seconds)} a second`,
  );
  console.log(
    `${title}: store alone walks a lineage of ${nodes} nodes: ${text(walks)}`,
  );
}

/** Milliseconds of each of many calls, one after the other, after a few to warm up. */
async function time(call, times = requests) {
  for (let run = 0; run < 10; run += 1) await call(times + run);
  const taken = [];
  for (let run = 0; run < times; run += 1) {
    const before = performance.now();
    await call(run);
    taken.push(performance.now() - before);
  }
  return taken;
}

function text(taken) {
  return `median ${quantile(taken, 0.5).toFixed(1)} ms, p95 ${quantile(
    taken,
    0.95,
  ).toFixed(1)} ms`;
}

async function measureReads({ call }, title) {
  const get = path => run => call('GET', path(run));
  const cases = [
    ['list of 100 models', () => '/models?limit=100'],
    [
      'list by owner',
      run => `/models?limit=100&owner=group:default/team-${run % 50}`,
    ],
    ['versions of a model', run => `${pathOf(pick(run))}/versions`],
    ['search of models', run => `/models?limit=20&q=${modelName(pick(run))}`],
    [
      'search of versions',
      run => `/model-versions?limit=20&q=${modelName(pick(run))}`,
    ],
    [
      'search of versions, 2,000 found',
      run => `/model-versions?limit=20&q=team-${run % 50}`,
    ],
    ['search of versions, all found', () => '/model-versions?limit=20&q=model'],
    [
      'search of versions, nothing found',
      run => `/model-versions?limit=20&q=nothing-${run}`,
    ],
    [
      'search of versions, two letters, nothing found',
      run => `/model-versions?limit=20&q=${run % 10}%24`,
    ],
    ['get by alias', run => `${pathOf(pick(run))}/versions/@production`],
    [
      'lineage of a version',
      run => `${pathOf(pick(run))}/lineage?version=5&depth=5`,
    ],
  ];
  for (const [name, path] of cases) {
    console.log(
      `${title}: ${name}: ${text(await time(get(path)))} (goal p95 < 50)`,
    );
  }
  const blast = depth =>
    `/lineage?node=hf://bench/base&direction=down&depth=${depth}`;
  const { nodes } = await call('GET', blast(50));
  // The portal remembers some twenty walks of that size: one that comes after 35 others is walked anew.
  const [anew, again] = [
    await time(run => call('GET', blast(15 + (run % 36))), LINEAGES),
    await time(() => call('GET', blast(50)), LINEAGES),
  ];
  console.log(
    `${title}: lineage of ${nodes.length} nodes over HTTP, walked anew: ${text(
      anew,
    )} (goal < 200)`,
  );
  console.log(
    `${title}: lineage of ${
      nodes.length
    } nodes over HTTP, asked for again: ${text(again)} (goal < 200)`,
  );
}

/** Times both in turn, so that whatever else the machine does befalls both, and no connection rests until it is closed. */
async function compare(name, ours, theirs) {
  const taken = [[], []];
  for (let run = -10; run < requests; run += 1) {
    for (const [side, call] of [ours, theirs].entries()) {
      const before = performance.now();
      await call(run + 10);
      if (run >= 0) taken[side].push(performance.now() - before);
    }
  }
  const ratio = q => (quantile(taken[1], q) / quantile(taken[0], q)).toFixed(1);
  console.log(
    `${name}: ours ${text(taken[0])}; MLflow ${text(
      taken[1],
    )}; MLflow takes ${ratio(0.5)} times as long (median), ${ratio(
      0.95,
    )} times (p95)`,
  );
}

async function compareWithMlflow(portal, mlflow) {
  const description = 'A version that the benchmark registers';
  const sourceOf = run => `s3://models/${modelName(pick(run))}/bench-${run}`;
  await compare(
    'register a version',
    run =>
      portal.call('POST', `${pathOf(pick(run))}/versions`, {
        version: `bench-${run}`,
        source: sourceOf(run),
        description,
      }),
    run =>
      mlflow.call('POST', '/model-versions/create', undefined, {
        name: modelName(pick(run)),
        source: sourceOf(run),
        description,
      }),
  );
  const part = run => modelName(pick(run)).slice(2);
  await compare(
    'search models by part of a name',
    run => portal.call('GET', `/models?limit=20&q=${part(run)}`),
    run =>
      mlflow.call('GET', '/registered-models/search', {
        filter: `name LIKE '%${part(run)}%'`,
        max_results: '20',
      }),
  );
  await compare(
    'versions of a model',
    run => portal.call('GET', `${pathOf(pick(run))}/versions?limit=20`),
    run =>
      mlflow.call('GET', '/model-versions/search', {
        filter: `name='${modelName(pick(run))}'`,
        max_results: '20',
      }),
  );
  await compare(
    'get by alias',
    run => portal.call('GET', `${pathOf(pick(run))}/versions/@production`),
    run =>
      mlflow.call('GET', '/registered-models/alias', {
        name: modelName(pick(run)),
        alias: 'production',
      }),
  );
}

async function onPostgres(folder, stops) {
  const postgres = await startPostgres(folder);
  stops.push(postgres.stop);
  const database = 'backstage_plugin_inference';
  postgres.sql('postgres', `create database ${database}`);
  const connection = {
    host: postgres.host,
    port: postgres.port,
    user: postgres.user,
  };
  await fill(
    { client: 'pg', connection: { ...connection, database } },
    postgres.title,
  );
  const portal = await startRegistryPortal(folder, {
    client: 'pg',
    connection,
  });
  stops.push(portal.stop);
  await measureReads(portal, 'PostgreSQL');
  if (values.mlflow) {
    const mlflow = await startMlflow(folder, postgres, size, stops);
    await compareWithMlflow(portal, mlflow);
    await mlflow.stop();
    stops.pop();
  }
  await portal.stop();
  stops.pop();
}

async function onSqlite(folder, stops) {
  await fill(
    {
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'inference.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    },
    'SQLite',
  );
  const portal = await startRegistryPortal(folder, {
    client: 'better-sqlite3',
    connection: { directory: folder },
  });
  stops.push(portal.stop);
  await measureReads(portal, 'SQLite');
}

function interrupted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

async function main({ signal }) {
  const [cpu] = cpus();
  const load = () => loadavg()[0].toFixed(1);
  console.log(
    `${cpus().length} cores, ${cpu?.model}; Node ${
      process.version
    }; load average ${load()}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-registry-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  const stops = [() => rmSync(folder, { recursive: true, force: true })];
  const work = async () => {
    await onPostgres(folder, stops);
    if (values.sqlite) await onSqlite(folder, stops);
  };
  try {
    await Promise.race([work(), interrupted(signal)]);
    console.log(`load average at the end ${load()}`);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

await runMain(main);
