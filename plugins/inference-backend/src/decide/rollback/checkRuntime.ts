import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { CodedCheck } from './rollbackPlan';
import type { KnownRevision, RollbackWorld } from './rollbackWorld';

/** A JSON object; an empty one for anything else. */
function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What a predictor says of where its image comes from. */
function predictorOf(specification: JsonObject) {
  const predictor = fieldsOf(specification.predictor);
  const model = fieldsOf(predictor.model);
  const containers: readonly unknown[] = Array.isArray(predictor.containers)
    ? predictor.containers
    : [];
  return {
    /** Null when KServe chooses one by the model's format. */
    runtime: textOf(model.runtime),
    namesImage: [model, ...containers].some(
      one => textOf(fieldsOf(one).image) !== null,
    ),
  };
}

function imagesOf(revision: KnownRevision | null): string {
  return [...new Set(revision?.images.map(({ reference }) => reference))]
    .sort()
    .join(', ');
}

/**
 * Whether a serving runtime gives the restored InferenceService the image that it had. KServe takes images from a ServingRuntime, which
 * may be edited without a new generation of the services that use it: then the old specification runs with another image. Empty for other
 * kinds, and where the specification names its image itself.
 */
export function checkRuntime(
  { current, ref }: RollbackWorld,
  target: KnownRevision,
): readonly CodedCheck[] {
  const code = 'runtime-changed';
  const wanted = predictorOf(target.specification);
  if (ref.kind !== 'InferenceService' || wanted.namesImage) {
    return [];
  }
  const present = predictorOf(current.shown);
  const then = imagesOf(target);
  const today = imagesOf(current.revision);
  const runtime =
    wanted.runtime === null
      ? 'the serving runtime that KServe chooses'
      : `serving runtime ${wanted.runtime}`;
  if (then === '') {
    return [
      {
        code,
        result: 'warn',
        message: `Nobody saw which image ${runtime} gave revision ${target.number}: look whether it was edited since.`,
      },
    ];
  }
  if (
    wanted.runtime !== present.runtime ||
    present.namesImage ||
    today === ''
  ) {
    return [
      {
        code,
        result: 'warn',
        message: `Revision ${target.number} takes its image from ${runtime} again, which gave ${then} then: look whether it still does.`,
      },
    ];
  }
  return then === today
    ? [
        {
          code,
          result: 'pass',
          message: `The image comes from ${runtime}, which gives ${today} today as it did for revision ${target.number}.`,
        },
      ]
    : [
        {
          code,
          result: 'warn',
          message: `The image comes from ${runtime}, which was edited: it gave revision ${target.number} ${then}, and gives ${today} today. The rollback does not bring the old image back: edit the runtime, or name the image in the InferenceService.`,
        },
      ];
}
