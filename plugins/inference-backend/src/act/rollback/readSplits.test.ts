import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { planShift } from '../../decide/rollback/trafficShift';
import { FakeObjects } from '../clusters/__testUtils__/FakeObjects';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { readSplits } from './readSplits';

const ROUTES =
  '/apis/gateway.networking.k8s.io/v1/namespaces/support/httproutes';
const SERVICES = '/api/v1/namespaces/support/services';
const POOLS =
  '/apis/inference.networking.k8s.io/v1/namespaces/support/inferencepools';
const LLMS =
  '/apis/serving.kserve.io/v1alpha2/namespaces/support/llminferenceservices';

const POOL = { group: 'inference.networking.k8s.io', kind: 'InferencePool' };
const LABELS = { app: 'chat', version: 'v2' };

function routeOf(...backendRefs: JsonObject[]): JsonObject {
  return {
    metadata: { name: 'chat', uid: 'route-1' },
    spec: { rules: [{ backendRefs }] },
  };
}

function start(objects: { readonly [path: string]: readonly JsonObject[] }) {
  const cluster = new FakeObjects();
  for (const [path, items] of Object.entries(objects)) {
    cluster.put(path, { metadata: {}, items: [...items] });
  }
  const writer = new ClusterWriter({
    cluster,
    signal: new AbortController().signal,
  });
  const read = async (
    labels: { readonly [name: string]: string } = LABELS,
    object: JsonObject = {},
    kind = 'Deployment',
  ) =>
    readSplits(
      writer,
      {
        object,
        ref: {
          group: kind === 'Deployment' ? 'apps' : 'serving.kserve.io',
          version: kind === 'Deployment' ? 'v1' : 'v1alpha2',
          plural:
            kind === 'Deployment' ? 'deployments' : 'llminferenceservices',
          kind,
          namespace: 'support',
          name: 'chat',
        },
      },
      labels,
    );
  return { cluster, read };
}

const service = (name: string, selector: JsonObject): JsonObject => ({
  metadata: { name },
  spec: { selector },
});

describe('readSplits', () => {
  it('knows which Services have the pods of the server', async () => {
    const { read } = start({
      [ROUTES]: [
        routeOf(
          { name: 'chat-v1', port: 80, weight: 90 },
          { name: 'chat-v2', port: 80, weight: 10 },
          { name: 'chat-v2', namespace: 'other', port: 80 },
        ),
      ],
      [SERVICES]: [
        service('chat-v1', { app: 'chat', version: 'v1' }),
        service('chat-v2', { app: 'chat', version: 'v2' }),
      ],
    });
    const [split] = (await read()) ?? [];
    expect(split).toMatchObject({ uid: 'route-1', manager: { name: 'none' } });
    expect(
      split?.rules.map(rule =>
        rule.map(({ backend, isOwn, weight }) => [backend, weight, isOwn]),
      ),
    ).toEqual([
      [
        ['Service chat-v1', 90, false],
        ['Service chat-v2', 10, true],
        ['Service chat-v2', null, false],
      ],
    ]);
  });

  it('knows InferencePools by their selector', async () => {
    const pool = (name: string, version: string): JsonObject => ({
      metadata: { name },
      spec: { selector: { matchLabels: { app: 'chat', version } } },
    });
    const { read } = start({
      [ROUTES]: [
        routeOf(
          { ...POOL, name: 'chat-v1', weight: 90 },
          { ...POOL, name: 'chat-v2', weight: 10 },
        ),
      ],
      [POOLS]: [pool('chat-v1', 'v1'), pool('chat-v2', 'v2')],
    });
    expect(planShift((await read()) ?? [])).toMatchObject([
      { weights: [{ backend: 'InferencePool chat-v2', from: 10, to: 0 }] },
    ]);
  });

  it('finds nothing to shift where one Service has the pods of both', async () => {
    const { read } = start({
      [ROUTES]: [
        routeOf({ name: 'chat', weight: 90 }, { name: 'same', weight: 10 }),
      ],
      [SERVICES]: [
        service('chat', { app: 'chat' }),
        service('same', { app: 'chat' }),
      ],
    });
    expect(planShift((await read()) ?? [])).toEqual([]);
  });

  it('asks for nothing more without a route that splits, and takes no Service without selector for the server’s', async () => {
    const { read } = start({ [ROUTES]: [routeOf({ name: 'chat' })] });
    await expect(read()).resolves.toEqual([]);
    await expect(read({})).resolves.toEqual([]);
    const without = start({
      [ROUTES]: [routeOf({ name: 'one' }, { name: 'two' })],
      [SERVICES]: [service('one', {}), { metadata: { name: 'two' }, spec: {} }],
    });
    const [split] = (await without.read()) ?? [];
    expect(split?.rules.flat().some(({ isOwn }) => isOwn)).toBe(false);
  });

  it('knows the neighbours of an LLMInferenceService in its group', async () => {
    const llm = (name: string, group: string, weight?: number): JsonObject => ({
      metadata: { name, uid: `uid-of-${name}` },
      spec: {
        router: { route: { group, ...(weight !== undefined && { weight }) } },
      },
    });
    const own = llm('chat', 'assistants', 30);
    const { read } = start({
      [LLMS]: [own, llm('chat-old', 'assistants', 70), llm('other', 'search')],
    });
    const splits = await read({}, own, 'LLMInferenceService');
    expect(planShift(splits ?? [])).toMatchObject([
      {
        uid: 'uid-of-chat',
        weights: [
          { path: ['spec', 'router', 'route', 'weight'], from: 30, to: 0 },
        ],
      },
    ]);
    const alone = start({ [LLMS]: [own, llm('chat-old', 'assistants')] });
    expect(
      planShift((await alone.read({}, own, 'LLMInferenceService')) ?? []),
    ).toEqual([]);
  });

  it('says nothing where it may not look', async () => {
    const { cluster, read } = start({});
    cluster.fail('forbidden', 'get');
    await expect(read()).resolves.toBeNull();
  });
});
