import { suffixOf } from './deterministic';
import type { ResolvedServer } from './resolveServer';

/** Name of the object that makes the pods: the server itself, or what its operator makes for it. */
export function childName(server: ResolvedServer): string {
  const { kind, name } = server.story;
  switch (kind) {
    case 'InferenceService':
      return `${name}-predictor`;
    case 'LLMInferenceService':
      return `${name}-kserve`;
    case 'RayService':
      return `${name}-raycluster-${suffixOf(5, server.key, 'cluster')}`;
    default:
      return name;
  }
}
