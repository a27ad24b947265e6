import type { Change } from '../store/EventLog';

/** Asks for an object to be looked at again. */
export interface Wake {
  /** As soon as possible. */
  now(uid: string): void;
  /** At an instant (UTC ms), or earlier when something changes before. */
  at(uid: string, instantMs: number): void;
}

/**
 * One of the loops that move the cluster towards what the specs ask for. Its key is the uid of the object it is
 * responsible for. `reconcile` may be called at any time and any number of times.
 */
export interface Controller {
  readonly name: string;
  /** Tells which objects have to be looked at after a change. */
  observe(change: Change, wake: Wake): void;
  /** Looks at one object and does the next step for it. */
  reconcile(uid: string, wake: Wake): void;
}
