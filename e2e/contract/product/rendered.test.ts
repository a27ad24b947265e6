import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { buildOverlay } from '../../../plugins/scaffolder-backend-module-inference/src/apply/buildOverlay';
import { everyPair } from '../../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/everyPair';
import {
  kserve,
  supportChat,
} from '../../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/requests';
import { renderFiles } from '../../../plugins/scaffolder-backend-module-inference/src/render/__testUtils__/rendered';
import { clusterKind, crdFile, findCrdFolder } from '../cluster/environment';
import { cluster, namespace, useNamespaces } from '../protocol/testNamespace';

jest.setTimeout(900_000);

/** The simulation knows no schemas. */
const onReal = clusterKind() === 'real' ? it : it.skip;
const run = promisify(execFile);

/** Where objects of a kind are kept, and the definition that it needs. */
const kinds: {
  readonly [kind: string]: readonly [path: string, definition?: string];
} = {
  ConfigMap: ['configmaps'],
  Deployment: ['deployments'],
  HorizontalPodAutoscaler: ['horizontalpodautoscalers'],
  HTTPRoute: ['httproutes', 'httproutes.gateway.networking.k8s.io'],
  Job: ['jobs'],
  LeaderWorkerSet: [
    'leaderworkersets',
    'leaderworkersets.leaderworkerset.x-k8s.io',
  ],
  LLMInferenceService: [
    'llminferenceservices',
    'llminferenceservices.serving.kserve.io',
  ],
  NetworkPolicy: ['networkpolicies'],
  PersistentVolumeClaim: ['persistentvolumeclaims'],
  PodDisruptionBudget: ['poddisruptionbudgets'],
  PodMonitor: ['podmonitors', 'podmonitors.monitoring.coreos.com'],
  PrometheusRule: ['prometheusrules', 'prometheusrules.monitoring.coreos.com'],
  Rollout: ['rollouts', 'rollouts.argoproj.io'],
  ScaledObject: ['scaledobjects', 'scaledobjects.keda.sh'],
  Service: ['services'],
  ServiceAccount: ['serviceaccounts'],
};

/** What a set must be of to hold an object of a kind; of the other kinds every set has one. */
const chosenFor: { readonly [kind: string]: object } = {
  HorizontalPodAutoscaler: { autoscaling: { kind: 'hpa' } },
  LeaderWorkerSet: {
    kind: 'leader-worker-set',
    gpu: { ...supportChat.gpu, nodes: 2 },
  },
  LLMInferenceService: kserve,
  Rollout: {
    gpu: { ...supportChat.gpu, spare: true },
    canary: { kind: 'rollout', by: 'httproute', steps: [10, 50, 100] },
  },
};

/** Definition of a kind that is there to be installed; null where Kubernetes has the kind, undefined where it is missing. */
function definitionOf(kind: string): string | null | undefined {
  const definition = kinds[kind]?.[1];
  if (definition === undefined) return null;
  const folder = findCrdFolder();
  return folder !== null && existsSync(crdFile(folder, definition))
    ? definition
    : undefined;
}

const installed: string[] = [];
const skipped = new Set(
  Object.keys(kinds).filter(kind => definitionOf(kind) === undefined),
);
/** A test of one kind, left out where its definition is missing. */
const onRealWith = (kind: string) => (skipped.has(kind) ? it.skip : onReal);
// Before the cluster is closed.
afterAll(async () => {
  for (const name of installed) await cluster.uninstallCrd(name);
});
useNamespaces();

beforeAll(async () => {
  if (clusterKind() !== 'real') return;
  for (const definition of Object.keys(kinds).map(definitionOf)) {
    if (definition) {
      await cluster.installCrd(definition);
      installed.push(definition);
    }
  }
  if (skipped.size > 0) {
    // eslint-disable-next-line no-console
    console.warn(
      `SKIPPED: the schemas of ${[...skipped].join(
        ', ',
      )}. Set INFERENCE_PORTAL_TEST_CRDS to a folder of CustomResourceDefinitions (<plural>.<group>.yaml).`,
    );
  }
});

const identity = ({ kind, metadata }: any) => `${kind}/${metadata.name}`;
const sorted = (objects: readonly any[]) =>
  [...objects].sort((one, other) =>
    identity(one).localeCompare(identity(other), 'en'),
  );

/** What kustomize itself makes of an overlay. */
async function kustomize(folder: string): Promise<readonly any[]> {
  const { stdout } = await run(
    cluster.kubectl ?? 'kubectl',
    ['kustomize', folder],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return parseAllDocuments(stdout, { version: '1.1' }).map(document =>
    document.toJS(),
  );
}

/** Why the API server would not take an object, or what it warns of; null when it takes it. */
async function refusal(object: any): Promise<string | null> {
  const { apiVersion, kind, metadata } = object;
  const [plural] = kinds[kind] ?? [`unknown kind ${kind}`];
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const answer = await cluster.kube.patch(
    'apply',
    `${root}/${apiVersion}/namespaces/${namespace}/${plural}/${metadata.name}?dryRun=All&fieldManager=inference-portal&fieldValidation=Strict`,
    object,
  );
  const { warning } = answer.headers;
  return answer.status < 300 && warning === undefined
    ? null
    : `${identity(object)}: ${answer.status} ${JSON.stringify(
        answer.status < 300 ? warning : answer.body,
      )}`;
}

/** Writes files below a folder. */
async function write(folder: string, files: ReadonlyMap<string, string>) {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rendered-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('a rendered set', () => {
  const rendered = async (change: object = {}) =>
    buildOverlay(supportChat.cluster, async path =>
      renderFiles({ ...supportChat, ...change, namespace }).get(path),
    );

  for (const kind of Object.keys(kinds).filter(one => one !== 'Job')) {
    onRealWith(kind)(
      `is refused when a field of its ${kind} is not known`,
      async () => {
        const objects: readonly any[] = await rendered(chosenFor[kind]);
        const object = objects.find(one => one.kind === kind);
        expect(await refusal(object)).toBeNull();
        expect(await refusal({ ...object, unheardOf: {} })).toContain(
          'unheardOf',
        );
      },
    );
  }

  onRealWith('HTTPRoute')(
    'is built by kustomize at each step of a canary',
    async () => {
      const files = renderFiles({
        ...supportChat,
        namespace,
        canary: {
          kind: 'httproute',
          stableService: 'old',
          route: 'chat',
          steps: [10, 50, 100],
        },
      });
      const folder = join(home, 'canary');
      await write(folder, files);
      for (const percent of [0, 10, 50, 100]) {
        await write(
          folder,
          new Map([
            [
              'step/kustomization.yaml',
              `resources: [../base]\ncomponents: [../components/canary-${percent}]\n`,
            ],
          ]),
        );
        const route = (await kustomize(join(folder, 'step'))).find(
          ({ kind }) => kind === 'HTTPRoute',
        );
        expect(
          route.spec.rules[0].backendRefs.map(({ weight }: any) => weight),
        ).toEqual([100 - percent, percent]);
        expect(await refusal(route)).toBeNull();
      }
    },
  );
});

describe('rendered sets of every two choices', () => {
  onReal(
    'are built by kustomize and taken by the API server, object by object',
    async () => {
      const refused = new Map<string, object>();
      const counts = { requests: 0, overlays: 0, objects: 0 };
      const tried = new Set<string>();
      for (const request of everyPair().made) {
        const files = renderFiles({ ...request, namespace });
        const folder = join(home, String(counts.requests));
        counts.requests += 1;
        await write(folder, files);
        const overlays = [...files.keys()].flatMap(path =>
          path.startsWith('overlays/') ? [dirname(path)] : [],
        );
        for (const overlay of overlays) {
          counts.overlays += 1;
          const objects = await kustomize(join(folder, overlay));
          const built = await buildOverlay(
            overlay.slice('overlays/'.length),
            async path => files.get(path),
          );
          expect(sorted(built)).toEqual(sorted(objects));
          for (const object of objects) {
            if (skipped.has(object.kind)) continue;
            counts.objects += 1;
            tried.add(object.kind);
            const reason = await refusal(object);
            if (reason !== null) refused.set(reason, request);
          }
        }
      }
      // eslint-disable-next-line no-console
      console.info(JSON.stringify(counts));
      expect([...refused]).toEqual([]);
      expect([...tried, ...skipped].sort()).toEqual(Object.keys(kinds).sort());
      expect(counts.requests).toBeGreaterThanOrEqual(200);
    },
  );
});
