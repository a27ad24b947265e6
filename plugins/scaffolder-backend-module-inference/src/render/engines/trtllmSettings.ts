import type { DeploymentRequest } from '../request/DeploymentRequest';
import type { Json } from '../toYaml';
import type { SettingRow } from './settingsTable';

const always = { since: null, until: null };

/**
 * Settings of TensorRT-LLM in its file; a dot goes into a group. Versions differ in whether the file or the command line wins, so no
 * setting is in both, and an unknown key is an error at the start, so nothing is written that was not asked for.
 */
export const trtllmSettings: readonly SettingRow<Json>[] = [
  {
    ...always,
    field: 'gpu.tensorParallel',
    key: 'tensor_parallel_size',
    value: ({ gpu }) => gpu.tensorParallel,
    isOptional: false,
  },
  {
    ...always,
    field: 'gpu.pipelineParallel',
    key: 'pipeline_parallel_size',
    value: ({ gpu }) =>
      gpu.pipelineParallel > 1 ? gpu.pipelineParallel : null,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxModelLen',
    key: 'max_seq_len',
    value: ({ settings }) => settings.maxModelLen,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxNumSeqs',
    key: 'max_batch_size',
    value: ({ settings }) => settings.maxNumSeqs,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxNumBatchedTokens',
    key: 'max_num_tokens',
    value: ({ settings }) => settings.maxNumBatchedTokens,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.dtype',
    key: 'dtype',
    value: ({ settings }) =>
      settings.dtype === 'auto' ? null : settings.dtype,
    isOptional: false,
  },
  {
    // Off by default, unlike in vLLM: one long prompt would hold up the answers of all others.
    ...always,
    field: 'settings.chunkedPrefill',
    key: 'enable_chunked_prefill',
    value: () => true,
    isOptional: false,
  },
  {
    // A share of what is free after loading, not of all memory as in vLLM.
    ...always,
    field: 'settings.gpuMemoryUtilization',
    key: 'kv_cache_config.free_gpu_memory_fraction',
    value: ({ settings }) => settings.gpuMemoryUtilization,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.kvCacheDtype',
    key: 'kv_cache_config.dtype',
    value: ({ settings }) =>
      settings.kvCacheDtype === 'auto' ? null : settings.kvCacheDtype,
    isOptional: false,
  },
  {
    // Without it there is no text for Prometheus.
    since: '1.1',
    until: null,
    field: 'metrics.requests',
    key: 'return_perf_metrics',
    value: () => true,
    isOptional: true,
  },
  {
    // Without it requests that wait and the KV cache are not counted.
    since: '1.1',
    until: null,
    field: 'metrics.iterations',
    key: 'enable_iter_perf_stats',
    value: () => true,
    isOptional: true,
  },
];

type FlagRow = SettingRow<string | true>;

/** What TensorRT-LLM takes on its command line only. */
export const trtllmFlags: readonly FlagRow[] = [
  {
    ...always,
    field: 'model.trustRemoteCode',
    key: '--trust_remote_code',
    value: ({ model }: DeploymentRequest) =>
      model.trustRemoteCode ? true : null,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.reasoningParser',
    key: '--reasoning_parser',
    value: ({ settings }: DeploymentRequest) => settings.reasoningParser,
    isOptional: false,
  },
  {
    since: '1.2',
    until: null,
    field: 'settings.toolCallParser',
    key: '--tool_parser',
    value: ({ settings }: DeploymentRequest) => settings.toolCallParser,
    isOptional: false,
  },
  {
    since: '1.1',
    until: null,
    field: 'requestLog.tracesEndpoint',
    key: '--otlp_traces_endpoint',
    value: ({ requestLog }: DeploymentRequest) => requestLog.tracesEndpoint,
    isOptional: false,
  },
];
