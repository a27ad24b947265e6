/** Words that several pages say, and what they say instead of data. */
export const commonMessages = {
  page: {
    title: 'Inference',
    overview: 'Overview',
    servers: 'Servers',
    dataSources: 'Data sources',
  },
  state: {
    serving: 'Serving',
    degraded: 'Degraded',
    starting: 'Starting',
    'crash-looping': 'Crash-looping',
    'image-pull-error': 'No image',
    'out-of-memory': 'Out of memory',
    pending: 'No node',
    'scaled-to-zero': 'Scaled to zero',
    removed: 'Removed',
    unknown: 'Unknown',
  },
  manager: {
    'argo-cd': 'Argo CD',
    flux: 'Flux',
    helm: 'Helm',
    operator: 'An operator',
    none: 'None',
  },
  managerMeaning: {
    'argo-cd':
      'Argo CD keeps this workload as it stands in Git: change it there, a change on the cluster may be undone.',
    flux: 'Flux keeps this workload as it stands in Git: change it there, a change on the cluster may be undone.',
    helm: 'Helm installed this workload: the next upgrade of the release overwrites changes made by hand.',
    operator:
      'An operator owns this workload: change the object that the operator reads, not the pods.',
    none: 'No tool watches over this workload: changes on the cluster stay.',
  },
  ownerSource: {
    workload: 'Written on the workload',
    catalog: 'From the catalog',
    namespace: 'Written on the namespace',
    config: 'By a rule of the portal',
    none: 'Nobody owns this server',
  },
  common: {
    unowned: 'Unowned',
    revision: 'Revision {{number}}',
    absent: 'Not known: {{reason}}',
    utc: '{{local}} · {{utc}}',
    copy: 'Copy',
    copied: 'Copied',
    noReason: 'The cluster gives no reason.',
  },
  absent: {
    time: 'the cluster does not tell when.',
    model:
      'neither the arguments nor the environment of the containers name a model, and no label does.',
    version: 'no label or annotation names a version.',
    revision: 'the model source names no commit or tag.',
    runtimeVersion: 'the image tag does not tell the version.',
    gpus: 'no node with such a device was seen, or the node carries no GPU label.',
    replicas: 'this kind of workload does not count replicas.',
    evidence: 'no argument, environment variable or label sets it.',
    digest: 'no node has reported the digest yet.',
    node: 'the pod is not bound to a node.',
    changedBy: 'the cluster recorded no field manager.',
    changeCause: 'nobody wrote a change cause.',
    value: 'the source does not report it.',
    lag: 'no data has arrived yet.',
    objects: 'the list has not been read yet.',
  },
  states: {
    loading: 'Loading …',
    errorTitle: 'The portal could not load {{what}}',
    errorSince: 'Failing since {{when}}.',
    errorHint:
      'Check that the backend is running and reachable, then try again.',
    retry: 'Try again',
    forbiddenTitle: 'You may not see {{what}}',
    forbiddenHint:
      'It takes the permission {{permission}}. Those who maintain the permission policy of this portal can grant it.',
    notFoundTitle: 'There is no such model server',
    notFoundHint:
      'It may have been forgotten after its removal, or it belongs to somebody whose servers you may not see.',
    staleTitle: 'What you see is from {{when}}',
    staleHint: 'It could not be renewed: {{message}}',
    backToServers: 'All servers',
    whatOverview: 'the overview',
    whatServers: 'the model servers',
    whatServer: 'this model server',
    whatRevisions: 'the revisions',
    whatDataSources: 'the data sources',
  },
  coverage: {
    title:
      'Only {{readable}} of {{total}} clusters are read; figures and rows are incomplete.',
    hint: 'Go to data sources',
  },
} as const;
