import {
  ANNOTATION_MODEL,
  ANNOTATION_RUNTIME,
  ANNOTATION_VERSION,
  type Evidence,
  type ModelServer,
  type RuntimeName,
} from '@inference-portal/plugin-inference-common';
import type {
  WorkloadHints,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import { readCommandLine } from './commandLine';
import {
  type EngineSettings,
  readEngineSettings,
  type Setting,
} from './engineSettings';
import {
  findHostImage,
  findServingImage,
  parseImage,
  type ServingImage,
  versionOfTag,
} from './images';
import { findMark, type Marks } from './marks';
import { type ModelSource, readModelSource } from './modelSource';
import { redactText } from './redaction';
import {
  findServingContainer,
  type ServingContainer,
} from './servingContainer';

/** What a server serves, with which engine. */
export interface ModelDescription {
  readonly model: Omit<ModelServer['model'], 'entityRef'>;
  readonly runtime: ModelServer['runtime'];
  /** Image of the serving container. */
  readonly image: string | null;
  readonly servedNames: string[];
  readonly precision: Evidence;
  readonly quantization: Evidence;
  readonly tensorParallel: number | null;
  readonly pipelineParallel: number | null;
  readonly maxModelLength: number | null;
}

const RUNTIME_NAMES: ReadonlySet<string> = new Set<RuntimeName>([
  'vllm',
  'tensorrt-llm',
  'triton',
  'sglang',
  'tgi',
  'nim',
  'ray-serve',
  'unknown',
]);

function isRuntimeName(text: string): text is RuntimeName {
  return RUNTIME_NAMES.has(text);
}

const NOT_STATED: Evidence = { value: null, source: 'not stated' };

const UNKNOWN_SOURCE: ModelSource = {
  id: null,
  uri: null,
  revision: null,
  pinned: null,
};

/** Labels of other projects that name a model; asked last. */
const FOREIGN_MODEL_LABELS = ['llm-d.ai/model', 'model.aibrix.ai/name'];

/** Formats that hubs write at the end of a model's name. */
const QUANTIZED_NAME =
  /[-_](fp8|nvfp4|mxfp4|awq|gptq|int8|int4|w4a16|w8a8|gguf|bnb-4bit)(?:$|[-_])/i;

/** A NIM image holds its model: `nvcr.io/nim/meta/llama-3.1-8b-instruct:1.8.3`. */
function nimImageSource(image: string): ModelSource {
  const { repository, tag, digest } = parseImage(image);
  const [, id = null] = /(?:^|\/)nim\/(.+)$/.exec(repository) ?? [];
  return {
    id,
    uri: `oci://${image}`,
    revision: digest ?? tag,
    pinned: digest !== null,
  };
}

function sourceOf(
  hints: WorkloadHints,
  settings: EngineSettings | null,
  serving: ServingContainer | null,
  runtime: RuntimeName,
): ModelSource {
  const revision = settings?.revision?.value ?? null;
  const written = hints.source ?? hints.modelId ?? settings?.model?.value;
  if (written !== undefined) {
    return readModelSource(
      written,
      revision,
      serving?.container,
      serving?.podSpec,
    );
  }
  return runtime === 'nim' && serving?.image
    ? nimImageSource(serving.image)
    : UNKNOWN_SOURCE;
}

interface EngineIdentity {
  readonly runtime: ModelServer['runtime'];
  readonly settings: EngineSettings | null;
  readonly serving: ServingContainer | null;
}

function identifyEngine(
  marks: Marks,
  hints: WorkloadHints,
  pods: readonly WorkloadPods[],
  extraImages: readonly ServingImage[],
): EngineIdentity {
  const serving = findServingContainer(pods, extraImages);
  const known = serving?.image
    ? findServingImage(serving.image, extraImages)
    : undefined;
  const named =
    known === undefined || known.runtime === 'unknown' ? null : known.runtime;
  const settings = serving
    ? readEngineSettings(
        readCommandLine(serving.container),
        named ?? hints.runtime ?? null,
      )
    : null;
  const mark = findMark(marks, ANNOTATION_RUNTIME)?.value ?? null;
  const host = serving?.image ? findHostImage(serving.image) : undefined;
  const name =
    (mark !== null && isRuntimeName(mark) ? mark : null) ??
    // A RayService runs vLLM inside Ray: the kind says what answers requests.
    (hints.runtime === 'ray-serve' ? hints.runtime : null) ??
    named ??
    settings?.runtime ??
    hints.runtime ??
    host?.runtime ??
    'unknown';
  const entry = known ?? host;
  const tagged =
    serving?.image && entry?.runtime === name && entry.tagIsVersion !== false
      ? versionOfTag(parseImage(serving.image).tag)
      : null;
  return {
    runtime: { name, version: hints.runtimeVersion ?? tagged },
    settings,
    serving,
  };
}

function evidence(
  setting: Setting<string> | null | undefined,
): Evidence | null {
  return setting ? { value: setting.value, source: setting.source } : null;
}

function hinted(
  value: string | undefined,
  hints: WorkloadHints,
): Evidence | null {
  return value === undefined
    ? null
    : { value, source: hints.evidence ?? 'specification' };
}

function servedNamesOf(hints: WorkloadHints, engine: EngineIdentity): string[] {
  const { settings, runtime } = engine;
  if (settings && settings.servedNames.length > 0) {
    return [...settings.servedNames];
  }
  if (hints.servedNames && hints.servedNames.length > 0) {
    return [...hints.servedNames];
  }
  // Without a name of its own an engine serves the model under the words that it was given.
  return settings?.model &&
    (runtime.name === 'vllm' || runtime.name === 'sglang')
    ? [settings.model.value]
    : [];
}

/** Describes the model and the engine of a server from its marks, the hints of its kind and its serving container. */
export function describeModel(
  marks: Marks,
  hints: WorkloadHints,
  pods: readonly WorkloadPods[],
  extraImages: readonly ServingImage[],
): ModelDescription {
  const engine = identifyEngine(marks, hints, pods, extraImages);
  const { settings, serving, runtime } = engine;
  const source = sourceOf(hints, settings, serving, runtime.name);
  const servedNames = servedNamesOf(hints, engine).map(redactText);
  const foreign = FOREIGN_MODEL_LABELS.flatMap(
    name => findMark(marks, name)?.value ?? [],
  );
  const registered = findMark(
    marks,
    'modelregistry.kubeflow.org/registered-model-id',
  );
  const id =
    findMark(marks, ANNOTATION_MODEL)?.value ??
    source.id ??
    servedNames[0] ??
    foreign[0] ??
    (registered === null ? null : `model-registry:${registered.value}`);
  const version =
    findMark(marks, ANNOTATION_VERSION)?.value ??
    findMark(marks, 'modelregistry.kubeflow.org/model-version-id')?.value ??
    null;
  const suffix = QUANTIZED_NAME.exec(source.id ?? id ?? '')?.[1];
  return {
    model: {
      id,
      version,
      revision: source.revision,
      source: source.uri,
      pinned: source.pinned,
    },
    runtime,
    image: serving?.image ?? null,
    servedNames,
    precision:
      evidence(settings?.precision) ??
      hinted(hints.precision, hints) ??
      NOT_STATED,
    quantization:
      evidence(settings?.quantization) ??
      hinted(hints.quantization, hints) ??
      (suffix === undefined
        ? NOT_STATED
        : { value: suffix.toLowerCase(), source: 'name of the model' }),
    tensorParallel: settings?.tensorParallel ?? hints.tensorParallel ?? null,
    pipelineParallel:
      settings?.pipelineParallel ?? hints.pipelineParallel ?? null,
    maxModelLength: settings?.maxModelLength ?? hints.maxModelLength ?? null,
  };
}
