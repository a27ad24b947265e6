import * as fc from 'fast-check';
import { clusterNames, clusterObjects, createDemoFleet } from './DemoFleet';
import { DAY_MS } from './durations';
import type { DemoObject } from './objects/demoObject';
import { unitsOf } from './nodeStories';
import { faultsOf } from './podStories';
import type { StoryCase } from './storyTypes';

const nowMs = Date.UTC(2026, 10, 18, 14, 30);
const fleet = createDemoFleet({ seed: 7, nowMs });
const objects = new Map(
  clusterNames.map(name => [name, clusterObjects(fleet, name)]),
);
const all = [...objects.values()].flat();

function serversWith(storyCase: StoryCase) {
  return fleet.servers.filter(server =>
    server.story.cases?.includes(storyCase),
  );
}

function objectsOf(kind: string, name: string): DemoObject[] {
  return all.filter(o => o.kind === kind && o.metadata.name === name);
}

function podsNow(name: string) {
  return fleet.pods.filter(
    pod => pod.server.story.name === name && pod.endedMs === null,
  );
}

describe('demo fleet', () => {
  it('has about forty servers of seven teams on two clusters', () => {
    expect(fleet.servers.length).toBeGreaterThanOrEqual(38);
    expect(new Set(fleet.servers.map(s => s.story.cluster)).size).toBe(2);
    expect(new Set(fleet.servers.map(s => s.story.engine)).size).toBe(9);
    expect(new Set(fleet.servers.map(s => s.story.kind)).size).toBe(9);
  });

  it.each<StoryCase>([
    'zombie-never-used',
    'zombie-stopped',
    'zombie-probes-only',
    'orphan',
    'superseded',
    'crash-loop',
    'stuck-pending',
    'image-pull',
    'bad-release',
    'argo-cd',
    'flux',
    'helm',
    'spend-jump',
    'unowned',
    'scaled-to-zero',
    'standby',
    'nightly-batch',
    'weekly-batch',
    'canary',
    'uninstrumented',
    'autoscaled',
  ])('tells the case %s', storyCase => {
    expect(serversWith(storyCase).length).toBeGreaterThan(0);
  });

  it('is the same for the same seed and present', () => {
    const again = createDemoFleet({ seed: 7, nowMs });
    for (const name of clusterNames) {
      expect(clusterObjects(again, name)).toEqual(objects.get(name));
    }
  });

  it('has other uids for another seed but the same servers', () => {
    const other = createDemoFleet({ seed: 8, nowMs });
    expect(other.servers.map(s => s.key)).toEqual(
      fleet.servers.map(s => s.key),
    );
    expect(other.pods[0].uid).not.toBe(fleet.pods[0].uid);
  });

  it.each(clusterNames)('gives no name and no uid twice in %s', cluster => {
    const list = objects.get(cluster) ?? [];
    const names = list.map(o =>
      JSON.stringify([
        o.apiVersion,
        o.kind,
        o.metadata.namespace,
        o.metadata.name,
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
    const uids = list.flatMap(o => (o.metadata.uid ? [o.metadata.uid] : []));
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('gives no uid to two pods of 90 days', () => {
    expect(new Set(fleet.pods.map(pod => pod.uid)).size).toBe(
      fleet.pods.length,
    );
  });

  it('never gives one unit of a GPU to two pods at a time', () => {
    const holds = new Map<string, { from: number; to: number }[]>();
    for (const pod of fleet.pods) {
      if (pod.node === null) continue;
      const resource = pod.server.story.resource ?? 'nvidia.com/gpu';
      const capacity = unitsOf(pod.node.pool, resource);
      for (const unit of pod.units) {
        expect(unit).toBeLessThan(capacity);
        const key = JSON.stringify([pod.node.uid, resource, unit]);
        const to = pod.endedMs ?? Infinity;
        const others = holds.get(key) ?? [];
        expect(others.filter(o => o.from < to && pod.createdMs < o.to)).toEqual(
          [],
        );
        holds.set(key, [...others, { from: pod.createdMs, to }]);
      }
    }
  });

  it('leaves no pod without node but the stuck one', () => {
    const pending = fleet.pods.filter(pod => pod.node === null);
    expect(pending.map(pod => pod.server.story.name)).toEqual([
      'deepseek-eval',
    ]);
  });

  it('finds room for all but the stuck pod, whatever the seed and the day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2030, 0) }),
        (seed, presentMs) => {
          const { pods, others } = createDemoFleet({ seed, nowMs: presentMs });
          const pending = pods.filter(pod => pod.node === null);
          expect(pending.map(pod => pod.server.story.name)).toEqual([
            'deepseek-eval',
          ]);
          expect(others.size).toBe(2);
          expect(new Set(pods.map(pod => pod.uid)).size).toBe(pods.length);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('runs as many pods as each server wants', () => {
    for (const { story, key } of fleet.servers) {
      const half = story.halfRolledOut;
      const wanted = half
        ? half.old + half.new
        : story.replicas * (story.podsPerReplica ?? 1);
      const pods = fleet.pods.filter(
        pod => pod.server.key === key && pod.endedMs === null,
      );
      expect([key, pods.length]).toEqual([key, wanted]);
    }
  });

  it('points every owner reference at an object of the same cluster', () => {
    for (const list of objects.values()) {
      const uids = new Set(list.map(o => o.metadata.uid));
      for (const object of list) {
        for (const owner of object.metadata.ownerReferences ?? []) {
          expect(uids.has(owner.uid)).toBe(true);
        }
      }
    }
  });

  it('remembers seven revisions of support-chat, the last of an hour ago', () => {
    const [chat] = fleet.servers.filter(s => s.story.name === 'support-chat');
    const sets = all.filter(
      o =>
        o.kind === 'ReplicaSet' &&
        o.metadata.ownerReferences?.[0]?.name === 'support-chat',
    );
    expect(
      sets.map(
        o => o.metadata.annotations?.['deployment.kubernetes.io/revision'],
      ),
    ).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(sets[6].metadata.annotations).toMatchObject({
      'kubernetes.io/change-cause':
        'vLLM 0.30.0 and fp8 KV cache (Tomasz Nowak, PR 462)',
    });
    const [last, before] = [...chat.revisions].reverse();
    expect(nowMs - last.startedMs).toBe(DAY_MS / 24);
    expect(faultsOf(chat, last)).toMatchObject([{ errorFactor: 12 }]);
    expect(faultsOf(chat, before)).toEqual([]);
  });

  it('shows the crash-looper with a thousand restarts in four days', () => {
    const [pod] = podsNow('risk-report-writer');
    const [object] = objectsOf('Pod', pod.name);
    expect(object.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [
        {
          restartCount: expect.any(Number),
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1 } },
        },
      ],
    });
    expect(nowMs - pod.createdMs).toBeGreaterThan(4 * DAY_MS);
  });

  it('keeps the old pods of the release whose image cannot be pulled', () => {
    expect(
      podsNow('thumbnail-tagger').map(pod => [pod.revision.number, pod.fate]),
    ).toEqual([
      [1, 'ready'],
      [1, 'ready'],
      [2, 'image-pull'],
    ]);
  });

  it('marks the servers of Argo CD, Flux and Helm as those tools do', () => {
    expect(objectsOf('Deployment', 'query-rewriter')[0].metadata).toMatchObject(
      {
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'query-rewriter:apps/Deployment:search/query-rewriter',
        },
        managedFields: [{ manager: 'argocd-controller' }],
      },
    );
    expect(
      objectsOf('StatefulSet', 'tts-orpheus')[0].metadata.labels,
    ).toMatchObject({ 'kustomize.toolkit.fluxcd.io/name': 'voice' });
    expect(
      objectsOf('Deployment', 'support-summarizer')[0].metadata,
    ).toMatchObject({
      labels: { 'app.kubernetes.io/managed-by': 'Helm' },
      annotations: { 'meta.helm.sh/release-name': 'support-summarizer' },
    });
  });

  it('never writes a token into a manifest', () => {
    const text = JSON.stringify(all);
    expect(text).toContain('"secretKeyRef":{"name":"hugging-face-hub"');
    expect(text).not.toMatch(/hf_[A-Za-z0-9]{10}/);
  });

  it('has bystanders that hold GPUs or run on GPU nodes without serving', () => {
    expect(objectsOf('Job', 'finetune-support-qwen')).toHaveLength(1);
    expect(objectsOf('StatefulSet', 'notebook-ines')).toHaveLength(1);
    expect(objectsOf('DaemonSet', 'nvidia-dcgm-exporter')).toHaveLength(2);
    expect(objectsOf('Pod', 'notebook-ines-0')[0].spec).toHaveProperty(
      'nodeName',
    );
  });

  it('labels nodes as GPU Feature Discovery and the clouds do', () => {
    const nodes = all.filter(o => o.kind === 'Node');
    const products = new Set(
      nodes.flatMap(n => n.metadata.labels?.['nvidia.com/gpu.product'] ?? []),
    );
    expect([...products].sort()).toEqual([
      'NVIDIA-A100-SXM4-40GB',
      'NVIDIA-A100-SXM4-80GB',
      'NVIDIA-H100-80GB-HBM3',
      'NVIDIA-H200',
      'NVIDIA-L4',
      'NVIDIA-L4-SHARED',
    ]);
    const mig = nodes.find(
      n => n.metadata.labels?.['nvidia.com/mig.strategy'] === 'mixed',
    );
    expect(mig?.status).toMatchObject({
      allocatable: {
        'nvidia.com/mig-1g.10gb': '16',
        'nvidia.com/mig-3g.40gb': '8',
      },
    });
    const spot = nodes.filter(
      n => n.metadata.labels?.['karpenter.sh/capacity-type'] === 'spot',
    );
    expect(spot.length).toBeGreaterThan(0);
  });
});
