import {
  ANNOTATION_EXIT_PLAN,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MODEL,
  ANNOTATION_OWNER,
  ANNOTATION_RUNTIME,
  ANNOTATION_VERSION,
} from '@inference-portal/plugin-inference-common';
import { LABEL_SERVER } from './labels';
import { toLabelValue } from './names';
import type { DeploymentRequest } from './request/DeploymentRequest';
import { type PinnedSource, readPinnedSource } from './request/modelSource';
import { type Workload, workloadOf } from './workloads';

/** Port of every engine. */
export const HTTP_PORT = 8000;

/** What LeaderWorkerSet puts on the first pod of each group. */
const LEADER = { 'leaderworkerset.sigs.k8s.io/worker-index': '0' };

type Names = { readonly [name: string]: string };

/** A request with all that several manifests derive from it. */
export interface Server {
  readonly request: DeploymentRequest;
  readonly source: PinnedSource;
  /** What clients ask for as `model`. */
  readonly servedName: string;
  /** What the engine is told to serve: an id of the hub or a folder. */
  readonly modelArgument: string;
  /** Folder that the weights are fetched to before the engine starts; null when it fetches them itself, or they are there. */
  readonly download: string | null;
  readonly workload: Workload;
  /** GPUs of a pod. */
  readonly gpus: number;
  /** Pods of a replica, each on a node of its own. */
  readonly nodes: number;
  /** Bounds of the number of replicas, equal without an autoscaler. */
  readonly replicas: { readonly least: number; readonly most: number };
  readonly labels: Names;
  /** Of all pods of the server. */
  readonly selector: Names;
  /** Of the pods that answer requests: with several to a replica, the first of each. */
  readonly answering: Names;
  /** Of the workload and its pods: what the portal reads. */
  readonly annotations: Names;
}

/** Where the weights lie in the container when the engine does not fetch them itself. */
export const MODEL_MOUNT = '/models';

/** Where the weights are, for the engine and for what prepares them. */
interface Place {
  readonly modelArgument: string;
  readonly download: string | null;
}

function placeOf(request: DeploymentRequest, source: PinnedSource): Place {
  switch (source.kind) {
    case 'hugging-face': {
      if (request.engine.name === 'vllm') {
        return { modelArgument: source.id, download: null };
      }
      // TensorRT-LLM fetches no commit, and answers by the name of the folder.
      const folder = `${MODEL_MOUNT}/${source.commit.slice(0, 12)}/${
        request.name
      }`;
      return { modelArgument: folder, download: folder };
    }
    case 'pvc':
      return { modelArgument: `${MODEL_MOUNT}/${source.path}`, download: null };
    default:
      return {
        modelArgument: `${MODEL_MOUNT}/${request.name}`,
        download: null,
      };
  }
}

/** Name that clients ask for when nobody chose one. */
export function defaultServedName(
  request: DeploymentRequest,
  source: PinnedSource,
): string {
  const { modelArgument } = placeOf(request, source);
  // KServe has the weights in a folder whose name says nothing.
  if (
    request.kind === 'llm-inference-service' &&
    source.kind !== 'hugging-face'
  ) {
    return request.name;
  }
  return request.engine.name === 'vllm'
    ? modelArgument
    : modelArgument.slice(modelArgument.lastIndexOf('/') + 1);
}

/** Derives a server from a request that was parsed. */
export function toServer(request: DeploymentRequest): Server {
  const { name, owner, model, engine, gpu, autoscaling } = request;
  const source = readPinnedSource(model.source);
  if ('problem' in source) {
    throw new Error(`model.source: ${source.problem}`);
  }
  const workload = workloadOf(request);
  const selector = workload.podLabels(name);
  return {
    request,
    source,
    servedName: model.servedName ?? defaultServedName(request, source),
    ...placeOf(request, source),
    workload,
    gpus: (gpu.tensorParallel * gpu.pipelineParallel) / gpu.nodes,
    nodes: gpu.nodes,
    replicas:
      autoscaling.kind === 'none'
        ? { least: request.replicas, most: request.replicas }
        : { least: autoscaling.minReplicas, most: autoscaling.maxReplicas },
    selector,
    answering: gpu.nodes === 1 ? selector : { ...selector, ...LEADER },
    labels: {
      [LABEL_SERVER]: name,
      'app.kubernetes.io/name': engine.name,
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/version': toLabelValue(model.version),
      'app.kubernetes.io/component': 'model-server',
      'app.kubernetes.io/part-of': toLabelValue(model.name),
      'app.kubernetes.io/managed-by': 'inference-portal',
      [ANNOTATION_KUBERNETES_ID]: name,
    },
    annotations: {
      // The registered model outright: by the id of the hub another one might be meant.
      [ANNOTATION_MODEL]: `resource:${model.name}`,
      [ANNOTATION_VERSION]: model.version,
      [ANNOTATION_OWNER]: owner,
      [ANNOTATION_RUNTIME]: engine.name,
      [ANNOTATION_EXIT_PLAN]: 'exit-plan.md',
    },
  };
}
