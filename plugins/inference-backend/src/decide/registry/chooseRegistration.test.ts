import fc from 'fast-check';
import type { InstantMs } from '../../types';
import {
  chooseRegistration,
  criteriaOf,
  type ServerFacts,
} from './chooseRegistration';
import type { VersionCandidate } from './VersionContent';

const SHA = '9216db5781bf21249d130ec9da846c4624c16137';
const DIGEST = `sha256:${'1'.repeat(64)}`;
const KUBEFLOW_MODEL = 'modelregistry.kubeflow.org/registered-model-id';
const KUBEFLOW_VERSION = 'modelregistry.kubeflow.org/model-version-id';

function candidate(change: Partial<VersionCandidate> = {}): VersionCandidate {
  return {
    model: { namespace: 'default', name: 'qwen3-32b' },
    sourceIds: ['Qwen/Qwen3-32B'],
    version: '1',
    source: {
      uri: `hf://Qwen/Qwen3-32B@${SHA}`,
      kind: 'hugging-face',
      pinned: true,
      revision: SHA,
    },
    digest: null,
    orderedAt: 1_000 as InstantMs,
    tags: {},
    ...change,
  };
}

function server(
  model: Partial<ServerFacts['model']> = {},
  change: Partial<ServerFacts> = {},
): ServerFacts {
  return {
    model: {
      id: 'Qwen/Qwen3-32B',
      entityRef: null,
      version: null,
      revision: null,
      source: null,
      pinned: null,
      ...model,
    },
    labels: {},
    imageDigests: [],
    ...change,
  };
}

const other = {
  model: { namespace: 'search', name: 'qwen-copy' },
  sourceIds: ['Qwen/Qwen3-32B'],
};

describe('chooseRegistration', () => {
  it('believes an annotation of the version before everything else', () => {
    expect(
      chooseRegistration(
        server({
          entityRef: 'resource:default/qwen3-32b',
          version: '2',
          source: `hf://Qwen/Qwen3-32B@${SHA}`,
          revision: SHA,
          pinned: true,
        }),
        [candidate(), candidate({ version: '2', source: null })],
      ),
    ).toEqual({
      namespace: 'default',
      name: 'qwen3-32b',
      version: '2',
      reason:
        'label or annotation inference-portal/version says 2, and the model is named default/qwen3-32b',
      confidence: 'certain',
    });
  });

  it('takes the model alone when the annotation names a version that is not registered', () => {
    expect(
      chooseRegistration(server({ id: 'qwen3-32b', version: '9' }), [
        candidate(),
      ]),
    ).toMatchObject({ version: null, confidence: 'medium' });
  });

  it('knows the ids that Kubeflow wrote on the server', () => {
    const labels = { [KUBEFLOW_MODEL]: '3', [KUBEFLOW_VERSION]: '17' };
    const imported = candidate({
      ...other,
      version: 'v2',
      sourceIds: [],
      tags: labels,
    });
    expect(
      chooseRegistration(
        server({ id: 'model-registry:3', version: '17' }, { labels }),
        [candidate(), imported],
      ),
    ).toMatchObject({
      name: 'qwen-copy',
      version: 'v2',
      confidence: 'certain',
    });
    expect(
      chooseRegistration(
        server(
          { id: 'model-registry:3', version: '18' },
          { labels: { ...labels, [KUBEFLOW_VERSION]: '18' } },
        ),
        [imported],
      ),
    ).toBeNull();
  });

  it('joins by the digest of the weights or of their image', () => {
    const byDigest = candidate({ digest: DIGEST });
    expect(
      chooseRegistration(server({ id: null }, { imageDigests: [DIGEST] }), [
        byDigest,
      ]),
    ).toMatchObject({ version: '1', confidence: 'certain' });
    expect(
      chooseRegistration(
        server({
          id: 'm',
          source: `oci://ghcr.io/org/m:v1@${DIGEST}`,
          revision: DIGEST,
          pinned: true,
        }),
        [
          candidate({
            sourceIds: [],
            source: {
              uri: `oci://ghcr.io/mirror/m@${DIGEST}`,
              kind: 'oci',
              pinned: true,
              revision: DIGEST,
            },
          }),
        ],
      ),
    ).toMatchObject({ version: '1', confidence: 'certain' });
  });

  it('joins by a pinned source, however it is written', () => {
    expect(
      chooseRegistration(
        server({
          id: null,
          source: `hf://Qwen/Qwen3-32B:${SHA}`,
          revision: SHA,
          pinned: true,
        }),
        [candidate({ sourceIds: [] })],
      ),
    ).toEqual({
      namespace: 'default',
      name: 'qwen3-32b',
      version: '1',
      reason: `it reads the pinned source of the version, hf://Qwen/Qwen3-32B@${SHA}`,
      confidence: 'high',
    });
  });

  it('joins by model id and revision, and by an address that is not pinned, with less confidence', () => {
    const branch = candidate({
      source: {
        uri: 'hf://Qwen/Qwen3-32B@v2',
        kind: 'hugging-face',
        pinned: false,
        revision: 'v2',
      },
    });
    expect(
      chooseRegistration(server({ id: 'qwen/qwen3-32b', revision: 'v2' }), [
        branch,
      ]),
    ).toMatchObject({ version: '1', confidence: 'medium' });
    const claim = candidate({
      sourceIds: [],
      source: {
        uri: 'pvc://weights/qwen3',
        kind: 'pvc',
        pinned: false,
        revision: null,
      },
    });
    expect(
      chooseRegistration(
        server({ id: 'qwen3', source: 'pvc://weights/qwen3/' }),
        [claim],
      ),
    ).toMatchObject({ version: '1', confidence: 'medium' });
  });

  it('names the model alone when its id fits and no version does', () => {
    expect(
      chooseRegistration(server({ revision: 'main' }), [candidate()]),
    ).toEqual({
      namespace: 'default',
      name: 'qwen3-32b',
      version: null,
      reason: 'model id Qwen/Qwen3-32B; no version of it fits',
      confidence: 'medium',
    });
  });

  it('takes the newest of a model’s twins and says so, and joins nothing that two models share', () => {
    const facts = server({ id: null }, { imageDigests: [DIGEST] });
    const twins = [
      candidate({ digest: DIGEST, version: '9' }),
      candidate({ digest: DIGEST, version: '10' }),
    ];
    expect(chooseRegistration(facts, twins)).toMatchObject({
      version: '10',
      confidence: 'high',
      reason: expect.stringContaining('the newest of 2 versions'),
    });
    expect(
      chooseRegistration(facts, [
        ...twins,
        candidate({ ...other, digest: DIGEST }),
      ]),
    ).toBeNull();
    expect(
      chooseRegistration(server(), [candidate(), candidate(other)]),
    ).toBeNull();
  });

  it('does not leave a model that is named outright for another with the same digest', () => {
    expect(
      chooseRegistration(
        server(
          { entityRef: 'resource:default/qwen3-32b' },
          { imageDigests: [DIGEST] },
        ),
        [candidate(), candidate({ ...other, digest: DIGEST })],
      ),
    ).toMatchObject({ name: 'qwen3-32b', version: null });
  });

  it('leaves a server alone that fits nothing', () => {
    expect(
      chooseRegistration(server({ id: 'BAAI/bge-m3' }), [candidate()]),
    ).toBeNull();
  });

  it('answers the same whatever the order of the candidates', () => {
    const some = fc.record({
      model: fc.constantFrom(other.model, candidate().model),
      sourceIds: fc.constantFrom([], ['Qwen/Qwen3-32B']),
      version: fc.constantFrom('1', '2', '10', null),
      source: fc.constantFrom(candidate().source, null),
      digest: fc.constantFrom(DIGEST, null),
      orderedAt: fc.constantFrom(1_000 as InstantMs, 2_000 as InstantMs),
      tags: fc.constantFrom({}, { [KUBEFLOW_VERSION]: '17' }),
    });
    const facts = fc.record({
      model: fc.record({
        id: fc.constantFrom('Qwen/Qwen3-32B', 'qwen3-32b', null),
        entityRef: fc.constantFrom('resource:search/qwen-copy', null),
        version: fc.constantFrom('1', '17', null),
        revision: fc.constantFrom(SHA, null),
        source: fc.constantFrom(`hf://Qwen/Qwen3-32B@${SHA}`, null),
        pinned: fc.constantFrom(true, null),
      }),
      labels: fc.constantFrom<Record<string, string>>(
        {},
        { [KUBEFLOW_VERSION]: '17' },
      ),
      imageDigests: fc.constantFrom<string[]>([], [DIGEST]),
    });
    const distinct = fc.uniqueArray(some, {
      maxLength: 6,
      selector: ({ model, version }) => `${model.name}@${version}`,
    });
    fc.assert(
      fc.property(facts, distinct, (observed, candidates) => {
        expect(chooseRegistration(observed, [...candidates].reverse())).toEqual(
          chooseRegistration(observed, candidates),
        );
      }),
    );
  });
});

describe('criteriaOf', () => {
  it('asks for everything that many servers may be joined by, once', () => {
    const facts = server(
      {
        entityRef: 'resource:default/qwen3-32b',
        source: `oci://GHCR.io/org/m:v1@${DIGEST}`,
        revision: DIGEST,
      },
      { labels: { [KUBEFLOW_MODEL]: '3', [KUBEFLOW_VERSION]: '17' } },
    );
    expect(criteriaOf([facts, facts])).toEqual({
      models: [
        { namespace: 'default', name: 'qwen3-32b' },
        { namespace: 'Qwen', name: 'Qwen3-32B' },
      ],
      digests: [DIGEST],
      sources: [`oci://ghcr.io/org/m@${DIGEST}`],
      sourceIds: ['Qwen/Qwen3-32B'],
      kubeflowModels: ['3'],
      kubeflowVersions: ['17'],
    });
  });
});
