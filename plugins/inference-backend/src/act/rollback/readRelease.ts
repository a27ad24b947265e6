import type {
  Canary,
  CanarySteps,
  Replacing,
} from '../../decide/rollback/rollbackWorld';
import { SECOND_MS } from '../../durations';
import {
  at,
  conditionOf,
  integerOf,
  itemsOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import type { HeldRevision } from './readHistory';

/** What took longer was no release but a repair. */
const LONGEST_RELEASE_SECONDS = 2 * 60 * 60;

/** The release that goes on; null when none does. */
export function readCanary(
  kind: string,
  object: unknown,
  held: readonly HeldRevision[],
): Canary | null {
  const status = at(object, 'status');
  const spec = at(object, 'spec');
  if (kind === 'Rollout') {
    const stable = textOf(at(status, 'stableRS'));
    const current = textOf(at(status, 'currentPodHash'));
    if (stable === null || current === null || stable === current) {
      return null;
    }
    const holder = held.find(
      ({ labels }) => labels['rollouts-pod-template-hash'] === stable,
    );
    return { kind: 'rollout', stableSpecHash: holder?.specHash ?? null };
  }
  if (kind === 'InferenceService') {
    const percent = integerOf(at(spec, 'predictor', 'canaryTrafficPercent'));
    const names = itemsOf(at(spec, 'canary')).map(
      canary => textOf(at(canary, 'predictor', 'name')) ?? 'without a name',
    );
    if (percent !== null && percent > 0 && percent < 100) {
      return { kind: 'knative', percent };
    }
    return names.length > 0 ? { kind: 'kserve', names } : null;
  }
  return null;
}

/** The steps that a Rollout's releases walk; null when it has none. */
export function readCanarySteps(
  kind: string,
  object: unknown,
  held: readonly HeldRevision[],
): CanarySteps | null {
  const spec = at(object, 'spec');
  const count = itemsOf(at(spec, 'strategy', 'canary', 'steps')).length;
  return kind !== 'Rollout' || count === 0
    ? null
    : {
        count,
        window: integerOf(at(spec, 'rollbackWindow', 'revisions')),
        createdAt: new Map(
          held.map(({ createdAt, specHash }) => [
            specHash,
            Date.parse(createdAt),
          ]),
        ),
      };
}

function podsOf(
  value: unknown,
  replicas: number,
  round: (share: number) => number,
): number {
  const count = integerOf(value);
  const percent = /^(\d{1,3})%$/.exec(textOf(value) ?? '')?.[1];
  return count ?? round((replicas * Number(percent ?? 25)) / 100);
}

/** How a Deployment or a Rollout replaces its pods; null for kinds that take the old pod away first. */
export function readReplacing(
  kind: string,
  object: unknown,
  replicas: number,
): Replacing | null {
  const spec = at(object, 'spec');
  if (
    (kind !== 'Deployment' && kind !== 'Rollout') ||
    at(spec, 'strategy', 'type') === 'Recreate'
  ) {
    return null;
  }
  const rolling =
    kind === 'Deployment'
      ? at(spec, 'strategy', 'rollingUpdate')
      : at(spec, 'strategy', 'canary');
  return {
    surge: podsOf(at(rolling, 'maxSurge'), replicas, Math.ceil),
    unavailable: podsOf(at(rolling, 'maxUnavailable'), replicas, Math.floor),
  };
}

/** How long the newest release took; null when the object does not tell. */
export function readLastReleaseSeconds(
  object: unknown,
  held: readonly HeldRevision[],
): number | null {
  const progressing = conditionOf(at(object, 'status'), 'Progressing');
  const done = Date.parse(textOf(progressing.lastUpdateTime) ?? '');
  const newest = [...held].sort(
    (a, b) => Number(b.clusterRevision) - Number(a.clusterRevision),
  )[0];
  if (progressing.reason !== 'NewReplicaSetAvailable' || !newest) {
    return null;
  }
  const seconds = Math.round((done - Date.parse(newest.createdAt)) / SECOND_MS);
  return seconds >= 0 && seconds <= LONGEST_RELEASE_SECONDS ? seconds : null;
}
