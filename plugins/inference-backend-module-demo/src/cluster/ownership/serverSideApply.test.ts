import type { JsonObject, KubeObject } from '../objects';
import { fieldsOfObject } from './FieldSet';
import { managedFieldsAfterUpdate, type Writer } from './managedFields';
import { serverSideApply } from './serverSideApply';

const time = '2026-11-22T12:00:00Z';
const portal: Writer = {
  manager: 'portal',
  operation: 'Apply',
  apiVersion: 'apps/v1',
  time,
};
const kubectl: Writer = { ...portal, manager: 'kubectl', operation: 'Update' };

function container(image: string, extra: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'llama' },
    spec: {
      template: { spec: { containers: [{ name: 'vllm', image, ...extra }] } },
    },
  };
}

function liveObject(
  json: JsonObject,
  managedFields: KubeObject['metadata']['managedFields'],
): KubeObject {
  const metadata = {
    ...(json.metadata as object),
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: time,
    managedFields,
  };
  return { ...json, metadata } as unknown as KubeObject;
}

function afterApply(json: JsonObject, writer = portal): KubeObject {
  const { object, managedFields } = serverSideApply(
    undefined,
    json,
    writer,
    false,
  );
  return liveObject(object, managedFields);
}

describe('serverSideApply', () => {
  it('owns exactly the fields of the configuration', () => {
    const { managedFields } = serverSideApply(
      undefined,
      container('vllm:1'),
      portal,
      false,
    );
    expect(managedFields).toMatchObject([
      {
        manager: 'portal',
        operation: 'Apply',
        fieldsV1: {
          'f:spec': {
            'f:template': {
              'f:spec': {
                'f:containers': {
                  'k:{"name":"vllm"}': { '.': {}, 'f:name': {}, 'f:image': {} },
                },
              },
            },
          },
        },
      },
    ]);
  });

  it('refuses to change a field of another manager and names both', () => {
    const live = liveObject(
      container('vllm:1'),
      managedFieldsAfterUpdate(
        undefined,
        liveObject(container('vllm:1'), undefined),
        kubectl,
      ),
    );
    expect(() =>
      serverSideApply(live, container('vllm:2'), portal, false),
    ).toThrow(
      'Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.template.spec.containers[name="vllm"].image',
    );
  });

  it('shares a field when both managers want the same value', () => {
    const live = afterApply(container('vllm:1'));
    const second = { ...portal, manager: 'argocd' };
    const { managedFields } = serverSideApply(
      live,
      container('vllm:1'),
      second,
      false,
    );
    expect(managedFields.map(each => each.manager)).toEqual([
      'portal',
      'argocd',
    ]);
  });

  it('takes a contested field over with force', () => {
    const live = afterApply(container('vllm:1'), {
      ...portal,
      manager: 'argocd',
    });
    const { object, managedFields } = serverSideApply(
      live,
      container('vllm:2'),
      portal,
      true,
    );
    expect(object.spec).toEqual(container('vllm:2').spec);
    expect(
      JSON.stringify(managedFields.find(each => each.manager === 'argocd')),
    ).not.toContain('f:image');
  });

  it('removes a field that the manager leaves out and nobody else owns', () => {
    const live = afterApply(container('vllm:1', { args: ['a'], tty: true }));
    const { object } = serverSideApply(
      live,
      container('vllm:1'),
      portal,
      false,
    );
    expect(object.spec).toEqual(container('vllm:1').spec);
  });

  it('leaves a field that somebody else still owns', () => {
    const live = afterApply(container('vllm:1', { args: ['a'] }));
    const shared = liveObject(container('vllm:1', { args: ['a'] }), [
      ...(live.metadata.managedFields ?? []),
      {
        ...kubectl,
        fieldsType: 'FieldsV1',
        fieldsV1: fieldsOfObject(container('vllm:1', { args: ['a'] })),
      },
    ]);
    const { object } = serverSideApply(
      shared,
      container('vllm:1'),
      portal,
      false,
    );
    expect(object.spec).toEqual(container('vllm:1', { args: ['a'] }).spec);
  });
});

describe('managedFieldsAfterUpdate', () => {
  it('moves a changed field to the writer and leaves the others', () => {
    const before = afterApply(container('vllm:1', { tty: true }));
    const after = liveObject(
      container('vllm:2', { tty: true }),
      before.metadata.managedFields,
    );
    const entries = managedFieldsAfterUpdate(before, after, kubectl);
    const [first, second] = entries.map(each => JSON.stringify(each.fieldsV1));
    expect(first).toContain('f:tty');
    expect(first).not.toContain('f:image');
    expect(second).toContain('f:image');
    expect(second).not.toContain('f:tty');
  });

  it('returns the very same entries when nothing changes', () => {
    const before = afterApply(container('vllm:1'));
    const after = liveObject(
      container('vllm:1'),
      before.metadata.managedFields,
    );
    expect(managedFieldsAfterUpdate(before, after, kubectl)).toBe(
      before.metadata.managedFields,
    );
  });

  it('drops a removed field from everybody', () => {
    const before = afterApply(container('vllm:1', { tty: true }));
    const after = liveObject(
      container('vllm:1'),
      before.metadata.managedFields,
    );
    expect(
      JSON.stringify(managedFieldsAfterUpdate(before, after, kubectl)),
    ).not.toContain('f:tty');
  });
});
