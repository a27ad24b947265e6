import { missingSettings } from '../engines/settingsTable';
import { compareVersions } from '../engines/versionOrder';
import { trtllmFlags, trtllmSettings } from '../engines/trtllmSettings';
import { vllmFlags } from '../engines/vllmFlags';
import { defaultServedName } from '../Server';
import type { DeploymentRequest } from './DeploymentRequest';
import { canaryProblems } from './canaryProblems';
import { kserveProblems } from './kserveProblems';
import { nodeProblems } from './nodeProblems';
import { readPinnedSource } from './modelSource';

/** Oldest versions whose flags and metrics the tables know. */
const OLDEST_VLLM = '0.10.0';
const OLDEST_TRTLLM = '1.0.0';

function tooOld(
  { engine }: DeploymentRequest,
  oldest: string,
): readonly string[] {
  return compareVersions(engine.version, oldest) < 0
    ? [
        `engine.version: ${engine.name} ${engine.version} is older than ${oldest}, whose settings are the oldest that are known`,
      ]
    : [];
}

function trtllmProblems(request: DeploymentRequest): readonly string[] {
  const { model, settings } = request;
  const source = readPinnedSource(model.source);
  const name = 'kind' in source ? defaultServedName(request, source) : null;
  return [
    ...(name !== null && model.servedName !== null && model.servedName !== name
      ? [
          `model.servedName: TensorRT-LLM answers by the name of the folder, which is ${name}; leave it out`,
        ]
      : []),
    ...(settings.quantizeOnLoad
      ? [
          'settings.quantizeOnLoad: TensorRT-LLM takes the format of the checkpoint; take a quantised one',
        ]
      : []),
    ...missingSettings(trtllmSettings, request),
    ...missingSettings(trtllmFlags, request),
  ];
}

function engineProblems(request: DeploymentRequest): readonly string[] {
  return request.engine.name === 'vllm'
    ? [...tooOld(request, OLDEST_VLLM), ...missingSettings(vllmFlags, request)]
    : [...tooOld(request, OLDEST_TRTLLM), ...trtllmProblems(request)];
}

function gpuProblems({ gpu }: DeploymentRequest): readonly string[] {
  const problems: string[] = [];
  // 6 is possible on no node that is sold with 8, and engines split heads by powers of two as a rule; the planner knows the heads.
  if (!Number.isInteger(Math.log2(gpu.tensorParallel))) {
    problems.push(
      `gpu.tensorParallel: ${gpu.tensorParallel} is not 1, 2, 4 or 8, nor 16 or so over several nodes; heads of attention are split evenly over GPUs`,
    );
  }
  if (/-SHARED$/.test(gpu.product)) {
    problems.push(
      `gpu.product: ${gpu.product} is shared in time, and each sharer sees the memory of all of it; take a product of its own`,
    );
  }
  return problems;
}

function settingsProblems({ settings }: DeploymentRequest): readonly string[] {
  const { quantizeOnLoad, quantization, maxNumBatchedTokens, maxNumSeqs } =
    settings;
  const problems: string[] = [];
  if (quantizeOnLoad && quantization !== 'fp8') {
    problems.push(
      'settings.quantizeOnLoad: engines quantise to fp8 only while they load; for other formats take a quantised checkpoint',
    );
  }
  if (
    maxNumBatchedTokens !== null &&
    maxNumSeqs !== null &&
    maxNumBatchedTokens < maxNumSeqs
  ) {
    problems.push(
      `settings.maxNumBatchedTokens: ${maxNumBatchedTokens} is less than settings.maxNumSeqs ${maxNumSeqs}, and each sequence needs one`,
    );
  }
  return problems;
}

function scalingProblems(request: DeploymentRequest): readonly string[] {
  const { autoscaling, replicas, gpu, modelCache, secondRegion, cluster } =
    request;
  const problems: string[] = [];
  if (autoscaling.kind !== 'none') {
    if (autoscaling.maxReplicas < Math.max(autoscaling.minReplicas, 1)) {
      problems.push(
        `autoscaling.maxReplicas: ${autoscaling.maxReplicas} is less than autoscaling.minReplicas ${autoscaling.minReplicas}`,
      );
    }
    if (replicas !== 1) {
      problems.push(
        'replicas: the autoscaler decides; leave it out and set autoscaling.minReplicas',
      );
    }
  }
  if (
    autoscaling.kind === 'keda' &&
    autoscaling.minReplicas === 0 &&
    autoscaling.gatewayQuery === null
  ) {
    problems.push(
      'autoscaling.gatewayQuery: without pods nothing but the gateway knows of waiting requests; give its query, or set autoscaling.minReplicas to 1',
    );
  }
  const most = autoscaling.kind === 'none' ? replicas : autoscaling.maxReplicas;
  if (
    modelCache.accessMode === 'ReadWriteOnce' &&
    (most > 1 || gpu.spare || gpu.nodes > 1) &&
    request.model.source.startsWith('hf://')
  ) {
    problems.push(
      'modelCache.accessMode: ReadWriteOnce binds the volume to one node, so a second pod would wait for ever; use ReadWriteMany',
    );
  }
  if (secondRegion?.cluster === cluster) {
    problems.push(
      `secondRegion.cluster: ${cluster} is the first region; name another cluster`,
    );
  }
  return problems;
}

/** Why well-formed fields make no server together; each begins with the name of the field. */
export function requestProblems(request: DeploymentRequest): readonly string[] {
  const source = readPinnedSource(request.model.source);
  return [
    ...('problem' in source ? [`model.source: ${source.problem}`] : []),
    ...(request.model.tokenSecret !== null &&
    'kind' in source &&
    source.kind !== 'hugging-face'
      ? ['model.tokenSecret: only models of the hub need a token']
      : []),
    ...(/^(latest|main|master)$/i.test(request.model.version)
      ? [`model.version: ${request.model.version} moves; name a version`]
      : []),
    ...engineProblems(request),
    ...gpuProblems(request),
    ...nodeProblems(request),
    ...kserveProblems(request),
    ...settingsProblems(request),
    ...scalingProblems(request),
    ...canaryProblems(request),
  ];
}
