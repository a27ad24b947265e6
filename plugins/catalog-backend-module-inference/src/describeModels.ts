import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_GENERATED,
  ANNOTATION_MODEL,
  type Model,
} from '@inference-portal/plugin-inference-common';
import { UNOWNED } from './unowned';

/** Tags of the catalog: lower-case words of up to 63 letters and digits, joined by `-`, `+`, `#`, `:`. */
const TAG = /^[a-z0-9+#:]+(?:-[a-z0-9+#:]+)*$/;
const MAX_TAG = 63;

/** Marks of entities that the portal emits itself. */
export function provenance(location: string): Record<string, string> {
  return {
    [ANNOTATION_LOCATION]: `inference-portal:${location}`,
    [ANNOTATION_ORIGIN_LOCATION]: `inference-portal:${location}`,
    [ANNOTATION_GENERATED]: 'true',
  };
}

function toTags(words: readonly string[]): string[] {
  const tags = words.map(word =>
    word.toLowerCase().replace(/[^a-z0-9+#:-]+/g, '-'),
  );
  return [...new Set(tags)].filter(
    tag => tag.length <= MAX_TAG && TAG.test(tag),
  );
}

/** Where the entity of every registered model is, and which model is meant by an id or a node of the lineage. */
export interface RegisteredModels {
  /** Entity that describes the model: one that a team wrote under another name, else that of the model's own name. */
  entityOf(ref: { namespace: string; name: string }): string;
  /** By the id of a hub, or the name that an entity of it would get; null when none is registered. */
  findByModelId(id: string): string | null;
  /** By a node of the lineage: `model:<namespace>/<name>@<version>` or `hf://org/name[@revision]`. */
  findByNode(nodeId: string): string | null;
}

/**
 * Arranges registered models. `describedBy` are the entities that teams wrote for models of other names, by `<namespace>/<name>` of the model in
 * lower case. Of several models with one source id the first by name is taken, so that it does not change from one reading to the next.
 */
export function arrangeModels(
  models: readonly Model[],
  describedBy: ReadonlyMap<string, string>,
): RegisteredModels {
  const keyOf = (ref: { namespace: string; name: string }) =>
    `${ref.namespace}/${ref.name}`.toLowerCase();
  const entities = new Map(
    models.map(model => {
      const key = keyOf(model);
      return [key, describedBy.get(key) ?? model.entityRef];
    }),
  );
  const byId = new Map<string, string>();
  for (const model of [...models].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  )) {
    for (const id of model.sourceIds.map(text => text.toLowerCase())) {
      byId.set(id, byId.get(id) ?? entities.get(keyOf(model)) ?? '');
    }
  }
  const findByModelId = (id: string) => byId.get(id.toLowerCase()) ?? null;
  return {
    entityOf: ref => entities.get(keyOf(ref)) ?? `resource:${keyOf(ref)}`,
    findByModelId,
    findByNode: nodeId => {
      const [, key] = /^model:([^@]+)@/.exec(nodeId) ?? [];
      if (key !== undefined) {
        return entities.get(key.toLowerCase()) ?? null;
      }
      const [, id] = /^hf:\/\/([^@]+)(?:@|$)/.exec(nodeId) ?? [];
      return id === undefined ? null : findByModelId(id);
    },
  };
}

function describe(model: Model): string {
  const { namespace, name, description, owner } = model;
  const what = description ?? `Model ${namespace}/${name} of the registry.`;
  return owner === null
    ? `${what} Nobody owns it: the registry can tell who does.`
    : what;
}

/** The Resource of a registered model. It depends on the models that its production version, else its newest, was made from. */
export function createRegisteredEntity(
  model: Model,
  options: { type: string; registered: RegisteredModels },
): ResourceEntity {
  const { registered, type } = options;
  const self = registered.entityOf(model);
  const dependsOn = [
    ...new Set(
      (model.derivedFrom ?? []).flatMap(node => {
        const ref = registered.findByNode(node);
        return ref === null || ref === self ? [] : [ref];
      }),
    ),
  ].sort();
  const [sourceId] = model.sourceIds;
  const tags = toTags(model.tags);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: model.name,
      namespace: model.namespace.toLowerCase(),
      ...(model.title === null ? {} : { title: model.title }),
      description: describe(model),
      annotations: {
        ...provenance(`registry/${model.namespace}/${model.name}`),
        ...(sourceId === undefined ? {} : { [ANNOTATION_MODEL]: sourceId }),
      },
      ...(tags.length === 0 ? {} : { tags }),
      ...(model.homepage === null
        ? {}
        : { links: [{ url: model.homepage, title: 'Homepage' }] }),
    },
    spec: {
      type,
      owner: model.owner ?? UNOWNED,
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    },
  };
}
