import {
  ClusterRequestError,
  type ClusterFailureKind,
} from '../../observe/clusters/connection/ClusterRequestError';
import { ClusterWriter } from '../clusters/ClusterWriter';
import { readBudgets } from './readBudgets';

const PODS = { app: 'chat', tier: 'gpu' };

const budget = (name: string, selector: unknown, spec: object = {}) => ({
  metadata: { name },
  spec: { ...spec, ...(selector === undefined ? {} : { selector }) },
});

const writerOf = (answer: () => unknown) =>
  new ClusterWriter({
    cluster: {
      get: async path => {
        expect(path).toBe(
          '/apis/policy/v1/namespaces/search/poddisruptionbudgets',
        );
        return answer();
      },
      patch: async () => undefined,
    },
    signal: new AbortController().signal,
  });
const read = (answer: () => unknown) =>
  readBudgets(writerOf(answer), 'search', PODS);
const failing = (kind: ClusterFailureKind) => () => {
  throw new ClusterRequestError(kind, 'no');
};

describe('readBudgets', () => {
  it('finds those that select the pods, with their bounds as text', async () => {
    const budgets = await read(() => ({
      items: [
        budget(
          'by-label',
          { matchLabels: { app: 'chat' } },
          { minAvailable: 1 },
        ),
        budget('of-others', { matchLabels: { app: 'chat', tier: 'cpu' } }),
        budget('of-all', {}, { maxUnavailable: '50%' }),
        budget('of-nobody', undefined),
      ],
    }));
    expect(budgets).toEqual([
      { name: 'by-label', minAvailable: '1', maxUnavailable: null },
      { name: 'of-all', minAvailable: null, maxUnavailable: '50%' },
    ]);
  });

  it.each([
    ['In', ['chat', 'x'], true],
    ['In', ['x'], false],
    ['NotIn', ['x'], true],
    ['NotIn', ['chat'], false],
    ['Exists', undefined, true],
    ['DoesNotExist', undefined, false],
    ['Resembles', ['chat'], false],
  ])('reads the expression app %s %j', async (operator, values, expected) => {
    const selector = { matchExpressions: [{ key: 'app', operator, values }] };
    const budgets = await read(() => ({ items: [budget('chat', selector)] }));
    expect(budgets?.length).toBe(expected ? 1 : 0);
  });

  it('says that it may not look, and fails where the cluster does not answer', async () => {
    expect(await read(failing('forbidden'))).toBeNull();
    await expect(read(failing('unreachable'))).rejects.toThrow('no');
  });
});
