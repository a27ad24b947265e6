import { timestampOf } from '../../cluster/objects';
import { suffixOf, uidOf } from '../deterministic';
import { childName } from '../names';
import type { ResolvedServer } from '../resolveServer';
import type { DemoObject } from './demoObject';
import { operatorDeploymentObjects } from './deployment';
import { podObject } from './podObject';
import { podTemplate, serverContainer } from './podTemplate';
import type { BuildContext } from './workloadMeta';
import {
  isReadyAt,
  managedFields,
  ownedBy,
  statusCondition,
  workloadMeta,
} from './workloadMeta';

function lastOf(server: ResolvedServer) {
  return server.revisions[server.revisions.length - 1];
}

function readyCondition(server: ResolvedServer, ready: boolean) {
  return statusCondition('Ready', ready, lastOf(server).startedMs, 'Ready', '');
}

/** A KServe InferenceService in Standard mode. */
export function inferenceServiceObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const container = serverContainer(server, lastOf(server));
  const service: DemoObject = {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: workloadMeta(server, context, {
      annotations: { 'serving.kserve.io/deploymentMode': 'Standard' },
    }),
    spec: {
      predictor: {
        minReplicas: story.replicas,
        maxReplicas: story.replicas,
        model: {
          modelFormat: { name: 'huggingface' },
          runtime: 'kserve-huggingfaceserver',
          storageUri: `hf://${story.model}`,
          args: container.args,
          image: container.image,
          resources: container.resources,
        },
      },
    },
    status: {
      url: `http://${story.name}.${story.namespace}.demo.example`,
      deploymentMode: 'Standard',
      modelStatus: {
        transitionStatus: 'UpToDate',
        states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
        copies: { totalCopies: story.replicas, failedCopies: 0 },
      },
      conditions: [readyCondition(server, true)],
    },
  };
  return [
    service,
    ...operatorDeploymentObjects(server, context, service, 'kserve-controller'),
  ];
}

/** A KServe LLMInferenceService. */
export function llmInferenceServiceObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const container = serverContainer(server, lastOf(server));
  const service: DemoObject = {
    apiVersion: 'serving.kserve.io/v1alpha2',
    kind: 'LLMInferenceService',
    metadata: workloadMeta(server, context),
    spec: {
      model: { uri: `hf://${story.model}`, name: story.servedName },
      replicas: story.replicas,
      parallelism: { tensor: story.gpus },
      router: { route: {}, gateway: {}, scheduler: {} },
      template: {
        containers: [
          {
            name: 'main',
            image: container.image,
            args: container.args,
            env: container.env,
            resources: container.resources,
          },
        ],
      },
    },
    status: {
      url: `http://inference.demo.example/${story.namespace}/${story.name}`,
      observedGeneration: server.revisions.length,
      conditions: [readyCondition(server, true)],
    },
  };
  return [
    service,
    ...operatorDeploymentObjects(
      server,
      context,
      service,
      'llmisvc-controller',
    ),
  ];
}

/** A NIMService of the NIM Operator. */
export function nimServiceObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const last = lastOf(server);
  const service: DemoObject = {
    apiVersion: 'apps.nvidia.com/v1alpha1',
    kind: 'NIMService',
    metadata: workloadMeta(server, context),
    spec: {
      image: {
        repository: `nvcr.io/nim/${story.model}`,
        tag: last.tag,
        pullPolicy: 'IfNotPresent',
        pullSecrets: ['ngc-secret'],
      },
      authSecret: 'ngc-api',
      replicas: story.replicas,
      storage: { nimCache: { name: story.name, profile: '' } },
      resources: { limits: { 'nvidia.com/gpu': String(story.gpus) } },
      expose: { service: { type: 'ClusterIP', port: 8000 } },
    },
    status: {
      state: 'Ready',
      availableReplicas: context.pods.filter(p => isReadyAt(p, context.nowMs))
        .length,
      model: {
        name: story.model,
        clusterEndpoint: `${story.name}.${story.namespace}.svc:8000`,
      },
      conditions: [readyCondition(server, true)],
    },
  };
  return [
    service,
    ...operatorDeploymentObjects(server, context, service, 'k8s-nim-operator'),
  ];
}

/** A RayService with its RayCluster and the GPU workers of today. */
export function rayServiceObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const last = lastOf(server);
  const worker = podTemplate(server, last);
  const clusterName = childName(server);
  const config = {
    rayVersion: last.tag.split('-')[0],
    headGroupSpec: {
      rayStartParams: { 'num-gpus': '0' },
      template: {
        spec: {
          containers: [
            {
              name: 'ray-head',
              image: last.image,
              resources: { limits: { cpu: '4', memory: '16Gi' } },
            },
          ],
        },
      },
    },
    workerGroupSpecs: [
      {
        groupName: 'gpu-workers',
        replicas: story.replicas,
        minReplicas: story.replicas,
        maxReplicas: story.replicas,
        numOfHosts: 1,
        rayStartParams: {},
        template: worker,
      },
    ],
  };
  const service: DemoObject = {
    apiVersion: 'ray.io/v1',
    kind: 'RayService',
    metadata: workloadMeta(server, context),
    spec: {
      serveConfigV2: [
        'applications:',
        `  - name: ${story.name}`,
        '    route_prefix: /',
        '    import_path: ray.serve.llm:build_openai_app',
        '    args:',
        '      llm_configs:',
        '        - model_loading_config:',
        `            model_id: ${story.servedName}`,
        `            model_source: ${story.model}`,
        '          accelerator_type: A100',
        '          deployment_config:',
        `            num_replicas: ${story.replicas}`,
        '          engine_kwargs:',
        '            tensor_parallel_size: 1',
        '            max_model_len: 16384',
        '',
      ].join('\n'),
      rayClusterConfig: config,
    },
    status: {
      serviceStatus: 'Running',
      numServeEndpoints: story.replicas + 1,
      activeServiceStatus: {
        rayClusterName: clusterName,
        applicationStatuses: { [story.name]: { status: 'RUNNING' } },
      },
      conditions: [readyCondition(server, true)],
    },
  };
  const cluster: DemoObject = {
    apiVersion: 'ray.io/v1',
    kind: 'RayCluster',
    metadata: {
      name: clusterName,
      namespace: story.namespace,
      uid: uidOf(context.seed, server.key, 'RayCluster'),
      creationTimestamp: timestampOf(last.startedMs),
      ownerReferences: [ownedBy(service)],
      labels: { 'ray.io/originated-from-cr-name': story.name },
      managedFields: [
        managedFields('kuberay-operator', 'ray.io/v1', last.startedMs),
      ],
    },
    spec: config,
    status: {
      state: 'ready',
      desiredWorkerReplicas: story.replicas,
      availableWorkerReplicas: story.replicas,
    },
  };
  return [
    service,
    cluster,
    ...context.pods.map(pod =>
      podObject(pod, worker, {
        owner: ownedBy(cluster),
        labels: {
          'ray.io/cluster': clusterName,
          'ray.io/group': 'gpu-workers',
          'ray.io/node-type': 'worker',
          'ray.io/identifier': `${clusterName}-worker-${suffixOf(4, pod.uid)}`,
        },
        nowMs: context.nowMs,
      }),
    ),
  ];
}
