import { NotFoundError } from '@backstage/errors';
import type {
  RemediationPlan,
  RemediationStep,
} from '../../decide/remediation/remediationPlan';
import { matchesPatch } from '../../decide/remediation/matchesPatch';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { ClusterWriter, VersionedObject } from '../clusters/ClusterWriter';

/** How doing a plan ended. */
export type AppliedSteps =
  | { readonly status: 'applied' }
  /** Somebody changed the world; `done` steps were done before it was seen. */
  | { readonly status: 'moved'; readonly done: number; readonly reason: string }
  /** The cluster refused, or could not be reached often enough. */
  | {
      readonly status: 'failed';
      readonly done: number;
      readonly reason: string;
      readonly fix: string | null;
      /** True when a later attempt may well succeed. */
      readonly mayPass: boolean;
    };

/** Waits before the second, third … attempt of one step. */
const PAUSES_MS: readonly number[] = [250, 1_000, 4_000];
const LONGEST_PAUSE_MS = 10_000;

/** After these it is not known whether the write arrived, or it may pass a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'timeout',
  'disconnected',
  'throttled',
  'conflict',
]);

class WorldMoved extends Error {}

async function readUnmoved(
  writer: ClusterWriter,
  { ref, uid }: RemediationStep,
): Promise<VersionedObject> {
  const found = await writer.find(ref);
  if (found === null || found.uid !== uid) {
    throw new WorldMoved(
      `${ref.kind} ${ref.name} was deleted${found ? ' and made anew' : ''}.`,
    );
  }
  return found;
}

/** Dry runs of one step that other writers come before. */
const TRIES = 8;

/**
 * Lets the API server say whether it would take a step; what is done already needs no look. A controller may write the object's status
 * at any moment: then the object is read anew and tried again at once. Rejects with the `ClusterRequestError`, or with `NotFoundError`
 * when the object is gone.
 */
export async function tryStep(
  writer: ClusterWriter,
  step: RemediationStep,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await doStep(writer, step, 'dry-run');
      return;
    } catch (error) {
      if (error instanceof WorldMoved) {
        throw new NotFoundError(`${error.message} Make a new plan.`);
      }
      const lostRace =
        error instanceof ClusterRequestError && error.kind === 'conflict';
      if (!lostRace || attempt === TRIES) {
        throw error;
      }
    }
  }
}

/** Writes once, unless it is written already: whoever lost the answer to a write finds it done. */
async function doStep(
  writer: ClusterWriter,
  step: RemediationStep,
  mode: 'dry-run' | 'write',
): Promise<void> {
  const { ref, patch, before } = step;
  const known = await readUnmoved(writer, step);
  if (matchesPatch(known.object, patch)) {
    return;
  }
  if (mode === 'dry-run') {
    await writer.dryRun(ref, known, patch);
    return;
  }
  if (!matchesPatch(known.object, before)) {
    throw new WorldMoved(`Somebody changed ${ref.kind} ${ref.name}.`);
  }
  await writer.patch(ref, known, patch);
}

/**
 * Does the steps of a plan in order, after the API server has accepted all of them in a dry run. May be called again after a crash
 * with the same steps: what is done already is not done twice. `pause` waits for so many milliseconds.
 */
export async function applySteps(options: {
  readonly writer: ClusterWriter;
  readonly steps: RemediationPlan['steps'];
  readonly pause: (ms: number) => Promise<void>;
  /** True when the caller had them tried a moment ago, or there is one only, which the write itself tries. Default: false. */
  readonly isTried?: boolean;
}): Promise<AppliedSteps> {
  const { isTried = false, writer, steps, pause } = options;
  let done = 0;

  async function patiently(work: () => Promise<void>): Promise<void> {
    for (const pauseMs of PAUSES_MS) {
      try {
        await work();
        return;
      } catch (error) {
        if (
          !(error instanceof ClusterRequestError && PASSING.has(error.kind))
        ) {
          throw error;
        }
        await pause(Math.min(error.retryAfterMs ?? pauseMs, LONGEST_PAUSE_MS));
      }
    }
    await work();
  }

  try {
    for (const step of isTried ? [] : steps) {
      await patiently(() => doStep(writer, step, 'dry-run'));
    }
    for (const step of steps) {
      await patiently(() => doStep(writer, step, 'write'));
      done += 1;
    }
    return { status: 'applied' };
  } catch (error) {
    if (error instanceof WorldMoved) {
      return {
        status: 'moved',
        done,
        reason: `${error.message} Make a new plan.`,
      };
    }
    if (error instanceof ClusterRequestError) {
      return {
        status: 'failed',
        done,
        reason: error.message,
        fix: error.fix,
        mayPass: PASSING.has(error.kind),
      };
    }
    throw error;
  }
}
