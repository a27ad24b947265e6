import type { JsonObject } from '@inference-portal/plugin-inference-node';
import fc from 'fast-check';
import { planRestore } from '../../decide/remediation/planRestore';
import { planScaleToZero } from '../../decide/remediation/planScaleToZero';
import type { InstantMs, ServerKey } from '../../types';
import { merged } from '../clusters/__testUtils__/FakeObjects';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { applySteps } from './applySteps';
import { readWorld } from './readWorld';

const server: ServerKey = {
  cluster: 'prod',
  group: 'apps',
  kind: 'Deployment',
  namespace: 'search',
  name: 'rerank',
};
const evidence = {
  findingId: 'f-1',
  cause: 'zombie',
  confidence: 'high',
  stillHolds: true,
  recentRequests: 0,
} as const;
const actor = { by: 'user:default/ada', at: 0 as InstantMs };

/** A namespace with a Deployment and perhaps a ScaledObject. Writes fail once as many were made as `crashAfter` allows. */
function namespaceOf(deployment: JsonObject, scaledObject: JsonObject | null) {
  const objects = new Map<string, JsonObject>([['deployments', deployment]]);
  if (scaledObject !== null) objects.set('scaledobjects', scaledObject);
  let writesLeft = Infinity;
  const pluralOf = (path: string) =>
    /\/namespaces\/search\/([a-z]+)/.exec(path)?.[1] ?? '';
  const writer = new ClusterWriter({
    signal: new AbortController().signal,
    cluster: {
      get: async path => {
        const object = objects.get(pluralOf(path));
        return path.endsWith('/rerank')
          ? object
          : { items: object === undefined ? [] : [object] };
      },
      patch: async (path, patch) => {
        const plural = pluralOf(path);
        const { resourceVersion, ...metadata } = patch.metadata as JsonObject;
        const result = merged(objects.get(plural), { ...patch, metadata });
        if (!path.includes('dryRun')) {
          if (writesLeft === 0) throw new Error('the process ended');
          writesLeft -= 1;
          objects.set(plural, result);
        }
        return result;
      },
    },
  });
  return {
    objects,
    writer,
    world: () => readWorld(writer, server),
    crashAfter: (writes: number) => {
      writesLeft = writes;
    },
  };
}

const replicas = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined });
const annotations = fc.option(
  fc.dictionary(fc.constantFrom('team', 'note'), fc.string(), { minKeys: 1 }),
  { nil: undefined },
);
const pausedReplicas = fc.constantFrom(undefined, '0', '3');

function objectOf(uid: string, fields: object, spec: object): JsonObject {
  return JSON.parse(
    JSON.stringify({
      metadata: { name: 'rerank', uid, resourceVersion: '1', ...fields },
      spec,
    }),
  );
}

const deployments = fc
  .record({ replicas, annotations })
  .map(drawn =>
    objectOf(
      'd-1',
      { annotations: drawn.annotations },
      { replicas: drawn.replicas },
    ),
  );
const scaledObjects = fc.option(
  fc.record({ pausedReplicas, annotations }).map(drawn => {
    const paused =
      drawn.pausedReplicas === undefined
        ? {}
        : { 'autoscaling.keda.sh/paused-replicas': drawn.pausedReplicas };
    const all = { ...drawn.annotations, ...paused };
    return objectOf(
      's-1',
      Object.keys(all).length > 0 ? { annotations: all } : {},
      { scaleTargetRef: { name: 'rerank' } },
    );
  }),
);

describe('scaling to zero and restoring', () => {
  it('gives every object back as it was, also when the process ends after any write and goes on later', async () => {
    await fc.assert(
      fc.asyncProperty(
        deployments,
        scaledObjects,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        async (deployment, scaledObject, firstCrash, secondCrash) => {
          const place = namespaceOf(deployment, scaledObject);
          const before = new Map(place.objects);
          const doAll = async (
            crash: number,
            steps: Parameters<typeof applySteps>[0]['steps'],
          ) => {
            const options = {
              writer: place.writer,
              steps,
              pause: async () => {},
            };
            place.crashAfter(crash);
            await applySteps(options).catch(() => null);
            place.crashAfter(Infinity);
            expect(await applySteps(options)).toEqual({ status: 'applied' });
          };
          const zero = planScaleToZero(await place.world(), evidence, actor);
          expect(zero.blockedBy).toEqual([]);
          await doAll(firstCrash, zero.steps);
          expect((await place.world()).target.replicas).toBe(0);
          await doAll(secondCrash, planRestore(await place.world()).steps);
          expect(place.objects).toEqual(before);
        },
      ),
      { numRuns: 200 },
    );
  });
});
