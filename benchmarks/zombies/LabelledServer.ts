import type {
  ActivityHistory,
  ServerFacts,
} from '../../plugins/inference-backend/src/decide/zombies/history';
import type { InstantMs } from '../../plugins/inference-backend/src/types';

/** What a detector is given of a server. */
export interface ServerRecord {
  readonly id: string;
  readonly evaluatedAt: InstantMs;
  readonly history: ActivityHistory;
  readonly facts: ServerFacts;
}

/** A server of which it is known whether somebody uses it. */
export interface LabelledServer extends ServerRecord {
  readonly label: string;
  /** Must be called; false: must not be. */
  readonly dead: boolean;
}

/** Facts of a server of which nothing special is known. */
export function plainFacts(createdAt: InstantMs): ServerFacts {
  return {
    createdAt,
    declaredStandby: false,
    schedule: null,
    newerVersionServing: false,
    newerVersionSince: null,
    crashLooping: false,
    crashLoopingSince: null,
    pendingSince: null,
    ownerResolved: true,
    gpuShared: false,
    duplicateOf: null,
    earlierActivity: [],
    load: null,
  };
}
