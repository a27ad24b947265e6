/**
 * Names that teams may write on Kubernetes objects (annotation or label) and on catalog entities.
 * docs/annotations.md is generated from this table.
 */
export interface AnnotationName {
  /** Full name. */
  readonly name: string;
  /** Where it is read. */
  readonly on: readonly ('workload' | 'namespace' | 'node' | 'entity')[];
  readonly description: string;
  readonly example: string;
}

/** Prefix of all names that the portal owns. */
export const INFERENCE_PREFIX = 'inference-portal/';

/** Model served by a workload, or the model that a catalog entity describes. */
export const ANNOTATION_MODEL = `${INFERENCE_PREFIX}model`;
/** Version of the model that a workload serves, or that an entity registers. */
export const ANNOTATION_VERSION = `${INFERENCE_PREFIX}version`;
/** On a catalog entity: source URI of a version to register. */
export const ANNOTATION_SOURCE = `${INFERENCE_PREFIX}source`;
/** On a catalog entity: the imported model that it describes. */
export const ANNOTATION_REGISTRY = `${INFERENCE_PREFIX}registry`;
/** On a catalog entity: license of the version to register. */
export const ANNOTATION_LICENSE = `${INFERENCE_PREFIX}license`;
/** On a catalog entity: what the version to register was made from. */
export const ANNOTATION_DERIVED_FROM = `${INFERENCE_PREFIX}derived-from`;
/** Owner of a workload or of all workloads in a namespace: a Group or User entity ref. */
export const ANNOTATION_OWNER = `${INFERENCE_PREFIX}owner`;
/** On a catalog entity: the server it describes. */
export const ANNOTATION_SERVER = `${INFERENCE_PREFIX}server`;
/** On an entity that the portal emitted: id of the server in the portal's API. */
export const ANNOTATION_SERVER_ID = `${INFERENCE_PREFIX}server-id`;
/** `"true"` on entities that the portal emitted itself; those never tell an owner. */
export const ANNOTATION_GENERATED = `${INFERENCE_PREFIX}generated`;
/** `"true"` keeps a workload out of the portal, `"false"` forces it in. */
export const LABEL_IGNORE = `${INFERENCE_PREFIX}ignore`;
/** `"true"` on a warm standby, which shall wait for traffic that may never come. */
export const ANNOTATION_STANDBY = `${INFERENCE_PREFIX}standby`;
/** When a server works that is quiet otherwise: five cron fields, UTC. */
export const ANNOTATION_SCHEDULE = `${INFERENCE_PREFIX}schedule`;
/** Where it is written what to do when the model, the engine or the GPUs go away. */
export const ANNOTATION_EXIT_PLAN = `${INFERENCE_PREFIX}exit-plan`;
/** Serving engine, when the image does not tell. */
export const ANNOTATION_RUNTIME = `${INFERENCE_PREFIX}runtime`;
/** On a node: price of the whole node for an hour, such as `USD 98.32`. */
export const ANNOTATION_PRICE = `${INFERENCE_PREFIX}price-per-hour`;
/** On a node: how it is paid for, where its cloud's labels do not tell. */
export const ANNOTATION_CAPACITY_TYPE = `${INFERENCE_PREFIX}capacity-type`;
/** Name that Backstage's Kubernetes plugin joins by; read here too so that nobody annotates twice. */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';

export const inferenceAnnotations: readonly AnnotationName[] = [
  {
    name: ANNOTATION_MODEL,
    on: ['workload', 'entity'],
    description:
      'Model that the workload serves, or that the entity describes: a model id of its hub or an entity ref. On a Resource of type `ai-model` it registers the model.',
    example: 'Qwen/Qwen3-32B',
  },
  {
    name: ANNOTATION_VERSION,
    on: ['workload', 'entity'],
    description:
      'Version of the model that the workload serves. On a Resource of type `ai-model`: name of the version that `inference-portal/source` registers; by default the first 12 digits of its commit or digest, else its tag or branch.',
    example: '2026-10-04',
  },
  {
    name: ANNOTATION_SOURCE,
    on: ['entity'],
    description:
      'On a Resource of type `ai-model`: registers a version with this source URI (`hf://org/name@commit`, `s3://…`, `oci://…@sha256:…`). A version never changes: another source or license under the same version is shown as a conflict.',
    example: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
  },
  {
    name: ANNOTATION_LICENSE,
    on: ['entity'],
    description:
      'License of the version that `inference-portal/source` registers: SPDX id or expression, or `LicenseRef-…`.',
    example: 'Apache-2.0',
  },
  {
    name: ANNOTATION_DERIVED_FROM,
    on: ['entity'],
    description:
      'What the version of `inference-portal/source` was made from: `relation:target`, separated by commas. Relations are `finetune`, `quantized`, `adapter`, `merge`, `distilled`, `trained-on`, `produced-by` and `previous-version`; targets are `model:<namespace>/<name>@<version>`, `hf://org/name`, `dataset:…`, `run:…`, `commit:…` or a URI.',
    example:
      'finetune:hf://Qwen/Qwen3-32B, trained-on:dataset:support-tickets@2026-10',
  },
  {
    name: ANNOTATION_REGISTRY,
    on: ['entity'],
    description:
      'On a Resource of type `ai-model` that describes an imported model of another name: `<registry>/<model>`, the name of the registry in `inference.registries` and the name of the model here; `<registry>/<namespace>/<model>` when the namespaces differ too. Not needed when the entity is named as the model.',
    example: 'mlflow/support-chat',
  },
  {
    name: ANNOTATION_OWNER,
    on: ['workload', 'namespace'],
    description:
      'Owner of the workload, or of every workload in the namespace that names none.',
    example: 'group:default/search-relevance',
  },
  {
    name: ANNOTATION_SERVER,
    on: ['entity'],
    description:
      'Model server that the Component describes: `<cluster>/<namespace>/<name>`, or `<namespace>/<name>` when that is unique.',
    example: 'eu-west/support/support-chat',
  },
  {
    name: ANNOTATION_SERVER_ID,
    on: ['entity'],
    description:
      'Written by the portal on entities it emits: id of the model server. Not read.',
    example: 'c2f0a9d41b7e',
  },
  {
    name: ANNOTATION_GENERATED,
    on: ['entity'],
    description:
      'Written by the portal on entities it emits, so that they are told from those a team wrote. Do not write it yourself.',
    example: '"true"',
  },
  {
    name: LABEL_IGNORE,
    on: ['workload', 'namespace'],
    description:
      '`"true"` keeps a workload out of the portal; `"false"` lists one that the rules would leave out.',
    example: '"true"',
  },
  {
    name: ANNOTATION_RUNTIME,
    on: ['workload'],
    description: 'Serving engine, when the image does not tell.',
    example: 'vllm',
  },
  {
    name: ANNOTATION_STANDBY,
    on: ['workload', 'entity'],
    description:
      'Declares a warm standby: it shall wait, and silence is no finding. What is written on the workload wins.',
    example: '"true"',
  },
  {
    name: ANNOTATION_SCHEDULE,
    on: ['workload', 'entity'],
    description:
      'When the server works: five cron fields in UTC. Silence between two runs is no finding; runs that stay away are. What is written on the workload wins.',
    example: '0 2 * * 1',
  },
  {
    name: ANNOTATION_EXIT_PLAN,
    on: ['workload', 'entity'],
    description:
      'Where it is written what to do when the model, the engine or the GPUs go away: a link or the path of a document. What is written on the workload wins.',
    example: 'https://git.example.com/support/chat/exit-plan.md',
  },
  {
    name: ANNOTATION_PRICE,
    on: ['node'],
    description:
      'Price of the whole node for an hour: an ISO 4217 currency and an amount. Stronger than every other price.',
    example: 'USD 98.32',
  },
  {
    name: ANNOTATION_CAPACITY_TYPE,
    on: ['node'],
    description:
      'How the node is paid for, where the labels of its cloud do not tell: `on-demand`, `spot`, `reserved` or `on-prem`.',
    example: 'on-prem',
  },
  {
    name: ANNOTATION_KUBERNETES_ID,
    on: ['workload', 'entity'],
    description:
      'Joins a workload with the Component of the same annotation, as Backstage’s Kubernetes plugin does.',
    example: 'support-chat',
  },
];
