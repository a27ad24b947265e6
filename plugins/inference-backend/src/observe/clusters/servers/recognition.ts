import { LABEL_IGNORE } from '@inference-portal/plugin-inference-common';
import type { ServingImage } from './images';

/** What an administrator may add to the rules. */
export interface RecognitionRules {
  /** Namespaces without model servers; `*` stands for any text. */
  readonly ignoreNamespaces: readonly string[];
  /** Images that serve models, beside the known ones. */
  readonly images: readonly ServingImage[];
}

/** Kind of an owner or of the workload itself. */
export interface WorkloadKind {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** The facts that tell whether a workload serves a model. */
export interface RecognitionSubject {
  readonly namespace: string;
  /** The workload and everything that controls it or lies between it and its pods. */
  readonly kinds: readonly WorkloadKind[];
  /** Labels and annotations of the workload and its template; the workload's win. */
  readonly marks: { readonly [name: string]: string };
  readonly namespaceMarks: { readonly [name: string]: string };
  readonly images: readonly string[];
  readonly asksGpu: boolean;
  readonly runsServingImage: boolean;
  /** True when the kind itself names a model or an engine, as an InferenceService does. */
  readonly namesModel: boolean;
  /** True when its pods are not restarted after they end. */
  readonly runsOnce: boolean;
}

/** The answer, with the rule that gave it. */
export interface Recognition {
  readonly isServer: boolean;
  readonly rule: string;
}

/** Namespaces of Kubernetes itself and of GPU operators. */
const SYSTEM_NAMESPACES = [
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'gpu-operator*',
  'nvidia-gpu-operator',
  'nvidia-dra-driver*',
  'nvidia-network-operator',
  'kube-amd-gpu',
  'node-feature-discovery',
];

/** Kinds whose pods compute something and end. */
const JOB_KINDS =
  /^(?:Job|CronJob|JobSet|ScaledJob|.*TrainJob|(?:PyTorch|TF|MPI|XGBoost|Paddle|JAX|MX|Train|Ray|Spark|Batch|Slurm)Job|SparkApplication|ScheduledSparkApplication|Workflow|CronWorkflow|TaskRun|PipelineRun|Experiment|Trial|AppWrapper|PodGroup)$/;
/** Kinds of interactive work. A RayCluster that no RayService owns is one of them. */
const INTERACTIVE_KINDS =
  /^(?:Notebook|JupyterServer|KubeSpawner|DevWorkspace|Devbox|RayCluster)$/;
const NOTEBOOK_IMAGE =
  /(?:^|\/)(?:jupyter[^/]*|.*-notebook|.*jupyterhub.*|code-server|rstudio[^/]*|[^/]*jupyterlab[^/]*)(?:\/[^/]*)?(?::|@|$)/;
const SYSTEM_SOFTWARE =
  /dcgm|device-plugin|gpu-feature-discovery|gpu-operator|node-feature-discovery|nvidia-driver|driver-daemonset|container-toolkit|mig-manager|dra-driver|vgpu-|node-exporter|operator-validator|kata-manager|mps-control/;

/** The rules as they are told in the documentation, in the order in which they are asked. */
export const recognitionRulesText: readonly string[] = [
  `Label or annotation \`${LABEL_IGNORE}: "true"\` on the workload or its namespace: no model server.`,
  `Label or annotation \`${LABEL_IGNORE}: "false"\` on the workload: a model server, whatever the rules below say.`,
  'In a namespace of `inference.recognition.ignoreNamespaces`, or of Kubernetes or a GPU operator: no, unless the namespace is labelled `"false"`.',
  'Controlled by a job (Job, CronJob, JobSet, PyTorchJob, MPIJob, RayJob, Workflow, SparkApplication and their like), or a pod of its own that is not restarted: no.',
  'A notebook (kind Notebook, an image of Jupyter or of an editor) or a RayCluster without a RayService: no.',
  'A DaemonSet of GPU software (driver, device plugin, exporter): no.',
  'Of a kind that names a model or an engine (InferenceService with a model, LLMInferenceService, NIMService): yes.',
  'Requests GPUs (`nvidia.com/gpu`, `nvidia.com/gpu.shared`, `nvidia.com/mig-*`, `amd.com/gpu`, or a resource claim of a GPU device class): yes.',
  'Runs a known serving image, or one of `inference.recognition.images`: yes.',
  'Anything else: no.',
];

function globMatches(pattern: string, text: string): boolean {
  const source = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`, 's').test(text);
}

function answer(isServer: boolean, rule: string): Recognition {
  return { isServer, rule };
}

/** Tells whether a workload is a model server; see {@link recognitionRulesText}. */
export function recognizeServer(
  subject: RecognitionSubject,
  rules: RecognitionRules,
): Recognition {
  const mark = subject.marks[LABEL_IGNORE];
  const namespaceMark = subject.namespaceMarks[LABEL_IGNORE];
  if (mark === 'false') {
    return answer(true, `${LABEL_IGNORE} is "false"`);
  }
  if (mark === 'true' || namespaceMark === 'true') {
    return answer(false, `${LABEL_IGNORE} is "true"`);
  }
  const ignored = [...rules.ignoreNamespaces, ...SYSTEM_NAMESPACES].some(
    pattern => globMatches(pattern, subject.namespace),
  );
  if (ignored && namespaceMark !== 'false') {
    return answer(false, 'the namespace is ignored');
  }
  const job = subject.kinds.find(({ kind }) => JOB_KINDS.test(kind));
  if (job) {
    return answer(false, `it belongs to a ${job.kind}`);
  }
  const interactive = subject.kinds.find(({ kind }) =>
    INTERACTIVE_KINDS.test(kind),
  );
  const underRayService = subject.kinds.some(
    ({ kind }) => kind === 'RayService',
  );
  if (interactive && !underRayService) {
    return answer(false, `it belongs to a ${interactive.kind}`);
  }
  if (
    !subject.runsServingImage &&
    subject.images.some(image => NOTEBOOK_IMAGE.test(image))
  ) {
    return answer(false, 'it runs a notebook image');
  }
  const daemon = subject.kinds.find(({ kind }) => kind === 'DaemonSet');
  if (daemon && !subject.runsServingImage) {
    if (
      [daemon.name, ...subject.images].some(text => SYSTEM_SOFTWARE.test(text))
    ) {
      return answer(false, 'it is GPU software of the cluster');
    }
  }
  if (subject.namesModel) {
    return answer(true, 'its kind names a model');
  }
  if (subject.runsServingImage) {
    return answer(true, 'it runs a serving image');
  }
  if (subject.asksGpu) {
    return subject.runsOnce
      ? answer(false, 'its pods run once')
      : answer(true, 'it requests GPUs');
  }
  return answer(false, 'it neither requests GPUs nor runs a serving image');
}
