import { kserve, rankText, supportChat } from '../__testUtils__/requests';
import { findRequestProblems } from './parseDeploymentRequest';

const canary = {
  kind: 'kserve',
  stableServer: 'support-chat-1',
  steps: [10, 50],
};

describe('kserveProblems', () => {
  it('finds none in what KServe can do', () => {
    expect(findRequestProblems(kserve)).toEqual([]);
    expect(findRequestProblems({ ...kserve, canary })).toEqual([]);
  });

  it('knows routing groups of KServe only', () => {
    expect(findRequestProblems({ ...supportChat, canary })).toEqual([
      expect.stringContaining('only KServe has routing groups'),
    ]);
  });

  it.each<[string, object]>([
    ['name', { name: 'a'.repeat(40) }],
    ['kind', { gpu: { ...kserve.gpu, nodes: 2 } }],
    [
      'kind',
      {
        engine: rankText.engine,
        model: { ...supportChat.model, servedName: null },
      },
    ],
    [
      'model.servedName',
      { model: { ...kserve.model, servedName: 'chat$(id)' } },
    ],
    [
      'model.tokenSecret.key',
      {
        model: { ...kserve.model, tokenSecret: { name: 'hub', key: 'token' } },
      },
    ],
    ['modelCache.storageClass', { modelCache: { storageClass: 'fast' } }],
    [
      'requestLog.tracesEndpoint',
      { requestLog: { tracesEndpoint: 'http://collector:4317/a;reboot' } },
    ],
    [
      'canary',
      {
        canary: {
          kind: 'httproute',
          stableService: 'old',
          route: 'chat',
          steps: [5],
        },
      },
    ],
    [
      'canary.stableServer',
      { canary: { ...canary, stableServer: kserve.name } },
    ],
    ['canary', { canary, gateway: null }],
    ['canary.steps.1', { canary: { ...canary, steps: [10, 100] } }],
    ['canary.steps', { canary: { ...canary, steps: [50, 10] } }],
    [
      'canary.stableWeight',
      { canary: { ...canary, stableWeight: 20_000, steps: [99] } },
    ],
    [
      'model.servedName',
      {
        canary,
        model: {
          ...kserve.model,
          source: 'pvc://weights/chat',
          servedName: null,
        },
      },
    ],
    ['autoscaling', { autoscaling: { kind: 'hpa' } }],
    ['warmUp', { warmUp: supportChat.warmUp }],
  ])('refuses %s in %j', (field, change) => {
    const problems = findRequestProblems({ ...kserve, ...change });
    expect(problems.map(problem => problem.split(':')[0])).toContain(field);
  });
});
