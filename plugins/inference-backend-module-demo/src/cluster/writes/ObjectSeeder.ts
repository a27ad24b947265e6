import {
  storageApiVersion,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';
import { timestampOf, type JsonObject } from '../objects';
import { managedFieldsAfterUpdate } from '../ownership/managedFields';
import type { Random } from '../Random';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredVersion } from '../store/StoredVersion';
import { withDefaults } from './defaults/objectDefaults';
import { withGeneratedFields } from './generatedFields';
import { asKubeObject } from './parseObject';
import { metadataOf, withManaged } from './updateParts';

/** Puts objects with a history into the store, without admission. */
export class ObjectSeeder {
  constructor(
    private readonly parts: {
      readonly store: ObjectStore;
      readonly random: Random;
      readonly now: () => number;
    },
  ) {}

  /**
   * Stores an object as it is: given uid, times, generation, status and managedFields are kept. With a manager, an
   * object without managedFields is said to have been written by it when it was created.
   */
  seed(
    definition: ResourceDefinition,
    body: JsonObject,
    manager?: string,
  ): StoredVersion {
    const given = metadataOf(body);
    const { store, random, now } = this.parts;
    const uid = typeof given.uid === 'string' ? given.uid : random.uid();
    const metadata: JsonObject = {
      ...given,
      uid,
      creationTimestamp: given.creationTimestamp ?? timestampOf(now()),
      ...(definition.generation ? { generation: given.generation ?? 1 } : {}),
    };
    const draft: JsonObject = {
      ...body,
      apiVersion: storageApiVersion(definition),
      kind: definition.kind,
      metadata,
    };
    const full = withGeneratedFields(
      withDefaults(definition, draft),
      uid,
      random,
    );
    const object = asKubeObject(full);
    if (manager === undefined || given.managedFields !== undefined) {
      return store.put(definition, object);
    }
    const { status: _status, ...owned } = full;
    const managed = managedFieldsAfterUpdate(undefined, asKubeObject(owned), {
      manager,
      operation: 'Update',
      apiVersion: object.apiVersion,
      time: object.metadata.creationTimestamp,
    });
    return store.put(definition, withManaged(object, managed));
  }
}
