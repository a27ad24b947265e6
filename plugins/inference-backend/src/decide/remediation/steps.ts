import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import type { RemediationStep } from './remediationPlan';
import type { Autoscaler, ScaleTarget } from './scalableWorld';
import { ANNOTATION_SCALED_DOWN_FROM } from './scaledDownFrom';

type Keda = Extract<Autoscaler, { kind: 'keda' }>;

/** KEDA scales its target to this number and leaves it there. */
export const KEDA_PAUSED_REPLICAS = 'autoscaling.keda.sh/paused-replicas';

/** `{a: {b: value}}` for the path a, b. */
function nested(path: readonly string[], value: Json): JsonObject {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

/** Fields of a target in the form of a merge patch; what is left out of `fields` is not touched. */
export function targetFields(
  target: ScaleTarget,
  fields: {
    readonly replicas?: number | null;
    readonly memory?: string | null;
  },
): JsonObject {
  const { replicas, memory } = fields;
  return {
    ...(memory !== undefined && {
      metadata: { annotations: { [ANNOTATION_SCALED_DOWN_FROM]: memory } },
    }),
    ...(replicas !== undefined &&
      target.replicasField !== null &&
      nested(target.replicasField, replicas)),
  };
}

/** Writes the annotation that pauses a ScaledObject; null takes it away. */
export function pauseStep(
  keda: Keda,
  pausedReplicas: string | null,
  summary: string,
): RemediationStep {
  const fields = (value: string | null): JsonObject => ({
    metadata: { annotations: { [KEDA_PAUSED_REPLICAS]: value } },
  });
  return {
    ref: keda.ref,
    uid: keda.uid,
    summary,
    before: fields(keda.pausedReplicas),
    patch: fields(pausedReplicas),
  };
}
