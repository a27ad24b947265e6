import { isPlainWord, unplainSettings } from '../engines/kserveSettings';
import type { DeploymentRequest } from './DeploymentRequest';

/** KServe puts `-kserve` behind the name, and its pods two more parts; the whole must stay at 63 for names to be told from others. */
const LONGEST_NAME = 39;
/** Key by which KServe finds the token in the Secrets of an account. */
const TOKEN_KEY = 'HF_TOKEN';

function modelProblems({ model, modelCache }: DeploymentRequest) {
  const { servedName, tokenSecret } = model;
  return [
    ...(servedName !== null && !isPlainWord(servedName)
      ? [
          'model.servedName: KServe hands it to a shell; use letters, digits and . , : / @ % + = - only',
        ]
      : []),
    ...(tokenSecret !== null && tokenSecret.key !== TOKEN_KEY
      ? [`model.tokenSecret.key: KServe looks for ${TOKEN_KEY} only`]
      : []),
    ...(modelCache.storageClass === null
      ? []
      : [
          'modelCache.storageClass: KServe fetches the weights into the pod and keeps no volume; leave it out',
        ]),
  ];
}

/** What KServe's LLMInferenceService cannot do of what was asked for. */
export function kserveProblems(request: DeploymentRequest): readonly string[] {
  const { autoscaling, canary, engine, kind, name, warmUp } = request;
  if (kind !== 'llm-inference-service') {
    return [];
  }
  return [
    ...(name.length > LONGEST_NAME
      ? [
          `name: must not be longer than ${LONGEST_NAME} characters with KServe, which makes longer names of it`,
        ]
      : []),
    ...(engine.name === 'vllm'
      ? unplainSettings(request)
      : ['kind: LLMInferenceService runs vLLM only']),
    ...modelProblems(request),
    ...(canary.kind === 'none' || canary.kind === 'kserve'
      ? []
      : [
          'canary: the route of a LLMInferenceService is its own; take kserve, or none',
        ]),
    ...(autoscaling.kind === 'hpa'
      ? ['autoscaling: KServe scales by KEDA; take keda, or none']
      : []),
    ...(warmUp.kind === 'none'
      ? []
      : [
          'warmUp: probes and Services are those of KServe, which no prompt gets into; take none',
        ]),
  ];
}
