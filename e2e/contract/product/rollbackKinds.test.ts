import type {
  JsonObject,
  KubernetesObject,
} from '@inference-portal/plugin-inference-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ClusterWriter } from '../../../plugins/inference-backend/src/act/clusters/ClusterWriter';
import { applySteps } from '../../../plugins/inference-backend/src/act/remediation/applySteps';
import {
  NOTHING_KNOWN,
  prepareRollback,
} from '../../../plugins/inference-backend/src/act/rollback/prepareRollback';
import type { ClusterConnection } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type { ServerObservation } from '../../../plugins/inference-backend/src/types';
import type { ContractCluster } from '../cluster/ContractCluster';
import { clusterKind, root } from '../cluster/environment';
import { ok } from '../cluster/KubeHttp';
import { installMinimalCrds } from '../cluster/minimalCrds';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { connectAsAdministrator } from './connectAsAdministrator';
import { Observation } from './Observation';
import { recordedHistory } from './RecordedHistory';

/** Kinds whose controllers keep no history; nothing but their API is needed to restore them. */
const KINDS = [
  ['serving.kserve.io', 'v1beta1', 'inferenceservices', 'InferenceService'],
  [
    'serving.kserve.io',
    'v1alpha2',
    'llminferenceservices',
    'LLMInferenceService',
  ],
  ['leaderworkerset.x-k8s.io', 'v1', 'leaderworkersets', 'LeaderWorkerSet'],
  ['apps.nvidia.com', 'v1alpha1', 'nimservices', 'NIMService'],
  ['ray.io', 'v1', 'rayservices', 'RayService'],
] as const;
type Kind = (typeof KINDS)[number][3];

type Served = KubernetesObject & {
  readonly spec: JsonObject;
  readonly metadata: { readonly name: string; readonly generation: number };
};

const fixtures = join(
  root,
  'plugins/inference-backend/src/observe/clusters/adapters/__fixtures__',
);

/** An object of a kind as a user would create it: the `index`th of the adapters' fixtures. */
function manifestOf(kind: Kind, namespace: string, index: number = 0) {
  const file = `${kind[0].toLowerCase()}${kind.slice(1)}.yaml`;
  const name = file.replace(/^lLM/, 'llm').replace(/^nIM/, 'nim');
  const documents = parseAllDocuments(
    readFileSync(join(fixtures, name), 'utf8'),
  );
  const { apiVersion, metadata, spec } = documents[index]?.toJS();
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name, namespace },
    spec,
  };
}

// The simulated cluster has no definitions but its own.
const onRealCluster = clusterKind() === 'real' ? describe : describe.skip;

onRealCluster('kinds that keep no history', () => {
  const end = new AbortController();
  let cluster: ContractCluster;
  let observation: Observation;
  let connection: ClusterConnection;
  let writer: ClusterWriter;
  let namespace: string;
  let made: readonly string[] = [];

  beforeAll(async () => {
    cluster = await openCluster();
    made = await installMinimalCrds(
      cluster,
      KINDS.map(([group, version, plural, kind]) => ({
        group,
        version,
        plural,
        kind,
      })),
    );
    observation = await Observation.begin(cluster.productAccess, {
      notInstalledMs: 500,
    });
    connection = connectAsAdministrator(cluster);
    writer = new ClusterWriter({ cluster: connection, signal: end.signal });
    namespace = await cluster.createNamespace('kinds');
  });
  afterAll(async () => {
    end.abort();
    connection?.close();
    await observation?.stop();
    // Other tests need the whole definitions.
    for (const name of made) await cluster.uninstallCrd(name);
    await cluster?.close();
  });

  const pathOf = (kind: Kind, name?: string) => {
    const [group, version, plural] = KINDS.find(one => one[3] === kind) ?? [];
    const list = `/apis/${group}/${version}/namespaces/${namespace}/${plural}`;
    return name === undefined ? list : `${list}/${name}`;
  };
  const seen = async (
    name: string,
    isIt: (found: ServerObservation) => boolean = () => true,
  ) =>
    until(`${name} to be seen`, async () => {
      const found = observation.find(namespace, name);
      return found && isIt(found) && found;
    });
  const create = async (kind: Kind, index?: number, spec: object = {}) => {
    const manifest = manifestOf(kind, namespace, index);
    const whole = { ...manifest, spec: { ...manifest.spec, ...spec } };
    return ok(await cluster.kube.create<Served>(pathOf(kind), whole));
  };
  /** Releases a bad version, and prepares the way back to what the portal saw before. */
  const release = async (kind: Kind, good: Served, patch: object) => {
    const { name } = good.metadata;
    const before = await seen(name);
    ok(await cluster.kube.patch('merge', pathOf(kind, name), patch));
    const after = await seen(
      name,
      ({ current }) => current.specHash !== before.current.specHash,
    );
    return prepareRollback({
      writer,
      recorded: recordedHistory({
        ...after,
        remembered: [{ ...before.current, uid: 'recorded' }],
      }),
      revisionId: null,
      changeCause: 'Rolled back by user:default/ada: errors',
      judge: async () => NOTHING_KNOWN,
    });
  };
  const read = async (kind: Kind, { metadata }: Served) =>
    ok(await cluster.kube.get<Served>(pathOf(kind, metadata.name)));

  it.each<[Kind, number, object, object]>([
    [
      'InferenceService',
      1,
      {},
      { predictor: { triton: { runtimeVersion: '26.01-py3' } } },
    ],
    ['LLMInferenceService', 0, {}, { model: { uri: 'hf://Qwen/Qwen3-bad' } }],
    [
      'LeaderWorkerSet',
      0,
      {},
      { leaderWorkerTemplate: { restartPolicy: 'None' } },
    ],
    ['NIMService', 0, {}, { image: { tag: '1.9.0-bad' } }],
    [
      'RayService',
      0,
      // A literal secret would have been kept by nobody.
      { serveConfigV2: 'applications: []\n' },
      { rayClusterConfig: { rayVersion: '2.52.0' } },
    ],
  ])(
    'gives %s exactly the specification back that the portal stored, in one write',
    async (kind, index, rest, bad) => {
      const good = await create(kind, index, rest);
      const { draft } = await release(kind, good, { spec: bad });
      expect(draft).toMatchObject({ method: 'restore-spec', blockedBy: [] });
      const steps = { writer, steps: draft.writes, pause: async () => {} };
      await expect(applySteps(steps)).resolves.toEqual({ status: 'applied' });
      const after = await read(kind, good);
      expect(after.spec).toEqual(good.spec);
      expect(after.metadata.generation).toBe(3);
    },
  );

  it('takes the traffic from the canary of an InferenceService, and leaves its specification alone', async () => {
    const good = await create('InferenceService');
    const { draft } = await release('InferenceService', good, {
      spec: { predictor: { model: { storageUri: 'hf://bad/guard' } } },
    });
    expect(draft).toMatchObject({ method: 'shift-traffic', blockedBy: [] });
    const steps = { writer, steps: draft.writes, pause: async () => {} };
    await expect(applySteps(steps)).resolves.toEqual({ status: 'applied' });
    const { spec } = await read('InferenceService', good);
    expect(spec).toMatchObject({
      predictor: {
        canaryTrafficPercent: 0,
        model: { storageUri: 'hf://bad/guard' },
      },
    });
  });
});
