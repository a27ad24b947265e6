import { randomUUID } from 'node:crypto';
import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type request from 'supertest';
import { usageHour } from '../../../__testUtils__/createTestUsage';
import {
  startRegistry,
  type StartedRegistry,
} from '../../../__testUtils__/startRegistry';
import { FakeObjects } from '../../../act/clusters/__testUtils__/FakeObjects';
import { HOUR_MS } from '../../../durations';
import {
  KnexFindingStore,
  KnexUsageStore,
  type UsageHour,
} from '../../../record';
import { opening } from '../../../record/__testUtils__/findings';
import {
  batch,
  observation,
  ownedBy,
  serverId,
} from '../../../record/__testUtils__/observations';
import type { InstantMs } from '../../../types';

export const SUPPORT = 'group:default/support';
export const CHAT = serverId('eu-west', 'support', 'chat');
/** Where the Deployment of the server `chat` stands in the API of its cluster. */
export const PATH = '/apis/apps/v1/namespaces/support/deployments/chat';

/** The API with a server `chat` of the group support that nobody uses, and `ocr` that nobody owns. */
export class StartedRemediations {
  constructor(
    readonly api: StartedRegistry,
    readonly cluster: FakeObjects,
    readonly findings: KnexFindingStore,
    readonly usage: KnexUsageStore,
    readonly clock: { now: number },
  ) {}

  /** Milliseconds since the Unix epoch. */
  get now(): number {
    return this.clock.now;
  }

  set now(instant: number) {
    this.clock.now = instant;
  }

  async plan(who = 'ada', body: object = { action: 'scale-to-zero' }) {
    return this.api
      .as(who)
      .post(`/model-servers/${CHAT}/remediation-plans`, body);
  }

  start(
    { id, hash }: { id: string; hash: string },
    facts: { who?: string; key?: string | null; reason?: string } = {},
  ): request.Test {
    const { who = 'ada', key = randomUUID(), reason = 'Unused' } = facts;
    const sent = this.api
      .as(who)
      .post('/remediations', { planId: id, planHash: hash, reason });
    return key === null ? sent : sent.set('Idempotency-Key', key);
  }

  async get(id: string) {
    return (await this.api.as('ada').get(`/remediations/${id}`)).body;
  }

  /** Records an hour of `chat`. */
  async saveHour(hoursAgo: number, facts: Partial<UsageHour>): Promise<void> {
    const hour = (Math.floor(this.now / HOUR_MS) - hoursAgo) * HOUR_MS;
    await this.usage.saveHours([
      { ...usageHour(CHAT, 0, facts), hour: hour as InstantMs },
    ]);
  }
}

/** Status and message of an answer. */
export function messageOf(answer: request.Response): [number, unknown] {
  return [answer.status, answer.body.error?.message];
}

export async function startRemediations(
  databases: TestDatabases,
): Promise<StartedRemediations> {
  const clock = { now: Date.UTC(2026, 10, 22, 9, 20, 0) };
  const cluster = new FakeObjects();
  cluster.put(PATH, { metadata: { name: 'chat' }, spec: { replicas: 2 } });
  const api = await startRegistry(databases, { cluster, now: () => clock.now });
  const { inventory, fence, db } = api.stores;
  const servers = ['chat', 'ocr'].map(name => observation({ name }));
  await inventory.applyBatch(
    batch(1_000, servers),
    new Map(
      servers.map(({ server }) => [
        server.id,
        ownedBy(server.name === 'chat' ? SUPPORT : null),
      ]),
    ),
    fence,
  );
  const database = mockServices.database({ knex: db });
  const findings = await KnexFindingStore.create({ database });
  await findings.applyChanges([opening('chat')], clock.now as InstantMs);
  return new StartedRemediations(
    api,
    cluster,
    findings,
    await KnexUsageStore.create({ database }),
    clock,
  );
}
