// yarn bench:costs [--servers 10000] [--nodes 1000] [--teams 200] [--clusters 10] [--days 731] [--computed 40] [--requests 20] [--no-postgres] [--no-sqlite]
// What the cost ledger costs at that size on SQLite and on PostgreSQL: filling it, rolling days up with the product's own job, sums by team. The
// newest days are computed; copies of them stand for the rest.
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../e2e/control-plane/lib/interruption.mjs';
import { message, quantile, start } from './observe/measure.mjs';
import { startPostgres } from './registry/postgres.mjs';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    servers: { type: 'string', default: '10000' },
    nodes: { type: 'string', default: '1000' },
    teams: { type: 'string', default: '200' },
    clusters: { type: 'string', default: '10' },
    days: { type: 'string', default: '731' },
    computed: { type: 'string', default: '40' },
    requests: { type: 'string', default: '20' },
    sqlite: { type: 'boolean', default: true },
    postgres: { type: 'boolean', default: true },
  },
});
const size = Object.fromEntries(
  ['servers', 'nodes', 'teams', 'clusters', 'days'].map(name => [
    name,
    Number(values[name]),
  ]),
);

const seconds = milliseconds => (milliseconds / 1000).toFixed(2);
/** A process that may use 8 GiB leaves garbage lie: with a bound, what grows is what is kept. */
const HEAP_MIB = 512;
const mib = bytes => Math.round(bytes / 2 ** 20);

async function measure(title, configuration, sizeOfDatabase, stops) {
  const startPhase = phase => {
    const child = start(
      new URL('./costs/costsProcess.ts', import.meta.url).href,
      [
        phase,
        JSON.stringify(configuration),
        JSON.stringify(size),
        values.computed,
        values.requests,
      ],
      phase === 'measure' ? { heapMiB: HEAP_MIB } : {},
    );
    stops.push(() => child.kill());
    return child;
  };
  const filling = startPhase('fill');
  const filled = await message(filling, 'filled');
  console.log(
    `${title}: ${
      filled.intervals
    } intervals recorded in ${filled.seconds.toFixed(0)} s, ${mib(
      sizeOfDatabase(),
    )} MiB`,
  );
  const child = startPhase('measure');
  const rolledUp = await message(child, 'rolledUp');
  console.log(
    `${title}: ${rolledUp.days.length} days of ${
      size.clusters
    } clusters rolled up in ${rolledUp.seconds.toFixed(
      0,
    )} s (${rolledUp.workedSeconds.toFixed(
      0,
    )} s of own work); a day: median ${seconds(
      quantile(rolledUp.days, 0.5),
    )} s, p95 ${seconds(quantile(rolledUp.days, 0.95))} s (goal < 5); ${mib(
      sizeOfDatabase(),
    )} MiB`,
  );
  console.log(
    `${title}: resident memory every 5 days: ${rolledUp.resident
      .map(Math.round)
      .join(' ')} MiB, peak ${Math.round(rolledUp.peak)} MiB`,
  );
  await message(child, 'copied');
  console.log(
    `${title}: ${size.days} days stand in the roll-ups, ${mib(
      sizeOfDatabase(),
    )} MiB`,
  );
  const { answers, agrees } = await message(child, 'measured');
  for (const { name, goal, rows, taken, worked } of answers) {
    console.log(
      `${title}: ${name}, ${rows} sums: median ${quantile(taken, 0.5).toFixed(
        1,
      )} ms, p95 ${quantile(taken, 0.95).toFixed(1)} ms, own work ${quantile(
        worked,
        0.5,
      ).toFixed(1)} ms${goal === null ? '' : ` (goal < ${goal})`}`,
    );
  }
  console.log(
    `${title}: one day out of roll-ups and out of intervals: ${
      agrees ? 'the same to the last fraction' : 'NOT THE SAME'
    }`,
  );
}

async function onSqlite(folder, stops) {
  const filename = join(folder, 'inference.sqlite');
  await measure(
    'SQLite',
    {
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    },
    () => statSync(filename).size,
    stops,
  );
}

async function onPostgres(folder, stops) {
  const postgres = await startPostgres(folder);
  stops.push(postgres.stop);
  const database = 'backstage_plugin_inference';
  postgres.sql('postgres', `create database ${database}`);
  await measure(
    postgres.title,
    {
      client: 'pg',
      connection: {
        host: postgres.host,
        port: postgres.port,
        user: postgres.user,
        database,
      },
    },
    () =>
      Number(postgres.sql(database, `select pg_database_size('${database}')`)),
    stops,
  );
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
  const folder = mkdtempSync(join(tmpdir(), 'bench-costs-'));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  const stops = [() => rmSync(folder, { recursive: true, force: true })];
  const work = async () => {
    if (values.sqlite) await onSqlite(folder, stops);
    if (values.postgres) await onPostgres(folder, stops);
  };
  try {
    await Promise.race([work(), interrupted(signal)]);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

await runMain(main);
