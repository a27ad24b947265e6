import { INFERENCE_PREFIX } from '@inference-portal/plugin-inference-common';
import { z } from 'zod';

/** On a workload that the portal scaled to zero: what it was before, as JSON. */
export const ANNOTATION_SCALED_DOWN_FROM = `${INFERENCE_PREFIX}scaled-down-from`;

const schema = z.object({
  replicas: z.number().int().nonnegative().nullable(),
  autoscaler: z
    .object({
      kind: z.literal('keda'),
      name: z.string().min(1),
      uid: z.string().min(1),
      pausedReplicas: z.string().nullable(),
    })
    .nullable(),
  by: z.string(),
  at: z.iso.datetime(),
  finding: z.string(),
});

/** State of a workload before the portal scaled it to zero. `at` is RFC 3339, UTC; a null `replicas` means that the field was absent. */
export type ScaledDownFrom = Readonly<z.infer<typeof schema>>;

/** Reads the annotation: null when it is absent, `unreadable` when it is not what {@link writeScaledDownFrom} wrote. */
export function readScaledDownFrom(
  text: string | null,
): ScaledDownFrom | 'unreadable' | null {
  if (text === null) {
    return null;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : 'unreadable';
}

/** The annotation's text, the same for the same state. */
export function writeScaledDownFrom(state: ScaledDownFrom): string {
  const { replicas, autoscaler, by, at, finding } = state;
  return JSON.stringify({ replicas, autoscaler, by, at, finding });
}
