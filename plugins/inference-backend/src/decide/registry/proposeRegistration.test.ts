import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { findModelNameProblem, findVersionProblem } from './names';
import { nameFromModelId, proposeRegistration } from './proposeRegistration';

const COMMIT = '3f1c2a9d0b5e4f6a7c8d9e0f1a2b3c4d5e6f7a8b';
const DIGEST = `sha256:${'b'.repeat(64)}`;

const server = (model: Partial<ModelServerDetail['model']>) =>
  ({
    kind: 'Deployment',
    owner: {
      ref: 'group:default/support',
      source: 'namespace',
      reason: 'annotation on the Namespace',
    },
    model: {
      id: 'Qwen/Qwen3-32B',
      entityRef: null,
      version: null,
      revision: null,
      source: 'hf://Qwen/Qwen3-32B',
      pinned: false,
      ...model,
    },
  } as ModelServerDetail);

describe('proposeRegistration', () => {
  it.each([
    [{ version: '2026-10-04', revision: COMMIT }, '2026-10-04'],
    [{ revision: COMMIT }, COMMIT.slice(0, 12)],
    [{ revision: DIGEST, source: `oci://r/m@${DIGEST}` }, 'bbbbbbbbbbbb'],
    [{ revision: 'v1.2' }, 'v1.2'],
    [{ revision: 'latest', source: 'oci://r/m:latest' }, 'unpinned'],
    [{ revision: 'refs/pr/1' }, 'main'],
    [{}, 'main'],
  ])('names the version of %j %s', (model, version) => {
    expect(proposeRegistration(server(model), []).version).toBe(version);
  });

  it('takes the registered model that knows the id, and the catalog entity before it', () => {
    const candidates = [
      {
        model: { namespace: 'support', name: 'chat-base' },
        sourceIds: ['Qwen/Qwen3-32B'],
        version: null,
        source: null,
        digest: null,
        orderedAt: null,
        tags: {},
      },
    ];
    expect(proposeRegistration(server({}), candidates)).toMatchObject({
      namespace: 'support',
      name: 'chat-base',
    });
    expect(
      proposeRegistration(
        server({ entityRef: 'resource:default/support-chat' }),
        candidates,
      ),
    ).toMatchObject({ namespace: 'default', name: 'support-chat' });
  });

  it('says why a server cannot be registered', () => {
    expect(proposeRegistration(server({ id: null }), []).blocked).toContain(
      'inference-portal/model',
    );
    expect(proposeRegistration(server({ source: null }), []).blocked).toContain(
      'register the version by hand',
    );
  });

  it('proposes names that the registry takes, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), id => {
        const name = nameFromModelId(id);
        expect(name === null || findModelNameProblem(name) === null).toBe(true);
      }),
    );
  });

  it('proposes versions that the registry takes, whatever the revision', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), revision => {
        const { version } = proposeRegistration(server({ revision }), []);
        expect(findVersionProblem(version)).toBeNull();
      }),
    );
  });
});
