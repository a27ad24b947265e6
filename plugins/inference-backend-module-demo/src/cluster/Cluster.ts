import type { KindRegistry } from './kinds/KindRegistry';
import type { PodBehaviourHook } from './PodBehaviour';
import type { Random } from './Random';
import type { ListSnapshots } from './store/ListSnapshots';
import type { ObjectStore } from './store/ObjectStore';
import type { ObjectDeleter } from './writes/ObjectDeleter';
import type { ObjectSeeder } from './writes/ObjectSeeder';
import type { ObjectWriter } from './writes/ObjectWriter';

/** What the API server and the controllers of one cluster share. */
export interface Cluster {
  readonly name: string;
  readonly version: string;
  readonly registry: KindRegistry;
  readonly store: ObjectStore;
  readonly writer: ObjectWriter;
  readonly seeder: ObjectSeeder;
  readonly deleter: ObjectDeleter;
  readonly snapshots: ListSnapshots;
  readonly random: Random;
  /** The present of the simulation, UTC ms. */
  now(): number;
  /** How pods behave at the moment. */
  behaviourOf: PodBehaviourHook;
}
