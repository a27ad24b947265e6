// Fills an empty ledger, or rolls it up with the product's own job and asks it; in processes of their own, so that memory is that of the work:
// costsProcess.ts fill|measure <knex configuration> <fleet size> <days to compute> <requests>, as JSON.
// Tells the parent { kind: 'filled' }; { kind: 'rolledUp' }, { kind: 'copied' } and { kind: 'measured' }.
import knexFactory, { type Knex } from 'knex';
import { startOfLocal } from '../../plugins/inference-backend/src/decide/cost/calendar';
import { CostTally } from '../../plugins/inference-backend/src/decide/cost/CostTally';
import { integrate } from '../../plugins/inference-backend/src/decide/cost/integrate';
import { ServerRates } from '../../plugins/inference-backend/src/costs/ServerRates';
import { createRollUpCosts } from '../../plugins/inference-backend/src/jobs/rollUpCosts';
import {
  KnexLeaseStore,
  KnexLedgerStore,
} from '../../plugins/inference-backend/src/record';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { residentMiB } from '../observe/measure.mjs';
import {
  allocationsOf,
  DAY,
  nodesOf,
  ownershipOf,
  pricesOf,
  START,
  type FleetSize,
} from './fleet';

const [
  phase = '',
  configuration = '',
  fleet = '',
  computedDays = '',
  requests = '',
] = process.argv.slice(2);
const size: FleetSize = JSON.parse(fleet);
const COMPUTED = Number(computedDays);
const REQUESTS = Number(requests);
const ZONE = 'UTC';
const end = (START + size.days * DAY) as InstantMs;

const silent = {
  warn: (message: string) => console.error(message),
  error: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** Milliseconds of each of many calls: on the clock, and of this process's own work, which others on the machine change little. */
async function repeated(
  work: () => Promise<unknown>,
): Promise<{ taken: number[]; worked: number[] }> {
  const taken: number[] = [];
  const worked: number[] = [];
  for (let run = 0; run < REQUESTS; run += 1) {
    const before = process.cpuUsage();
    taken.push(await timed(work));
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
  }
  return { taken, worked };
}

async function fill(store: KnexLedgerStore, leases: KnexLeaseStore) {
  await store.replacePrices('config', pricesOf(size));
  const nodes = nodesOf(size);
  let intervals = nodes.length;
  for (let index = 0; index < size.clusters; index += 1) {
    const cluster = `cluster-${index}`;
    const allocations = [...allocationsOf(cluster, size)];
    intervals += allocations.length;
    const fence = await leases.acquire({
      cluster,
      holder: 'bench',
      now: end,
      ttlMs: DAY,
    });
    if (!fence) throw new Error(`the lease of ${cluster} is held`);
    await store.applyBatch(
      {
        cluster,
        observedAt: end,
        complete: false,
        nodes: nodes.filter(node => node.cluster === cluster),
        allocations,
      },
      fence,
    );
  }
  for (const [from, changes] of ownershipOf(size)) {
    await store.setOwnership(from, changes);
  }
  return intervals;
}

/** Makes copies of computed days stand for those that were not, straight in the tables: they weigh as much. */
async function copyDays(knex: Knex): Promise<void> {
  const days: number[] = (
    await knex('ledger_partitions')
      .distinct('day', 'dirty')
      .orderBy('day', 'desc')
  ).map(row => Number(row.dirty ? -row.day : row.day));
  const sources = days.filter(day => day > 0);
  for (const [index, dirty] of days.filter(day => day < 0).entries()) {
    const day = -dirty;
    const source = sources[index % sources.length] ?? 0;
    await knex.transaction(async tx => {
      await tx.raw(
        `insert into ledger_day_terms (partition_id, grain, series_id, quantity)
         select target.id, term.grain, term.series_id, term.quantity
         from ledger_partitions target
         join ledger_partitions source on source.cluster = target.cluster and source.timezone = target.timezone and source.day = ?
         join ledger_day_terms term on term.partition_id = source.id
         where target.day = ?`,
        [source, day],
      );
      await tx.raw(
        `insert into ledger_owner_days (series_id, day, micros, micros_rest, gpu_ms, gpu_rest)
         select series_id, ?, micros, micros_rest, gpu_ms, gpu_rest from ledger_owner_days where day = ?`,
        [day, source],
      );
      await tx('ledger_partitions')
        .where({ day })
        .update({ dirty: 0, computed_to: tx.ref('day_end') });
    });
  }
}

async function fillAll(
  knex: Knex,
  store: KnexLedgerStore,
  leases: KnexLeaseStore,
) {
  let intervals = 0;
  const seconds =
    (await timed(async () => {
      intervals = await fill(store, leases);
    })) / 1000;
  await knex.raw('analyze');
  process.send?.({ kind: 'filled', intervals, seconds });
}

async function measure(knex: Knex, store: KnexLedgerStore) {
  /** Milliseconds of each day: reading, computing and writing all of its clusters. */
  const days = new Map<number, number>();
  const resident: number[] = [];
  const rollUp = createRollUpCosts({
    ledger: {
      async openDays(now, refreshMs) {
        await store.openDays(now, refreshMs);
        last = performance.now();
      },
      listDirty: async limit =>
        days.size < COMPUTED
          ? store.listDirty(Math.min(limit, size.clusters))
          : [],
      readLedger: (window, clusters) => store.readLedger(window, clusters),
      async replaceDay(partition, lines, computedTo) {
        await store.replaceDay(partition, lines, computedTo);
        const now = performance.now();
        days.set(partition.day, (days.get(partition.day) ?? 0) + now - last);
        last = now;
        if (days.size % 5 === 0 && days.size !== resident.length * 5) {
          resident.push(residentMiB(process.pid).now);
        }
      },
    },
    logger: silent,
    now: () => end,
  });
  let last = performance.now();
  const before = process.cpuUsage();
  const rollUpSeconds =
    (await timed(() => rollUp(new AbortController().signal))) / 1000;
  process.send?.({
    kind: 'rolledUp',
    seconds: rollUpSeconds,
    workedSeconds: process.cpuUsage(before).user / 1e6,
    days: [...days.values()],
    resident,
    peak: residentMiB(process.pid).peak,
  });

  await copyDays(knex);
  await knex.raw('analyze');
  process.send?.({ kind: 'copied' });

  const monthEnd = startOfLocal('month', end - 1, ZONE);
  const month = {
    from: startOfLocal('month', monthEnd - 1, ZONE),
    to: monthEnd,
  };
  const all = { from: START as InstantMs, to: end };
  let used = 0;
  const ask = async (
    window: { from: InstantMs; to: InstantMs },
    groupBy: Parameters<KnexLedgerStore['sumDays']>[0]['groupBy'],
    perDay: boolean,
    more: { keepPrices?: boolean; owners?: readonly string[] } = {},
  ) => {
    const sums = await store.sumDays({
      window,
      timezone: ZONE,
      groupBy,
      perDay,
      filter: more.owners ? { owners: more.owners } : null,
      keepPrices: more.keepPrices,
    });
    // Terms are made when they are read, which belongs to the answer.
    for (const { terms } of sums) used += terms.length;
    return sums;
  };
  const byTeam = [
    'owner',
    'bucket',
    'idleKind',
    'priceSource',
    'estimated',
  ] as const;
  const owners = ['group:default/team-007'];
  const cases: [string, number | null, () => Promise<readonly unknown[]>][] = [
    ['a month by team', 100, () => ask(month, byTeam, false)],
    ['a month by team and day', null, () => ask(month, byTeam, true)],
    ['two years by team and day', 300, () => ask(all, byTeam, true)],
    ['two years by team', null, () => ask(all, byTeam, false)],
    [
      'two years of one team by day',
      null,
      () => ask(all, byTeam, true, { owners }),
    ],
    [
      'a month of one team by server',
      null,
      () => ask(month, ['serverId'], false, { owners }),
    ],
    ['a month by model', null, () => ask(month, ['model', 'bucket'], false)],
    [
      'a month by server',
      null,
      () => ask(month, ['serverId', 'bucket'], false),
    ],
    ['a month by node', null, () => ask(month, ['nodeUid'], false)],
    [
      'a month by team, with prices',
      null,
      () => ask(month, ['owner', 'bucket'], false, { keepPrices: true }),
    ],
    [
      'what each server costs a day, out of the intervals of now',
      null,
      async () => {
        // A new one each time, as it remembers.
        const rates = new ServerRates({ ledger: store, now: () => end - 1 });
        return (await rates.getRates(null, null)).items;
      },
    ],
    [
      'whether a month is up to date',
      null,
      async () => [await store.isRolledUp(month, ZONE)],
    ],
  ];
  const answers: {
    name: string;
    goal: number | null;
    rows: number;
    taken: number[];
    worked: number[];
  }[] = [];
  for (const [name, goal, work] of cases) {
    const { length: rows } = await work();
    answers.push({ name, goal, rows, ...(await repeated(work)) });
  }

  // The same day, one of those that were computed, out of the roll-ups and out of the intervals.
  // Of the computed ones, the newest has only begun.
  const age = Math.min(5, COMPUTED - 1);
  const day = {
    from: (end - age * DAY) as InstantMs,
    to: (end - (age - 1) * DAY) as InstantMs,
  };
  const rolled = new CostTally();
  for (const { terms } of await ask(day, byTeam, false)) {
    for (const term of terms) rolled.add('', term, false);
  }
  const integral = new CostTally();
  for (const { term } of integrate(await store.readLedger(day), {
    window: day,
  })) {
    integral.add('', term, false);
  }
  const exact = (tally: CostTally) => {
    const micros = tally.total().micros('USD');
    return micros && [micros.numerator, micros.denominator];
  };
  const [left, right] = [exact(rolled), exact(integral)];
  const agrees =
    left !== null &&
    right !== null &&
    (left[0] ?? 0n) * (right[1] ?? 0n) === (right[0] ?? 0n) * (left[1] ?? 0n);
  process.send?.({ kind: 'measured', answers, agrees, used });
}

async function main() {
  const knex = knexFactory(JSON.parse(configuration));
  const database = { getClient: async () => knex };
  const store = await KnexLedgerStore.create({ database, timezones: [ZONE] });
  const leases = await KnexLeaseStore.create({ database });
  await (phase === 'fill'
    ? fillAll(knex, store, leases)
    : measure(knex, store));
  await knex.destroy();
  process.disconnect?.();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
  process.disconnect?.();
});
