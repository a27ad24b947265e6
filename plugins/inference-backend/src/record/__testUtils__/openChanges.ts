import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type {
  BeginOutcome,
  ChangeStep,
  ClaimedChange,
  ClaimRef,
  RecordedChange,
  RecordedPlan,
} from '../changes/ChangeStore';
import { KnexChangeStore } from '../changes/KnexChangeStore';
import { changePlan } from './changes';
import { at, batch, observation } from './observations';
import { openStores } from './openStores';

/** A ChangeStore over a fresh database with some servers in `eu-west/support`. */
export interface OpenChanges {
  readonly store: KnexChangeStore;
  begin(plan: RecordedPlan, key?: string): Promise<BeginOutcome>;
  /** Saves a plan of that id and begins it, `ms` after the beginning of time. */
  begun(id: string, name?: string, ms?: number): Promise<RecordedChange>;
  /** Claims what is due, for a second. */
  claim(ms: number, holder?: string): Promise<readonly ClaimedChange[]>;
  /** The first of them, of which there must be one. */
  claimOne(ms: number, holder?: string): Promise<ClaimedChange & ClaimRef>;
}

export async function openChanges(
  databases: TestDatabases,
  databaseId: Parameters<TestDatabases['init']>[0],
  names: readonly string[],
): Promise<OpenChanges> {
  const { db, apply } = await openStores(databases, databaseId);
  await apply(
    batch(
      1_000,
      ['support-chat', ...names].map(name => observation({ name })),
    ),
  );
  const store = await KnexChangeStore.create({
    database: mockServices.database({ knex: db }),
  });
  const begin = (plan: RecordedPlan, key = plan.id, ms = 0) =>
    store.begin({
      plan,
      key,
      state: 'applying',
      message: 'Ada began it.',
      actor: 'user:default/ada',
      reason: 'Nobody has used it since March',
      now: at(ms),
    });
  const claim = (ms: number, holder = 'replica-1') =>
    store.claimDue({
      kinds: ['remediation'],
      holder,
      now: at(ms),
      ttlMs: 1_000,
      limit: 10,
    });
  return {
    store,
    begin,
    async begun(id, name, ms = 0) {
      const plan = changePlan(id, name);
      await store.savePlan(plan);
      const outcome = await begin(plan, id, ms);
      if (outcome.status !== 'begun') {
        throw new Error(outcome.status);
      }
      return outcome.change;
    },
    claim,
    async claimOne(ms, holder) {
      const [one] = await claim(ms, holder);
      if (!one) {
        throw new Error('nothing is due');
      }
      return { ...one, id: one.change.id };
    },
  };
}

/** A step after which the change is looked at again at `ms`; null when it is over. */
export function step(
  ms: number | null,
  progress: JsonObject = {},
  state = 'watching',
): ChangeStep {
  return {
    state,
    progress,
    events: [{ state, message: 'It has no replicas.' }],
    next: ms === null ? 'finished' : at(ms),
  };
}
