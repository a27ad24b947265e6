import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { rollbackWorldOf } from '../../../decide/rollback/__testUtils__/rollbackWorldOf';
import type { RollbackWorld } from '../../../decide/rollback/rollbackWorld';
import { FakeObjects } from '../../clusters/__testUtils__/FakeObjects';
import { ClusterWriter } from '../../clusters/ClusterWriter';
import { findGitSource } from './findGitSource';

const APPLICATION =
  '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/chat';
const FLUX = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/apps';
const SOURCES = '/apis/source.toolkit.fluxcd.io/v1/namespaces/apps';
const URL = 'https://github.com/team/models';

async function sourceOf(
  world: RollbackWorld,
  objects: { readonly [path: string]: JsonObject },
) {
  const cluster = new FakeObjects();
  for (const [path, object] of Object.entries(objects)) {
    const name = path.split('/').at(-1) ?? '';
    cluster.put(path, { metadata: { name }, ...object });
  }
  return findGitSource(
    world,
    { cluster: null, namespace: 'argocd' },
    () => new ClusterWriter({ cluster, signal: new AbortController().signal }),
  );
}

const byArgo = rollbackWorldOf({
  manager: { name: 'argo-cd', instance: 'chat' },
});

function application(spec: JsonObject): JsonObject {
  const { group, kind, name, namespace } = byArgo.ref;
  return {
    spec,
    status: { resources: [{ group, kind, name, namespace }] },
  };
}

const byFlux = rollbackWorldOf({
  manager: { name: 'flux', instance: 'apps/models' },
  object: {
    metadata: {
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'models',
        'kustomize.toolkit.fluxcd.io/namespace': 'apps',
      },
    },
  },
});
const KUSTOMIZATION = {
  spec: { path: './prod', sourceRef: { kind: 'GitRepository', name: 'git' } },
};

describe('findGitSource', () => {
  it.each<[string, JsonObject, string | null]>([
    [
      'HEAD',
      { source: { repoURL: URL, path: 'prod/', targetRevision: 'HEAD' } },
      null,
    ],
    [
      'a branch',
      { source: { repoURL: URL, path: './prod', targetRevision: 'live' } },
      'live',
    ],
    [
      'one folder beside a chart',
      {
        sources: [
          { repoURL: URL, path: 'prod' },
          { repoURL: 'oci://ghcr.io/x', chart: 'x' },
        ],
      },
      null,
    ],
  ])(
    'reads the folder of an Application that follows %s',
    async (_, spec, branch) => {
      expect(
        await sourceOf(byArgo, { [APPLICATION]: application(spec) }),
      ).toEqual({ source: { repository: URL, path: 'prod', branch } });
    },
  );

  it.each<[string, JsonObject, string]>([
    ['a chart', { source: { repoURL: URL, chart: 'chat' } }, 'from a chart'],
    [
      'values of Helm',
      { source: { repoURL: URL, path: 'prod', helm: {} } },
      'by Helm',
    ],
    [
      'two folders',
      {
        sources: [
          { repoURL: URL, path: 'a' },
          { repoURL: URL, path: 'b' },
        ],
      },
      'several folders',
    ],
    [
      'a folder outside',
      { source: { repoURL: URL, path: '../prod' } },
      'no repository and folder',
    ],
  ])('finds none where an Application takes %s', async (_, spec, problem) => {
    expect(
      await sourceOf(byArgo, { [APPLICATION]: application(spec) }),
    ).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('does not take another Application of that name for it', async () => {
    const other = {
      ...application({ source: { repoURL: URL, path: 'prod' } }),
      status: {},
    };
    expect(await sourceOf(byArgo, { [APPLICATION]: other })).toHaveProperty(
      'problem',
    );
  });

  it('reads the folder of a Kustomization and the branch of its GitRepository', async () => {
    const found = async (spec: JsonObject) =>
      sourceOf(byFlux, {
        [`${FLUX}/kustomizations/models`]: KUSTOMIZATION,
        [`${SOURCES}/gitrepositories/git`]: { spec: { url: URL, ...spec } },
      });
    expect(await found({ ref: { branch: 'main' } })).toEqual({
      source: { repository: URL, path: 'prod', branch: 'main' },
    });
    expect(await found({})).toMatchObject({ source: { branch: 'master' } });
    expect(await found({ ref: { tag: 'v1' } })).toEqual({
      problem: expect.stringContaining('follows no branch'),
    });
  });

  it('says so where the GitRepository is not to be read', async () => {
    expect(
      await sourceOf(byFlux, {
        [`${FLUX}/kustomizations/models`]: KUSTOMIZATION,
      }),
    ).toEqual({
      problem: expect.stringContaining('leads to no GitRepository'),
    });
  });
});
