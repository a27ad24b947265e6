import type { WorkloadHints } from '@inference-portal/plugin-inference-node';
import { parse } from 'yaml';
import { at, integerOf, isFields, itemsOf, textOf } from './fields';

/** A Serve config longer than this is not one that a person or a template wrote. */
const MAX_LENGTH = 1_000_000;

/** What the text of `spec.serveConfigV2` tells about the models of a Ray Serve application. */
export function readServeConfig(
  value: unknown,
  warnings: string[],
): WorkloadHints {
  const text = textOf(value);
  if (text === null) {
    return {};
  }
  let config: unknown;
  try {
    config =
      text.length > MAX_LENGTH ? undefined : parse(text, { logLevel: 'error' });
  } catch (error) {
    warnings.push(
      `spec.serveConfigV2 is not valid YAML: ${
        error instanceof Error ? error.message.split('\n')[0] : 'unreadable'
      }`,
    );
    return {};
  }
  if (!isFields(config)) {
    warnings.push('spec.serveConfigV2 is not a Serve config');
    return {};
  }
  const applications = itemsOf(at(config, 'applications'));
  const llms = applications.flatMap(application =>
    itemsOf(at(application, 'args', 'llm_configs')),
  );
  const first = llms.find(isFields);
  if (first) {
    return llmHints(first, llms);
  }
  for (const application of applications) {
    const source =
      textOf(at(application, 'args', 'model')) ??
      textOf(at(application, 'args', 'model_id')) ??
      textOf(at(application, 'runtime_env', 'env_vars', 'MODEL_ID'));
    if (source !== null) {
      return {
        modelId: source,
        evidence: 'spec.serveConfigV2 applications[].args',
      };
    }
  }
  return {};
}

function llmHints(first: unknown, all: readonly unknown[]): WorkloadHints {
  const loading = at(first, 'model_loading_config');
  const engine = at(first, 'engine_kwargs');
  // model_source is a hub id, a path, or an object with the address of a bucket.
  const source =
    textOf(at(loading, 'model_source')) ??
    textOf(at(loading, 'model_source', 'bucket_uri'));
  const names = all.flatMap(
    config => textOf(at(config, 'model_loading_config', 'model_id')) ?? [],
  );
  const id = source ?? names[0] ?? null;
  const precision = textOf(at(engine, 'dtype'));
  const quantization = textOf(at(engine, 'quantization'));
  const maxModelLength = integerOf(at(engine, 'max_model_len'));
  const tensorParallel = integerOf(at(engine, 'tensor_parallel_size'));
  const pipelineParallel = integerOf(at(engine, 'pipeline_parallel_size'));
  return {
    ...(source !== null && source.includes('://')
      ? { source }
      : { ...(id === null ? {} : { modelId: id }) }),
    ...(names.length > 0 ? { servedNames: names } : {}),
    ...(precision === null ? {} : { precision }),
    ...(quantization === null ? {} : { quantization }),
    ...(maxModelLength === null ? {} : { maxModelLength }),
    ...(tensorParallel === null ? {} : { tensorParallel }),
    ...(pipelineParallel === null ? {} : { pipelineParallel }),
    evidence: 'spec.serveConfigV2 llm_configs',
  };
}
