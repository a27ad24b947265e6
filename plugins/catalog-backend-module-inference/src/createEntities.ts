import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ComponentEntity,
  type Entity,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_GENERATED,
  ANNOTATION_MODEL,
  ANNOTATION_SERVER,
  ANNOTATION_SERVER_ID,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { nameModels, nameServers } from './entityNames';

/** Owner of entities that nobody owns: the catalog requires one. */
export const UNOWNED = 'group:default/unowned';

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

function provenance(location: string): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `inference-portal:${location}`,
    [ANNOTATION_ORIGIN_LOCATION]: `inference-portal:${location}`,
    [ANNOTATION_GENERATED]: 'true',
  };
}

/** Ref of the model that a server depends on; null when no entity describes it. */
function modelRef(
  server: ModelServer,
  writtenRefs: ReadonlySet<string>,
  modelNames: ReadonlyMap<string, string>,
): string | null {
  const { id, entityRef } = server.model;
  if (entityRef !== null && writtenRefs.has(entityRef)) {
    return entityRef;
  }
  if (id !== null && ENTITY_REF.test(id)) {
    return id.toLowerCase();
  }
  const name = id === null ? undefined : modelNames.get(id);
  return name === undefined ? null : `resource:default/${name}`;
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

/**
 * Entities for servers and models that no team described itself. `writtenRefs` are the joined entities that a team wrote.
 * The same servers in any order give the same entities in the same order.
 */
export function createEntities(options: {
  servers: readonly ModelServer[];
  writtenRefs: ReadonlySet<string>;
  types: EntityTypes;
}): Entity[] {
  const { servers, writtenRefs, types } = options;
  const isWritten = (ref: string | null) =>
    ref !== null && writtenRefs.has(ref);

  const ownersByModel = new Map<string, Set<string | null>>();
  for (const { model, owner } of servers) {
    if (describesModel(model.id) && !isWritten(model.entityRef)) {
      const owners = ownersByModel.get(model.id) ?? new Set();
      ownersByModel.set(model.id, owners.add(owner.ref));
    }
  }
  const modelNames = nameModels(ownersByModel.keys());
  // Named before those with an entity of their own are left out, so that no name moves when a team adds one.
  const serverNames = nameServers(servers);

  const models = [...ownersByModel].map(([modelId, owners]) =>
    createModelEntity({
      modelId,
      name: modelNames.get(modelId) ?? modelId,
      type: types.modelType,
      owners,
    }),
  );
  const components = servers
    .filter(server => !isWritten(server.entityRef))
    .map(server =>
      createServerEntity(server, {
        name: serverNames.get(server.id) ?? server.id,
        type: types.serverType,
        modelRef: modelRef(server, writtenRefs, modelNames),
      }),
    );
  return [...components, ...models].sort((a, b) => {
    const keyA = `${a.kind}/${a.metadata.name}`;
    const keyB = `${b.kind}/${b.metadata.name}`;
    return keyA < keyB ? -1 : 1;
  });
}
