import { gracePeriod } from '../lifecycle';
import { readPinnedSource } from '../request/modelSource';
import type { SettingRow } from './settingsTable';

const always = { since: null, until: null };
/** `true` is a flag without value. */
type FlagRow = SettingRow<string | number | true>;

function commit(uri: string): string | null {
  const source = readPinnedSource(uri);
  return 'kind' in source && source.kind === 'hugging-face'
    ? source.commit
    : null;
}

/** Flags of `vllm serve`; each setting is in one place only, and what is the default of a version is not repeated. */
export const vllmFlags: readonly FlagRow[] = [
  {
    ...always,
    field: 'model.servedName',
    key: '--served-model-name',
    value: ({ model }) => model.servedName,
    isOptional: false,
  },
  {
    ...always,
    field: 'model.source',
    key: '--revision',
    value: ({ model }) => commit(model.source),
    isOptional: false,
  },
  {
    ...always,
    field: 'model.tokenizer',
    key: '--tokenizer-revision',
    value: ({ model }) => commit(model.source),
    isOptional: false,
  },
  {
    ...always,
    field: 'model.trustRemoteCode',
    key: '--trust-remote-code',
    value: ({ model }) => (model.trustRemoteCode ? true : null),
    isOptional: false,
  },
  {
    ...always,
    field: 'model.code',
    key: '--code-revision',
    value: ({ model }) => (model.trustRemoteCode ? commit(model.source) : null),
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.dtype',
    key: '--dtype',
    value: ({ settings }) => settings.dtype,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.quantization',
    key: '--quantization',
    // A quantised checkpoint says so itself.
    value: ({ settings }) =>
      settings.quantizeOnLoad ? settings.quantization : null,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.kvCacheDtype',
    key: '--kv-cache-dtype',
    value: ({ settings }) =>
      settings.kvCacheDtype === 'auto' ? null : settings.kvCacheDtype,
    isOptional: false,
  },
  {
    ...always,
    field: 'gpu.tensorParallel',
    key: '--tensor-parallel-size',
    value: ({ gpu }) => (gpu.tensorParallel > 1 ? gpu.tensorParallel : null),
    isOptional: false,
  },
  {
    ...always,
    field: 'gpu.pipelineParallel',
    key: '--pipeline-parallel-size',
    value: ({ gpu }) =>
      gpu.pipelineParallel > 1 ? gpu.pipelineParallel : null,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxModelLen',
    key: '--max-model-len',
    value: ({ settings }) => settings.maxModelLen,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.gpuMemoryUtilization',
    key: '--gpu-memory-utilization',
    value: ({ settings }) => settings.gpuMemoryUtilization,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxNumSeqs',
    key: '--max-num-seqs',
    value: ({ settings }) => settings.maxNumSeqs,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.maxNumBatchedTokens',
    key: '--max-num-batched-tokens',
    value: ({ settings }) => settings.maxNumBatchedTokens,
    isOptional: false,
  },
  {
    // From 0.11 on there is one engine only, and it always does.
    since: null,
    until: '0.11',
    field: 'settings.chunkedPrefill',
    key: '--enable-chunked-prefill',
    value: () => true,
    isOptional: true,
  },
  {
    ...always,
    field: 'settings.toolCallParser',
    key: '--enable-auto-tool-choice',
    value: ({ settings }) => (settings.toolCallParser === null ? null : true),
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.toolCallParser',
    key: '--tool-call-parser',
    value: ({ settings }) => settings.toolCallParser,
    isOptional: false,
  },
  {
    ...always,
    field: 'settings.reasoningParser',
    key: '--reasoning-parser',
    value: ({ settings }) => settings.reasoningParser,
    isOptional: false,
  },
  {
    ...always,
    field: 'requestLog.tracesEndpoint',
    key: '--otlp-traces-endpoint',
    value: ({ requestLog }) => requestLog.tracesEndpoint,
    isOptional: false,
  },
  {
    // Before 0.10.1 each request was logged unless `--disable-log-requests` was given.
    since: '0.10.1',
    until: null,
    field: 'requestLog',
    key: '--enable-log-requests',
    value: ({ requestLog }) =>
      requestLog.tracesEndpoint === null ? true : null,
    isOptional: true,
  },
  {
    ...always,
    field: 'requestLog.requestId',
    key: '--enable-request-id-headers',
    value: () => true,
    isOptional: true,
  },
  {
    since: '0.16',
    until: null,
    field: 'requestLog.probes',
    key: '--disable-access-log-for-endpoints',
    value: () => '/health,/metrics,/ping',
    isOptional: true,
  },
  {
    since: '0.18',
    until: null,
    field: 'longestRequestSeconds',
    key: '--shutdown-timeout',
    value: request => gracePeriod(request).drainSeconds,
    isOptional: true,
  },
];
