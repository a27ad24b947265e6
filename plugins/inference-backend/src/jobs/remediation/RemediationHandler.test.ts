import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import { FakeObjects } from '../../act/clusters/__testUtils__/FakeObjects';
import { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { planScaleToZero } from '../../decide/remediation/planScaleToZero';
import { readWorld } from '../../act/remediation/readWorld';
import { writeRemediation } from '../../decide/remediation/storedRemediation';
import { HOUR_MS } from '../../durations';
import type { ChangeStep, RecordedChange } from '../../record';
import { usageHour } from '../../__testUtils__/createTestUsage';
import { changePlan } from '../../record/__testUtils__/changes';
import { at } from '../../record/__testUtils__/observations';
import type { InstantMs } from '../../types';
import { RemediationHandler, WATCHED_FOR_MS } from './RemediationHandler';
import type { RemediationNews } from './RemediationTeller';

const PATH = '/apis/apps/v1/namespaces/support/deployments/chat';
const SERVER = {
  id: 's-1',
  cluster: 'eu-west',
  namespace: 'support',
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  name: 'chat',
  owner: { ref: 'group:default/support' },
} as ModelServerDetail;
const actor = { by: 'user:default/ada', at: at(0) };

/** A change that scales `chat` from two replicas to zero, and ways to advance it. */
async function open() {
  const cluster = new FakeObjects();
  cluster.put(PATH, { metadata: { name: 'chat' }, spec: { replicas: 2 } });
  const writerOf = (_: string, signal: AbortSignal) =>
    new ClusterWriter({ cluster, signal });
  const { signal } = new AbortController();
  const world = await readWorld(writerOf('eu-west', signal), {
    ...SERVER,
    group: 'apps',
  });
  const plan = planScaleToZero(
    world,
    {
      findingId: 'f-1',
      cause: 'zombie',
      confidence: 'high',
      stillHolds: true,
      recentRequests: 0,
    },
    actor,
  );
  const hours: ReturnType<typeof usageHour>[] = [];
  const told: RemediationNews[] = [];
  const noted: unknown[] = [];
  let server: ModelServerDetail | undefined = SERVER;
  const handler = new RemediationHandler({
    writerOf,
    inventory: { findServer: async () => server },
    usage: {
      listHours: async (_, from, to) =>
        hours.filter(({ hour }) => hour >= from && hour < to),
    },
    findings: { note: async (id, event) => void noted.push([id, event]) },
    teller: { tell: async news => void told.push(news) },
  });
  const begun: RecordedChange = {
    id: 'c-1',
    kind: 'remediation',
    serverId: 's-1',
    plan: changePlan('p-1', 'chat', {
      plan: writeRemediation({ ...plan, findingId: 'f-1', proposal: null }),
    }),
    state: 'planned',
    progress: {},
    actor: actor.by,
    reason: 'Unused',
    startedAt: at(0),
    updatedAt: at(0),
    finishedAt: null,
  };
  const advance = (change: RecordedChange, ms: number) =>
    handler.advance(change, { now: at(ms), signal });
  const after = (change: RecordedChange, step: ChangeStep): RecordedChange => ({
    ...change,
    state: step.state,
    progress: step.progress,
  });
  return {
    cluster,
    handler,
    hours,
    told,
    noted,
    begun,
    advance,
    after,
    forget: () => {
      server = undefined;
    },
    /** The change while it is watched, applied at the beginning of time. */
    async watched() {
      const applying = after(begun, await advance(begun, 0));
      return after(applying, await advance(applying, 0));
    },
  };
}

const END = WATCHED_FOR_MS + 2 * HOUR_MS;

describe('RemediationHandler', () => {
  it('finds what it wrote before a crash, and writes it once', async () => {
    const { cluster, begun, advance, after, noted } = await open();
    const applying = after(begun, await advance(begun, 0));
    const first = await advance(applying, 1_000);
    const written = cluster.read(PATH);
    // The process ends before the step is saved; another replica does it again.
    const second = await advance(applying, 60_000);
    expect([first.state, second.state]).toEqual(['watching', 'watching']);
    expect(cluster.read(PATH)).toEqual(written);
    expect(cluster.writes).toBe(1);
    // Of the same moment, so that the store takes it once.
    expect(noted[1]).toEqual(noted[0]);
  });

  it('ends when the cluster refuses, and names the rule that is missing', async () => {
    const { cluster, begun, advance, after } = await open();
    const applying = after(begun, await advance(begun, 0));
    cluster.fail('forbidden');
    expect(await advance(applying, 0)).toMatchObject({
      state: 'failed',
      next: 'finished',
      progress: {
        wrote: false,
        problem: expect.stringMatching(
          /cluster-role-write\.yaml.*Nothing was written\./s,
        ),
      },
    });
  });

  it('sees what gateways refused after the hour in which it was scaled', async () => {
    const { hours, told, advance, watched } = await open();
    const watching = await watched();
    hours.push({
      ...usageHour('s-1', 0, { errors: 50 }),
      hour: at(-HOUR_MS),
    });
    const quiet = await advance(watching, HOUR_MS / 2);
    expect(quiet).toMatchObject({ state: 'watching', events: [] });
    hours.push({
      ...usageHour('s-1', 0, { errors: 2, waitingMax: 3 }),
      hour: at(0),
    });
    const step = await advance(watching, 2 * HOUR_MS);
    expect(step).toMatchObject({
      state: 'watching',
      progress: { refusedRequests: 5 },
      events: [{ message: expect.stringContaining('5 requests were refused') }],
    });
    expect(told.at(-1)).toMatchObject({ what: 'refused', requests: 5 });
  });

  it('ends after a day, and says when nobody counted', async () => {
    const { hours, advance, watched } = await open();
    const watching = await watched();
    expect((await advance(watching, WATCHED_FOR_MS)).state).toBe('watching');
    expect(await advance(watching, END)).toMatchObject({
      state: 'succeeded',
      next: 'finished',
      progress: { refusedRequests: null },
      events: [{ message: expect.stringContaining('nobody knows') }],
    });
    hours.push({
      ...usageHour('s-1', 0, { errors: 0, waitingMax: null }),
      hour: at(3 * HOUR_MS),
    });
    expect((await advance(watching, END)).events).toMatchObject([
      { message: 'The watch is over: 0 requests were refused.' },
    ]);
  });

  it('goes on watching while the cluster is silent, and ends with the server', async () => {
    const { cluster, advance, watched, forget } = await open();
    const watching = await watched();
    cluster.fail('unreachable', 'get');
    expect((await advance(watching, HOUR_MS)).state).toBe('watching');
    cluster.fail(null);
    cluster.remove(PATH);
    expect(await advance(watching, HOUR_MS)).toMatchObject({
      state: 'succeeded',
      next: 'finished',
    });
    forget();
    expect((await advance(watching, HOUR_MS)).next).toBe('finished');
  });

  it('gives up with what may be left on the cluster', async () => {
    const { handler, begun, advance, after, watched } = await open();
    const applying = after(begun, await advance(begun, 0));
    expect(handler.giveUp(applying, 'eu-west does not answer.')).toMatchObject({
      state: 'failed',
      progress: {
        wrote: true,
        problem: expect.stringContaining('plan to restore'),
      },
    });
    expect(handler.giveUp(await watched(), 'No database.')).toMatchObject({
      state: 'succeeded',
      next: 'finished',
    });
  });

  it('does not begin what was shown long ago', async () => {
    const { cluster, begun, advance } = await open();
    const late = begun.plan.expiresAt + HOUR_MS - at(0);
    expect((await advance(begun, late)).state).toBe('failed');
    expect(cluster.writes).toBe(0);
    const now = (begun.plan.expiresAt + 1) as InstantMs;
    expect((await advance(begun, now - at(0))).state).toBe('applying');
  });
});
