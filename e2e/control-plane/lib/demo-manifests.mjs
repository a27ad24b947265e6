/**
 * Turns objects of the demo's story, which look as a cluster would return them,
 * into what a person writes down for a real cluster.
 */

/** What the API server and the controllers fill in. */
const FILLED_IN = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'ownerReferences',
];

/** An object as its author wrote it. */
export function asWritten(object) {
  const { status, ...written } = object;
  const metadata = { ...object.metadata };
  for (const field of FILLED_IN) delete metadata[field];
  switch (object.kind) {
    case 'Namespace':
      return { apiVersion: 'v1', kind: 'Namespace', metadata };
    case 'Node':
      return fakeNode({ ...written, metadata }, status);
    case 'Job':
      return jobAsWritten({ ...written, metadata });
    default:
      return { ...written, metadata };
  }
}

/** A node that kwok plays: it reports the node's condition itself. */
function fakeNode(node, { capacity, allocatable, addresses, nodeInfo }) {
  const annotations = {
    ...node.metadata.annotations,
    'kwok.x-k8s.io/node': 'fake',
  };
  return {
    ...node,
    metadata: { ...node.metadata, annotations },
    status: { capacity, allocatable, addresses, nodeInfo },
  };
}

/** Without the selector and the labels by which the Job controller finds its pods. */
function jobAsWritten(job) {
  const { selector, ...spec } = job.spec;
  const labels = { ...spec.template.metadata.labels };
  for (const name of Object.keys(selector.matchLabels)) delete labels[name];
  return {
    ...job,
    spec: { ...spec, template: { ...spec.template, metadata: { labels } } },
  };
}

/** The controllers that make pods of these kinds run in every plane. */
const BUILT_IN_KINDS = ['Deployment', 'StatefulSet', 'Pod'];

/** The servers of a demo cluster that a plane can run; those with most GPUs a pod come first. */
export function runnableServers(servers, { rollouts }) {
  const kinds = [...BUILT_IN_KINDS, ...(rollouts ? ['Rollout'] : [])];
  return servers
    .filter(({ kind }) => kinds.includes(kind))
    .sort((a, b) => b.gpus - a.gpus || compare(a.name, b.name));
}

/**
 * What is done to the workload of a server, in order: its first release is
 * created, every later one is a JSON patch. Releases of the past have no pods,
 * unless the last one has not yet replaced them.
 */
export function releaseSteps({ replicas, isHalfRolledOut, releases }) {
  const wanted = index => {
    const fromLast = releases.length - 1 - index;
    return fromLast === 0 || (fromLast === 1 && isHalfRolledOut) ? replicas : 0;
  };
  return releases.map(({ by, object }, index) => {
    const written = asWritten(object);
    if (object.kind === 'Pod') return { by, create: written, replicas };
    const count = wanted(index);
    const spec = { ...written.spec, replicas: count };
    return index === 0
      ? { by, create: { ...written, spec }, replicas: count }
      : {
          by,
          patch: releasePatch(asWritten(releases[index - 1].object), {
            ...written,
            spec,
          }),
          replicas: count,
        };
  });
}

const CAUSE = 'kubernetes.io/change-cause';
const CAUSE_PATH = '/metadata/annotations/kubernetes.io~1change-cause';

function releasePatch(before, { metadata, spec }) {
  return [
    { op: 'replace', path: '/spec/template', value: spec.template },
    { op: 'replace', path: '/spec/replicas', value: spec.replicas },
    ...causePatch(before.metadata.annotations, metadata.annotations),
  ];
}

/** Touches this one annotation: others belong to controllers. */
function causePatch(before = {}, after = {}) {
  if (after[CAUSE] !== undefined) {
    return [{ op: 'add', path: CAUSE_PATH, value: after[CAUSE] }];
  }
  return before[CAUSE] === undefined
    ? []
    : [{ op: 'remove', path: CAUSE_PATH }];
}

/** The disk that pods of a namespace load weights from: the scheduler places none without it. */
export function modelCache(namespace) {
  const name = 'model-cache';
  const size = '2Ti';
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${name}-${namespace}` },
      spec: {
        capacity: { storage: size },
        accessModes: ['ReadWriteMany'],
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { namespace, name },
        nfs: { server: 'models.demo.example', path: `/${namespace}` },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: '',
        volumeName: `${name}-${namespace}`,
        resources: { requests: { storage: size } },
      },
    },
  ];
}

/** Path of the collection that an object of the demo is created in. */
export function collectionPath({ apiVersion, kind, metadata }) {
  const root = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const plural = `${kind.toLowerCase()}s`;
  return metadata.namespace === undefined
    ? `${root}/${plural}`
    : `${root}/namespaces/${metadata.namespace}/${plural}`;
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
