import type { InstantMs } from '../../../../types';
import {
  CREATED,
  gpuNode,
  inventoryOf,
  type Manifest,
  NOW,
  remove,
  upsert,
} from '../../inventory/__testUtils__/cluster';
import type { LedgerLook } from '../../types';
import { defaultLedgerRules, type LedgerRules } from '../LedgerRules';

/** Milliseconds of a minute. */
export const MINUTE = 60_000;
/** When pods of these tests are bound. */
export const BOUND = '2026-11-20T11:58:07Z';
/** The same in UTC ms. */
export const BOUND_AT = Date.parse(BOUND);

/** Status of a pod that is bound. */
export function scheduled(at = BOUND): object {
  return {
    conditions: [
      { type: 'PodScheduled', status: 'True', lastTransitionTime: at },
    ],
  };
}

/** An inventory with a clock that tests turn. */
export function ledgerOf(rules: Partial<LedgerRules> = {}) {
  let now = NOW as number;
  const inventory = inventoryOf(
    {},
    {
      now: () => now as InstantMs,
      ledger: { ...defaultLedgerRules, ...rules },
    },
  );
  const drain = (all = false) => {
    inventory.drain(now as InstantMs);
    return inventory.drainLedger(all);
  };
  return {
    inventory,
    now: () => now as InstantMs,
    pass(ms: number) {
      now += ms;
    },
    see: (...objects: Manifest[]) => upsert(inventory, ...objects),
    lose: (...objects: Manifest[]) => remove(inventory, ...objects),
    drain,
    /** The same as it is handed over to be recorded. */
    look: (complete: boolean): LedgerLook => ({
      cluster: 'eu-west',
      observedAt: now as InstantMs,
      complete,
      ...drain(complete),
    }),
  };
}

/** A node with eight H100 since `CREATED`. */
export function node(name = 'gpu-1', fields: object = {}): Manifest {
  const made = gpuNode(name);
  return {
    ...made,
    metadata: { ...made.metadata, creationTimestamp: CREATED as never },
    ...fields,
  };
}
