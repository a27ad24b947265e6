import type {
  PrinterColumn,
  ResourceDefinition,
  ScalePaths,
} from './ResourceDefinition';

const age: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

function ready(name = 'Ready'): PrinterColumn {
  return {
    name,
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].status',
  };
}

function text(name: string, jsonPath: string): PrinterColumn {
  return { name, type: 'string', jsonPath };
}

function whole(name: string, jsonPath: string): PrinterColumn {
  return { name, type: 'integer', jsonPath };
}

function custom(
  group: string,
  versions: readonly string[],
  kind: string,
  plural: string,
  options: {
    namespaced?: boolean;
    shortNames?: readonly string[];
    categories?: readonly string[];
    status?: boolean;
    scale?: ScalePaths;
    columns?: readonly PrinterColumn[];
  } = {},
): ResourceDefinition {
  return {
    group,
    versions,
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: options.namespaced ?? true,
    shortNames: options.shortNames ?? [],
    categories: options.categories ?? [],
    subresources: {
      status: options.status ?? true,
      ...(options.scale ? { scale: options.scale } : {}),
    },
    builtin: false,
    generation: true,
    columns: options.columns ?? [age],
  };
}

/** Custom kinds of serving stacks that the demo clusters have installed. */
export const customKinds: readonly ResourceDefinition[] = [
  custom(
    'serving.kserve.io',
    ['v1beta1'],
    'InferenceService',
    'inferenceservices',
    {
      shortNames: ['isvc'],
      columns: [text('URL', '.status.url'), ready(), age],
    },
  ),
  custom(
    'serving.kserve.io',
    ['v1alpha2', 'v1alpha1'],
    'LLMInferenceService',
    'llminferenceservices',
    {
      shortNames: ['llmisvc'],
      columns: [text('URL', '.status.url'), ready(), age],
    },
  ),
  custom(
    'serving.kserve.io',
    ['v1alpha1'],
    'ServingRuntime',
    'servingruntimes',
    {
      status: false,
    },
  ),
  custom(
    'serving.kserve.io',
    ['v1alpha1'],
    'ClusterServingRuntime',
    'clusterservingruntimes',
    { status: false, namespaced: false },
  ),
  custom(
    'leaderworkerset.x-k8s.io',
    ['v1'],
    'LeaderWorkerSet',
    'leaderworkersets',
    {
      shortNames: ['lws'],
      scale: {
        specReplicasPath: '.spec.replicas',
        statusReplicasPath: '.status.replicas',
        labelSelectorPath: '.status.hpaPodSelector',
      },
      columns: [
        whole('Ready', '.status.readyReplicas'),
        whole('Desired', '.spec.replicas'),
        whole('Up-to-date', '.status.updatedReplicas'),
        age,
      ],
    },
  ),
  custom('argoproj.io', ['v1alpha1'], 'Rollout', 'rollouts', {
    shortNames: ['ro'],
    scale: {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.HPAReplicas',
      labelSelectorPath: '.status.selector',
    },
    columns: [
      whole('Desired', '.spec.replicas'),
      whole('Current', '.status.replicas'),
      whole('Up-to-date', '.status.updatedReplicas'),
      whole('Available', '.status.availableReplicas'),
      age,
    ],
  }),
  custom('ray.io', ['v1', 'v1alpha1'], 'RayService', 'rayservices', {
    categories: ['all'],
    columns: [
      text('Service Status', '.status.serviceStatus'),
      whole('Num Serve Endpoints', '.status.numServeEndpoints'),
      age,
    ],
  }),
  custom('ray.io', ['v1', 'v1alpha1'], 'RayCluster', 'rayclusters', {
    categories: ['all'],
    columns: [
      whole('Desired Workers', '.status.desiredWorkerReplicas'),
      whole('Available Workers', '.status.availableWorkerReplicas'),
      text('Status', '.status.state'),
      age,
    ],
  }),
  custom('apps.nvidia.com', ['v1alpha1'], 'NIMService', 'nimservices', {
    columns: [text('Status', '.status.state'), age],
  }),
  custom('apps.nvidia.com', ['v1alpha1'], 'NIMCache', 'nimcaches', {
    columns: [text('Status', '.status.state'), text('PVC', '.status.pvc'), age],
  }),
  custom('keda.sh', ['v1alpha1'], 'ScaledObject', 'scaledobjects', {
    shortNames: ['so'],
    columns: [
      text('ScaleTargetName', '.spec.scaleTargetRef.name'),
      whole('Min', '.spec.minReplicaCount'),
      whole('Max', '.spec.maxReplicaCount'),
      ready(),
      age,
    ],
  }),
  custom(
    'gateway.networking.k8s.io',
    ['v1', 'v1beta1'],
    'HTTPRoute',
    'httproutes',
    { columns: [text('Hostnames', '.spec.hostnames'), age] },
  ),
  custom('gateway.networking.k8s.io', ['v1'], 'Gateway', 'gateways', {
    shortNames: ['gtw'],
    columns: [text('Class', '.spec.gatewayClassName'), age],
  }),
  custom(
    'inference.networking.k8s.io',
    ['v1'],
    'InferencePool',
    'inferencepools',
    { shortNames: ['infpool'] },
  ),
  custom('monitoring.coreos.com', ['v1'], 'PodMonitor', 'podmonitors', {
    shortNames: ['pmon'],
  }),
  custom('monitoring.coreos.com', ['v1'], 'PrometheusRule', 'prometheusrules', {
    shortNames: ['promrule'],
  }),
  custom('monitoring.coreos.com', ['v1'], 'ServiceMonitor', 'servicemonitors', {
    shortNames: ['smon'],
  }),
];
