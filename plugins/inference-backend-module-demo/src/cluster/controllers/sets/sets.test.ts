import {
  behaviourByImage,
  clusterInTime,
  gpuNode,
  vllmDeployment,
} from '../../testing/clusterInTime';
import type { Job, StatefulSet } from '../../workloadTypes';

const namespace = 'default';
const { template } = vllmDeployment('x').spec;

function world() {
  const made = clusterInTime({
    podBehaviour: pod =>
      pod.metadata.labels?.['job-name']
        ? {
            outcome: pod.spec.containers[0]?.image.includes('crash')
              ? 'crash'
              : 'succeed',
            startupMs: 5_000,
          }
        : behaviourByImage(pod),
  });
  made.cluster.seed([gpuNode('gpu-0'), gpuNode('gpu-1')]);
  const names = () => made.pods().map(pod => pod.metadata.name);
  const tags = () =>
    made.pods().map(pod => pod.spec.containers[0]?.image.split(':')[1]);
  return { ...made, names, tags };
}

function statefulSet(tag: string, extra: object = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace },
    spec: {
      ...vllmDeployment('db', { replicas: 3, tag }).spec,
      serviceName: 'db',
      ...extra,
    },
  };
}

describe('StatefulSetController', () => {
  it('starts its pods in order, each after the one before is ready', () => {
    const { cluster, names, advance } = world();
    cluster.upsert(statefulSet('v1'));
    advance(1);
    expect(names()).toEqual(['db-0']);
    advance(16);
    expect(names()).toEqual(['db-0', 'db-1']);
    advance(60);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('starts all at once when they are managed in parallel', () => {
    const { cluster, names, advance } = world();
    cluster.upsert(statefulSet('v1', { podManagementPolicy: 'Parallel' }));
    advance(1);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('replaces pods from the last to the first and keeps both templates as ControllerRevisions', () => {
    const { cluster, tags, advance } = world();
    cluster.upsert(statefulSet('v1'));
    advance(120);
    cluster.upsert(statefulSet('v2'));
    advance(5);
    expect(tags()).toEqual(['v1', 'v1', 'v2']);
    advance(120);
    expect(tags()).toEqual(['v2', 'v2', 'v2']);
    const revisions = () =>
      cluster
        .list({ apiVersion: 'apps/v1', kind: 'ControllerRevision', namespace })
        .map(each => Number(each.revision))
        .sort();
    expect(revisions()).toEqual([1, 2]);
    cluster.upsert(statefulSet('v1'));
    advance(120);
    expect(revisions()).toEqual([2, 3]);
    const set = cluster.get({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      namespace,
      name: 'db',
    }) as StatefulSet;
    expect(set.status?.currentRevision).toBe(set.status?.updateRevision);
  });

  it('changes only the pods from the partition on', () => {
    const { cluster, tags, advance } = world();
    cluster.upsert(statefulSet('v1'));
    advance(120);
    cluster.upsert(
      statefulSet('v2', {
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { partition: 2 },
        },
      }),
    );
    advance(120);
    expect(tags()).toEqual(['v1', 'v1', 'v2']);
  });
});

describe('DaemonSetController', () => {
  it('has a pod on every node, also on one that is added, and rolls them one by one', () => {
    const { cluster, pods, tags, advance } = world();
    const daemonSet = (tag: string) => ({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'exporter', namespace },
      spec: {
        selector: { matchLabels: { app: 'exporter' } },
        template: {
          metadata: { labels: { app: 'exporter' } },
          spec: { containers: [{ name: 'dcgm', image: `dcgm:${tag}` }] },
        },
      },
    });
    cluster.upsert(daemonSet('v1'));
    advance(30);
    cluster.seed([gpuNode('gpu-2')]);
    advance(30);
    expect(
      pods()
        .map(pod => pod.spec.nodeName)
        .sort(),
    ).toEqual(['gpu-0', 'gpu-1', 'gpu-2']);
    cluster.upsert(daemonSet('v2'));
    advance(10);
    expect(tags().sort()).toEqual(['v1', 'v1', 'v2']);
    advance(120);
    expect(tags()).toEqual(['v2', 'v2', 'v2']);
  });
});

describe('JobController', () => {
  const jobOf = (image: string, spec: object) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'train', namespace },
    spec: {
      template: {
        spec: {
          ...template.spec,
          restartPolicy: 'Never',
          containers: [{ name: 'a', image }],
        },
      },
      ...spec,
    },
  });

  it('runs its pods to the wanted number of completions', () => {
    const { cluster, pods, advance } = world();
    cluster.upsert(jobOf('train:1', { completions: 3, parallelism: 2 }));
    advance(1);
    expect(pods()).toHaveLength(2);
    advance(60);
    const job = cluster.get({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace,
      name: 'train',
    }) as Job;
    expect(job.status).toMatchObject({ succeeded: 3 });
    expect(job.status?.conditions?.map(each => each.type)).toContain(
      'Complete',
    );
  });

  it('gives up after too many failures', () => {
    const { cluster, advance } = world();
    cluster.upsert(jobOf('crash:1', { backoffLimit: 2 }));
    advance(120);
    const job = cluster.get({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace,
      name: 'train',
    }) as Job;
    expect(job.status).toMatchObject({ failed: 3 });
    expect(job.status?.conditions?.map(each => each.reason)).toContain(
      'BackoffLimitExceeded',
    );
  });
});
