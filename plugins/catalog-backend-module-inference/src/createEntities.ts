import type {
  ComponentEntity,
  Entity,
  ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_MODEL,
  ANNOTATION_SERVER,
  ANNOTATION_SERVER_ID,
  type Model,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import {
  arrangeModels,
  createRegisteredEntity,
  provenance,
  type RegisteredModels,
} from './describeModels';
import { nameModels, nameServers } from './entityNames';
import { UNOWNED } from './unowned';

/** `spec.type` of what is emitted. */
export interface EntityTypes {
  readonly serverType: string;
  readonly modelType: string;
}

const ENTITY_REF = /^(resource|component):([^:/\s]+\/)?[^:/\s]+$/i;

/** A path inside the container, or an entity that a team names itself, is no model to describe. */
function describesModel(modelId: string | null): modelId is string {
  return (
    modelId !== null &&
    modelId.trim() !== '' &&
    !/^\.{0,2}\//.test(modelId) &&
    !ENTITY_REF.test(modelId)
  );
}

/**
 * Ref of the model that a server depends on: the registered one that it runs, else the one that describes its model id; null when no entity does.
 */
function modelRef(
  server: ModelServer,
  options: {
    writtenRefs: ReadonlySet<string>;
    modelNames: ReadonlyMap<string, string>;
    registered: RegisteredModels;
  },
): string | null {
  const { id, entityRef } = server.model;
  if (server.registration !== null) {
    return options.registered.entityOf(server.registration);
  }
  if (entityRef !== null && options.writtenRefs.has(entityRef)) {
    return entityRef;
  }
  if (id !== null && ENTITY_REF.test(id)) {
    return id.toLowerCase();
  }
  if (id === null) {
    return null;
  }
  const name = options.modelNames.get(id);
  return (
    options.registered.findByModelId(id) ??
    (name === undefined ? null : `resource:default/${name}`)
  );
}

function createServerEntity(
  server: ModelServer,
  options: { name: string; type: string; modelRef: string | null },
): ComponentEntity {
  const { cluster, namespace, name, kind, model, runtime, owner } = server;
  const path = `${cluster}/${namespace}/${name}`;
  const what = `${kind} ${name} in namespace ${namespace} of cluster ${cluster}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: options.name,
      title: `${name} (${cluster})`,
      description: owner.ref
        ? `${what}.`
        : `${what}. Nobody owns it: ${owner.reason}.`,
      annotations: {
        ...provenance(path),
        [ANNOTATION_SERVER]: path,
        [ANNOTATION_SERVER_ID]: server.id,
        ...(model.id === null ? {} : { [ANNOTATION_MODEL]: model.id }),
      },
      ...(runtime.name === 'unknown' ? {} : { tags: [runtime.name] }),
    },
    spec: {
      type: options.type,
      lifecycle: 'production',
      owner: owner.ref ?? UNOWNED,
      ...(options.modelRef === null ? {} : { dependsOn: [options.modelRef] }),
    },
  };
}

function createModelEntity(options: {
  modelId: string;
  name: string;
  type: string;
  owners: ReadonlySet<string | null>;
}): ResourceEntity {
  const { modelId, name, type, owners } = options;
  const [sole] = owners;
  const isOwned = owners.size === 1 && sole !== null && sole !== undefined;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title: modelId,
      description: isOwned
        ? `Model ${modelId}, as observed on model servers.`
        : `Model ${modelId}, as observed on model servers. No single team owns it; a catalog-info.yaml with the annotation ${ANNOTATION_MODEL} can tell who does.`,
      annotations: {
        ...provenance(`model/${modelId}`),
        [ANNOTATION_MODEL]: modelId,
      },
    },
    spec: { type, owner: isOwned ? sole : UNOWNED },
  };
}

/** What entities are made from. */
export interface EntityFacts {
  readonly servers: readonly ModelServer[];
  readonly models: readonly Model[];
  /** Entities that a team wrote, among those that servers and models are joined with. */
  readonly writtenRefs: ReadonlySet<string>;
  /** Entities that teams wrote for registered models of other names, by `<namespace>/<name>` of the model in lower case. */
  readonly describedBy: ReadonlyMap<string, string>;
  readonly types: EntityTypes;
}

/**
 * Entities for servers and models that no team described itself: registered models by their own names, and models that servers name and
 * nobody registered. The same facts in any order give the same entities in the same order.
 */
export function createEntities(facts: EntityFacts): Entity[] {
  const { servers, writtenRefs, types } = facts;
  const isWritten = (ref: string | null) =>
    ref !== null && writtenRefs.has(ref);
  const registered = arrangeModels(facts.models, facts.describedBy);

  const ownersByModel = new Map<string, Set<string | null>>();
  for (const { model, owner, registration } of servers) {
    if (
      describesModel(model.id) &&
      registration === null &&
      registered.findByModelId(model.id) === null &&
      !isWritten(model.entityRef)
    ) {
      const owners = ownersByModel.get(model.id) ?? new Set();
      ownersByModel.set(model.id, owners.add(owner.ref));
    }
  }
  const modelNames = nameModels(ownersByModel.keys());
  // Named before those with an entity of their own are left out, so that no name moves when a team adds one.
  const serverNames = nameServers(servers);

  const registeredEntities = facts.models
    .filter(
      model =>
        !isWritten(model.entityRef) &&
        registered.entityOf(model) === model.entityRef,
    )
    .map(model =>
      createRegisteredEntity(model, { type: types.modelType, registered }),
    );
  const taken = new Set(facts.models.map(({ entityRef }) => entityRef));
  const observedEntities = [...ownersByModel].flatMap(([modelId, owners]) => {
    const name = modelNames.get(modelId) ?? modelId;
    // A registered model of that name is the one that is meant.
    return taken.has(`resource:default/${name}`)
      ? []
      : [createModelEntity({ modelId, name, type: types.modelType, owners })];
  });
  const components = servers
    .filter(server => !isWritten(server.entityRef))
    .map(server =>
      createServerEntity(server, {
        name: serverNames.get(server.id) ?? server.id,
        type: types.serverType,
        modelRef: modelRef(server, { writtenRefs, modelNames, registered }),
      }),
    );
  const keyOf = ({ kind, metadata }: Entity) =>
    `${kind}/${metadata.namespace ?? 'default'}/${metadata.name}`;
  return [...components, ...registeredEntities, ...observedEntities].sort(
    (a, b) => (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}
