// What `yarn bench:readiness` does: readinessProcess.ts <servers> <clusters> <teams> <runs>.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { usageHour } from '../../plugins/inference-backend/src/__testUtils__/createTestUsage';
import { buildCatalogView } from '../../plugins/inference-backend/src/decide/catalogView';
import { GroupTree } from '../../plugins/inference-backend/src/decide/groupTree';
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
} from '../../plugins/inference-backend/src/durations';
import { createScalingReader } from '../../plugins/inference-backend/src/observe/clusters/scaling/ScalingReader';
import { AuthorizedReadinessReports } from '../../plugins/inference-backend/src/permissions/AuthorizedReadinessReports';
import { FleetReadiness } from '../../plugins/inference-backend/src/readiness/FleetReadiness';
import { vllmDeployment } from '../../plugins/inference-backend/src/readiness/__testUtils__/specifications';
import {
  KnexInventoryStore,
  KnexLeaseStore,
  KnexUsageStore,
} from '../../plugins/inference-backend/src/record';
import {
  at,
  batch,
  observation,
  ownedBy,
  watched,
} from '../../plugins/inference-backend/src/record/__testUtils__/observations';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { residentMiB } from '../observe/measure.mjs';

const [servers = 0, clusters = 1, teams = 1, runs = 1] = process.argv
  .slice(2)
  .map(Number);
const HOURS = 14 * 24;
const AT_ONCE = 200;
const end = at(HOURS * HOUR_MS);

const logger = {
  warn: (message: string) => console.error(message),
  error: () => {},
  info: () => {},
  debug: () => {},
  child: () => logger,
};

interface Stores {
  readonly inventory: KnexInventoryStore;
  readonly leases: KnexLeaseStore;
  readonly usage: KnexUsageStore;
}

function observed(index: number) {
  const specification = vllmDeployment();
  return observation({
    cluster: `cluster-${index % clusters}`,
    namespace: `team-${index % teams}`,
    name: `server-${index}`,
    current: watched('vllm/vllm-openai:v0.30.0', {
      specification,
      specHash: String(index),
    }),
  });
}

async function fill({ inventory, leases, usage }: Stores): Promise<void> {
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const name = `cluster-${cluster}`;
    const fence = await leases.acquire({
      cluster: name,
      holder: 'bench',
      now: at(0),
      ttlMs: DAY_MS,
    });
    if (!fence) throw new Error(`the lease of ${name} is held`);
    const found = Array.from({ length: servers }, (_, index) => index)
      .filter(index => index % clusters === cluster)
      .map(observed);
    await inventory.applyBatch(
      batch(30_000, found, { cluster: name }),
      new Map(
        found.map(({ server }) => [
          server.id,
          ownedBy(`group:default/${server.namespace}`),
        ]),
      ),
      fence,
    );
    for (let first = 0; first < found.length; first += AT_ONCE) {
      await usage.saveHours(
        found.slice(first, first + AT_ONCE).flatMap(({ server }) =>
          Array.from({ length: HOURS }, (_, hour) => ({
            ...usageHour(server.id, 0),
            hour: (Math.ceil(at(0) / HOUR_MS) * HOUR_MS +
              hour * HOUR_MS) as InstantMs,
            gpuMemoryBytes: 70 * 2 ** 30,
          })),
        ),
      );
    }
  }
}

/** Prints how long some work took, how much of it was this process's own, and how long the longest other work had to wait. */
async function measure(title: string, work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  // The first turn is only where waits are counted from, and a wait is written down when it is over.
  await setTimeout(20);
  const used = process.cpuUsage();
  const before = performance.now();
  await work();
  const taken = performance.now() - before;
  const { user, system } = process.cpuUsage(used);
  await setTimeout(20);
  delay.disable();
  console.log(
    `${title}: ${(taken / 1000).toFixed(2)} s, ${(
      (user + system) /
      1e6
    ).toFixed(2)} s of own work, others wait ${Math.round(
      delay.max / 1e6,
    )} ms at most; ${Math.round(residentMiB(process.pid).now)} MiB`,
  );
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-readiness-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'inference.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const database = { getClient: async () => knex };
  const stores: Stores = {
    inventory: await KnexInventoryStore.create({ database }),
    leases: await KnexLeaseStore.create({ database }),
    usage: await KnexUsageStore.create({ database }),
  };
  await measure(`${servers} servers recorded`, () => fill(stores));
  let now: number = end;
  const fleet = new FleetReadiness({
    ...stores,
    scaling: createScalingReader([], () => now),
    catalog: { view: buildCatalogView([]) },
    logger,
    now: () => now,
  });
  await measure('first pass', () => fleet.read());
  for (let run = 0; run < runs; run += 1) {
    // Old enough to be waited for, and in the same hour as the first.
    now = end + (run + 1) * 11 * MINUTE_MS;
    await measure('pass with nothing new', () => fleet.read());
  }
  const reports = new AuthorizedReadinessReports({
    servers: { requireReadCheck: async () => () => true },
    fleet,
    budgets: { prepareCovering: async () => () => [] },
    groups: () => new GroupTree([]),
  });
  const asking = { credentials: mockCredentials.user() };
  for (let run = 0; run < runs; run += 1) {
    await measure('scores of all servers, of the last pass', async () => {
      const scores = await reports.getScores(null, asking);
      const size = JSON.stringify(scores).length;
      console.log(`${scores.items.length} scores, ${size} bytes`);
    });
  }
  await knex.destroy();
  process.disconnect?.();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
  process.disconnect?.();
});
