import type { JsonObject } from '../objects';
import { applyStrategicMergePatch } from './strategicMerge';

const deployment: JsonObject = {
  spec: {
    replicas: 2,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    template: {
      spec: {
        containers: [
          {
            name: 'vllm',
            image: 'vllm:1',
            env: [{ name: 'A', value: '1' }],
            args: ['x', 'y'],
          },
          { name: 'proxy', image: 'envoy:1' },
        ],
        tolerations: [{ key: 'a' }],
      },
    },
  },
};

function patched(spec: JsonObject) {
  const result = applyStrategicMergePatch(deployment, {
    spec: { template: { spec } },
  });
  return (result.spec as { template: { spec: JsonObject } }).template.spec;
}

describe('applyStrategicMergePatch', () => {
  it('merges containers and their environment by name', () => {
    const { containers } = patched({
      containers: [{ name: 'vllm', env: [{ name: 'B', value: '2' }] }],
    });
    expect(containers).toEqual([
      {
        name: 'vllm',
        image: 'vllm:1',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        args: ['x', 'y'],
      },
      { name: 'proxy', image: 'envoy:1' },
    ]);
  });

  it('replaces lists without a merge key', () => {
    expect(patched({ tolerations: [{ key: 'b' }] }).tolerations).toEqual([
      { key: 'b' },
    ]);
    expect(
      patched({ containers: [{ name: 'vllm', args: ['z'] }] }).containers,
    ).toMatchObject([{ args: ['z'] }, {}]);
  });

  it('deletes an item by its key with $patch: delete', () => {
    const { containers } = patched({
      containers: [{ name: 'proxy', $patch: 'delete' }],
    });
    expect(containers).toMatchObject([{ name: 'vllm' }]);
  });

  it('replaces a map with $patch: replace, as the undo of a StatefulSet does', () => {
    const result = applyStrategicMergePatch(deployment, {
      spec: {
        template: {
          $patch: 'replace',
          spec: { containers: [{ name: 'only' }] },
        },
      },
    });
    expect(result.spec).toMatchObject({ replicas: 2 });
    expect((result.spec as JsonObject).template).toEqual({
      spec: { containers: [{ name: 'only' }] },
    });
  });

  it('keeps only the keys of $retainKeys', () => {
    const result = applyStrategicMergePatch(deployment, {
      spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
    });
    expect((result.spec as JsonObject).strategy).toEqual({ type: 'Recreate' });
  });

  it('orders a list as $setElementOrder says', () => {
    const { containers } = patched({
      '$setElementOrder/containers': [{ name: 'proxy' }, { name: 'vllm' }],
      containers: [],
    });
    expect((containers as JsonObject[]).map(each => each.name)).toEqual([
      'proxy',
      'vllm',
    ]);
  });

  it('removes a field that is null and leaves the original alone', () => {
    const before = JSON.stringify(deployment);
    const result = applyStrategicMergePatch(deployment, {
      spec: { replicas: null },
    });
    expect(result.spec).not.toHaveProperty('replicas');
    expect(JSON.stringify(deployment)).toBe(before);
  });

  it('refuses a list item without its key', () => {
    expect(() =>
      patched({ containers: [{ name: 'a' }, { image: 'x' }] }),
    ).toThrow(/merge key: name/);
  });
});
