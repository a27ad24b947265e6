import { clusterInTime } from '../testing/clusterInTime';

function configMap(name: string, metadata: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team', ...metadata },
  };
}

function world() {
  const made = clusterInTime();
  made.cluster.seed([configMap('owner', { uid: 'owner-uid' })]);
  const owner = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'owner',
    uid: 'owner-uid',
  };
  made.cluster.seed([configMap('dependent', { ownerReferences: [owner] })]);
  const names = () =>
    made.cluster
      .list({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'team' })
      .map(each => each.metadata.name);
  return { ...made, names };
}

describe('deletion', () => {
  it('takes dependents along', () => {
    const { cluster, names, advance } = world();
    cluster.remove({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'team',
      name: 'owner',
    });
    advance(1);
    expect(names()).toEqual([]);
  });

  it('spares a dependent that still has another owner', () => {
    const { cluster, names, advance } = world();
    cluster.seed([configMap('second', { uid: 'second-uid' })]);
    const owners = ['owner', 'second'].map(name => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name,
      uid: `${name}-uid`,
    }));
    cluster.seed([configMap('shared', { ownerReferences: owners })]);
    cluster.remove({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'team',
      name: 'owner',
    });
    advance(1);
    expect(names()).toEqual(['second', 'shared']);
    const shared = cluster.get({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'team',
      name: 'shared',
    });
    expect(shared?.metadata.ownerReferences).toMatchObject([
      { name: 'second' },
    ]);
  });

  it('waits for finalizers', () => {
    const { cluster, names, advance } = world();
    cluster.upsert(configMap('kept', { finalizers: ['example.com/guard'] }));
    cluster.remove({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'team',
      name: 'kept',
    });
    advance(60);
    expect(names()).toContain('kept');
    cluster.upsert(configMap('kept'));
    expect(names()).not.toContain('kept');
  });

  it('empties a namespace before it goes', () => {
    const { cluster, names, advance } = world();
    cluster.remove({ apiVersion: 'v1', kind: 'Namespace', name: 'team' });
    expect(
      cluster.get({ apiVersion: 'v1', kind: 'Namespace', name: 'team' })
        ?.status,
    ).toEqual({ phase: 'Terminating' });
    advance(5);
    expect(names()).toEqual([]);
    expect(
      cluster.get({ apiVersion: 'v1', kind: 'Namespace', name: 'team' }),
    ).toBeUndefined();
  });
});

describe('a CustomResourceDefinition', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'models.kubeai.org' },
    spec: {
      group: 'kubeai.org',
      scope: 'Namespaced',
      names: { plural: 'models', singular: 'model', kind: 'Model' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
        },
      ],
    },
  };
  const model = {
    apiVersion: 'kubeai.org/v1',
    kind: 'Model',
    metadata: { name: 'm', namespace: 'default' },
  };

  it('brings its kind with it and takes it away again', () => {
    const { cluster, advance } = clusterInTime();
    expect(() => cluster.upsert(model)).toThrow(
      /has no kind Model in kubeai.org\/v1/,
    );
    cluster.upsert(crd);
    advance(1);
    expect(
      cluster.upsert({ ...model, spec: { engine: 'VLLM' } }).metadata
        .generation,
    ).toBe(1);
    cluster.remove({ ...crd, name: crd.metadata.name });
    expect(() => cluster.upsert(model)).toThrow(/has no kind Model/);
  });
});
