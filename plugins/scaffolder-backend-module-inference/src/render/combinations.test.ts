import fc from 'fast-check';
import { rankText, supportChat } from './__testUtils__/requests';
import {
  parseDocuments,
  type Parsed,
  renderFiles,
  renderObjects,
} from './__testUtils__/rendered';
import { findRequestProblems } from './request/parseDeploymentRequest';

const { autoscaling, gateway, warmUp, secondRegion } = supportChat;

/** Whole requests over the choices of the form. */
const requests = fc
  .record({
    base: fc.constantFrom<object>(supportChat, rankText),
    source: fc.constantFrom(
      supportChat.model.source,
      'pvc://weights/support-chat',
      `oci://registry.example.com/models/chat@sha256:${'0'.repeat(64)}`,
    ),
    tensorParallel: fc.constantFrom(1, 2, 4, 8),
    nodes: fc.constantFrom(1, 2),
    spare: fc.boolean(),
    autoscaling: fc.constantFrom<object>(
      { kind: 'none' },
      { kind: 'hpa' },
      autoscaling,
      { ...autoscaling, minReplicas: 0, gatewayQuery: 'sum(pending)' },
    ),
    gateway: fc.constantFrom(gateway, null),
    canary: fc.constantFrom<object>(
      { kind: 'none' },
      { kind: 'httproute', stableService: 'old', route: 'chat', steps: [5] },
      {
        kind: 'httproute',
        stableService: 'old',
        route: 'chat',
        steps: [10, 50, 100],
      },
      { kind: 'rollout', by: 'httproute', steps: [10, 50, 100] },
    ),
    warmUp: fc.constantFrom<object>(
      { kind: 'none' },
      { kind: 'job', prompts: ['Hello'] },
      warmUp,
    ),
    alerts: fc.constantFrom<object | null>(null, {}),
    secondRegion: fc.constantFrom<object | null>(null, secondRegion),
  })
  .map(({ base, source, tensorParallel, nodes, spare, ...choices }) => ({
    ...base,
    ...choices,
    model: {
      ...supportChat.model,
      servedName: null,
      tokenSecret: null,
      source,
    },
    kind: nodes > 1 ? 'leader-worker-set' : 'deployment',
    gpu: { product: 'NVIDIA-H200', tensorParallel, nodes, spare },
  }))
  .filter(request => findRequestProblems(request).length === 0);

/** Names of ConfigMaps, claims and accounts that a pod needs. */
function needsOf(pod: Parsed): string[] {
  return [
    `ServiceAccount/${pod.serviceAccountName}`,
    ...pod.volumes.flatMap((volume: Parsed) => [
      ...(volume.configMap ? [`ConfigMap/${volume.configMap.name}`] : []),
      ...(volume.persistentVolumeClaim && volume.name === 'model-cache'
        ? [`PersistentVolumeClaim/${volume.persistentVolumeClaim.claimName}`]
        : []),
    ]),
  ];
}

/** Templates of all pods that the objects make. */
function podTemplatesOf(objects: ReadonlyMap<string, Parsed>): Parsed[] {
  const group = objects.get('LeaderWorkerSet')?.spec.leaderWorkerTemplate;
  return [
    ...['Deployment', 'Rollout', 'Job'].flatMap(
      kind => objects.get(kind)?.spec.template ?? [],
    ),
    ...(group ? [group.leaderTemplate, group.workerTemplate] : []),
  ];
}

describe('combinations of choices', () => {
  it('render objects that find each other', () => {
    fc.assert(
      fc.property(requests, request => {
        const objects = renderObjects(request);
        const there = [...objects].map(
          ([kind, { metadata }]) => `${kind}/${metadata?.name}`,
        );
        for (const { spec: pod } of podTemplatesOf(objects)) {
          for (const need of needsOf(pod)) {
            expect(there).toContain(need);
          }
          for (const { volumeMounts } of pod.containers) {
            const volumes = pod.volumes.map(({ name }: Parsed) => name);
            for (const { name } of volumeMounts) {
              expect(volumes).toContain(name);
            }
            const paths = volumeMounts.map(
              ({ mountPath }: Parsed) => mountPath,
            );
            expect(new Set(paths).size).toBe(paths.length);
          }
        }
        expect(
          objects.has('ScaledObject') && objects.has('HorizontalPodAutoscaler'),
        ).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('render kustomizations whose parts are all there', () => {
    fc.assert(
      fc.property(requests, request => {
        const files = renderFiles(request);
        for (const [path, content] of files) {
          const folder = path.slice(0, path.lastIndexOf('/') + 1);
          const [document] = path.endsWith('/kustomization.yaml')
            ? parseDocuments(content)
            : [];
          const parts = [
            ...(document?.resources ?? []),
            ...(document?.components ?? []),
          ].map(part => new URL(folder + part, 'file:///').pathname.slice(1));
          for (const part of parts) {
            expect(
              files.has(part) || files.has(`${part}/kustomization.yaml`),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
