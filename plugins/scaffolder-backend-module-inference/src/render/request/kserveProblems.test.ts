import { kserve, rankText, supportChat } from '../__testUtils__/requests';
import { findRequestProblems } from './parseDeploymentRequest';

describe('kserveProblems', () => {
  it('finds none in what KServe can do', () => {
    expect(findRequestProblems(kserve)).toEqual([]);
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
    ['autoscaling', { autoscaling: { kind: 'hpa' } }],
    ['warmUp', { warmUp: supportChat.warmUp }],
  ])('refuses %s in %j', (field, change) => {
    const problems = findRequestProblems({ ...kserve, ...change });
    expect(problems.map(problem => problem.split(':')[0])).toContain(field);
  });
});
