import { ConfigReader } from '@backstage/config';
import { buildCatalogView } from '../../decide/catalogView';
import { joinServer } from '../../decide/ownership';
import { readOwnershipRules } from './readOwnershipRules';

function read(rules: unknown) {
  return readOwnershipRules(
    new ConfigReader({ inference: { ownership: { rules } } } as never),
  );
}

describe('readOwnershipRules', () => {
  it('reads patterns, also of labels with dots and slashes', () => {
    expect(
      read([
        {
          namespace: 'search-*',
          labels: { 'app.kubernetes.io/part-of': 'search' },
          owner: 'search',
        },
      ]),
    ).toEqual({
      rules: [
        {
          cluster: null,
          namespace: 'search-*',
          labels: { 'app.kubernetes.io/part-of': 'search' },
          owner: 'search',
        },
      ],
      problems: [],
    });
  });

  it('tells a wrong rule by its key and lets the next one work under its own number', () => {
    const { rules, problems } = read([
      { namespace: 'x', owner: 'component:default/x' },
      { namespaces: 'x', owner: 'search' },
      'search',
      { namespace: '*', owner: 'search' },
    ]);
    expect(problems).toEqual([
      expect.stringContaining('inference.ownership.rules[0].owner: "component'),
      expect.stringContaining('namespaces'),
      expect.stringContaining('inference.ownership.rules[2]'),
    ]);
    const { owner } = joinServer(
      {
        cluster: 'eu-west',
        namespace: 'x',
        name: 'chat',
        modelId: null,
        signals: {
          workload: null,
          namespace: null,
          kubernetesId: null,
          labels: {},
        },
      },
      buildCatalogView([]),
      rules,
    );
    expect(owner).toMatchObject({
      ref: 'group:default/search',
      reason: expect.stringContaining('inference.ownership.rules[3]'),
    });
  });

  it('tells something else than a list', () => {
    expect(read({ owner: 'x' }).problems).toEqual([
      expect.stringContaining('inference.ownership.rules must be a list'),
    ]);
    expect(readOwnershipRules(new ConfigReader({}))).toEqual({
      rules: [],
      problems: [],
    });
  });
});
