import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { parseAllDocuments } from 'yaml';
import type { RemediationStep } from '../../decide/remediation/remediationPlan';
import { builtinWorkloadAdapters } from '../../observe/clusters/adapters';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { BUDGETS } from '../rollback/readBudgets';
import { HTTP_ROUTE, INFERENCE_POOL } from '../rollback/readSplits';
import { applySteps, tryStep } from './applySteps';
import { HPA, SCALED_OBJECT } from './readAutoscalers';

const step: RemediationStep = {
  ref: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    kind: 'Deployment',
    namespace: 'search',
    name: 'rerank',
  },
  uid: 'u-1',
  summary: 'Scale Deployment rerank from 2 to 0 replicas.',
  before: { spec: { replicas: 2 } },
  patch: { spec: { replicas: 0 } },
};

/** A cluster with one Deployment, whose answers to patches are made by `answer`; `store` is what an API server would do. */
function clusterWith(
  answer: (store: () => unknown, dryRun: boolean) => unknown,
) {
  const state = { replicas: 2, writes: 0, sent: [] as JsonObject[] };
  const read = () => ({
    metadata: { uid: 'u-1', resourceVersion: String(state.writes) },
    spec: { replicas: state.replicas },
  });
  const pauses: number[] = [];
  const writer = new ClusterWriter({
    signal: new AbortController().signal,
    cluster: {
      get: async () => read(),
      patch: async (path, patch) => {
        const dryRun = path.includes('dryRun=All');
        state.sent.push(patch);
        const store = () => {
          state.replicas = 0;
          state.writes += 1;
          return read();
        };
        return answer(dryRun ? read : store, dryRun);
      },
    },
  });
  const apply = () =>
    applySteps({
      writer,
      steps: [step],
      pause: async ms => {
        pauses.push(ms);
      },
    });
  return { state, pauses, apply, writer };
}

describe('applySteps', () => {
  it('sends every write for one uid and one version', async () => {
    const { apply, state } = clusterWith(store => store());
    await apply();
    expect(state.sent).toEqual([
      { spec: { replicas: 0 }, metadata: { uid: 'u-1', resourceVersion: '0' } },
      { spec: { replicas: 0 }, metadata: { uid: 'u-1', resourceVersion: '0' } },
    ]);
  });

  it('spares the dry run of what was tried a moment ago', async () => {
    const { state, writer } = clusterWith(store => store());
    const pause = async () => {};
    await applySteps({ writer, steps: [step], pause, isTried: true });
    expect([state.sent.length, state.writes]).toEqual([1, 1]);
  });

  it('finds its write done when only the answer was lost, and does not write twice', async () => {
    const { apply, state, pauses } = clusterWith((store, dryRun) => {
      const answer = store();
      if (!dryRun) throw new ClusterRequestError('disconnected', 'cut');
      return answer;
    });
    await expect(apply()).resolves.toEqual({ status: 'applied' });
    expect(state.writes).toBe(1);
    expect(pauses).toEqual([250]);
  });

  it('gives up after four attempts, waiting as long as the cluster asks but never longer than ten seconds', async () => {
    const { apply, pauses } = clusterWith(() => {
      throw new ClusterRequestError('throttled', 'too many', {
        retryAfterMs: 60_000,
      });
    });
    await expect(apply()).resolves.toEqual({
      status: 'failed',
      done: 0,
      reason: 'too many',
      fix: null,
      mayPass: true,
    });
    expect(pauses).toEqual([10_000, 10_000, 10_000]);
  });

  it('names the rule that is missing, without trying again', async () => {
    const { apply, state, pauses } = clusterWith(() => {
      throw new ClusterRequestError('forbidden', 'HTTP 403: not you');
    });
    await expect(apply()).resolves.toMatchObject({
      status: 'failed',
      done: 0,
      reason: 'HTTP 403: not you',
      fix: expect.stringContaining(
        '- apiGroups: ["apps"]\n    resources: ["deployments"]\n    verbs: ["patch"]',
      ),
    });
    expect(pauses).toEqual([]);
    expect(state.writes).toBe(0);
  });
});

describe('tryStep', () => {
  const conflict = () => new ClusterRequestError('conflict', 'it has changed');

  it('tries again at once when a controller wrote the object first', async () => {
    let lost = 0;
    const { pauses, state, writer } = clusterWith(store => {
      if (lost < 7) {
        lost += 1;
        throw conflict();
      }
      return store();
    });
    await tryStep(writer, step);
    expect(state).toMatchObject({ writes: 0, replicas: 2 });
    expect(state.sent).toHaveLength(8);
    expect(pauses).toEqual([]);
  });

  it('gives up on an object that is written all the time', async () => {
    const { state, writer } = clusterWith(() => {
      throw conflict();
    });
    await expect(tryStep(writer, step)).rejects.toThrow('it has changed');
    expect(state.sent).toHaveLength(8);
  });

  it('asks once where the cluster refuses', async () => {
    const { state, writer } = clusterWith(() => {
      throw new ClusterRequestError('rejected', 'denied by a webhook');
    });
    await expect(tryStep(writer, step)).rejects.toThrow('denied');
    expect(state.sent).toHaveLength(1);
  });

  it('says that an object was made anew', async () => {
    const { writer } = clusterWith(store => store());
    await expect(
      tryStep(writer, { ...step, uid: 'u-0' }),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('was deleted and made anew'),
    });
  });
});

describe('deploy/cluster-role-write.yaml', () => {
  const role: {
    rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
  } = parseAllDocuments(
    readFileSync(
      join(__dirname, '../../../../../deploy/cluster-role-write.yaml'),
      'utf8',
    ),
  )
    .map(document => document.toJS())
    .find(({ kind }) => kind === 'ClusterRole');

  it('grants what scaling and rolling back ask for, and nothing else', () => {
    const granted = role.rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap(group =>
        resources.flatMap(plural =>
          verbs.map(verb => `${verb} ${group}/${plural}`),
        ),
      ),
    );
    // A pod of its own is neither scaled nor rolled back.
    const changeable = builtinWorkloadAdapters
      .map(({ resource }) => resource)
      .filter(({ kind }) => kind !== 'Pod');
    const asked = [
      ...[...changeable, SCALED_OBJECT, HTTP_ROUTE].flatMap(
        ({ group, plural }) => [
          `get ${group}/${plural}`,
          `patch ${group}/${plural}`,
        ],
      ),
      ...[HPA, SCALED_OBJECT, BUDGETS, HTTP_ROUTE, INFERENCE_POOL].map(
        ({ group, plural }) => `list ${group}/${plural}`,
      ),
      'patch argoproj.io/rollouts/status',
    ];
    expect(granted.sort()).toEqual(asked.sort());
  });
});
