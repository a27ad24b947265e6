import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_GENERATED,
  ANNOTATION_REGISTRY,
  readRegistryReference,
  type Model,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';

const REFS_PER_LOOKUP = 200;

function isWritten({ metadata }: Entity): boolean {
  return metadata.annotations?.[ANNOTATION_GENERATED] !== 'true';
}

/** Of the entities that servers and models are joined with: those that exist and that the portal did not emit itself. */
export async function findWrittenRefs(options: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  credentials: BackstageCredentials;
  servers: readonly ModelServer[];
  models: readonly Model[];
}): Promise<Set<string>> {
  const { catalog, credentials, servers, models } = options;
  const refs = [
    ...new Set([
      ...servers.flatMap(({ entityRef, model }) =>
        [entityRef, model.entityRef].filter(ref => ref !== null),
      ),
      ...models.map(({ entityRef }) => entityRef),
    ]),
  ];
  const written = new Set<string>();
  for (let start = 0; start < refs.length; start += REFS_PER_LOOKUP) {
    const entityRefs = refs.slice(start, start + REFS_PER_LOOKUP);
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    items.forEach((entity, index) => {
      const ref = entityRefs[index];
      if (entity && ref !== undefined && isWritten(entity)) {
        written.add(ref);
      }
    });
  }
  return written;
}

/**
 * Entities that say with `inference-portal/registry` which imported model they describe, by `<namespace>/<name>` of the model in lower case. Of
 * several for one model the first by ref counts.
 */
export async function findDescribedModels(options: {
  catalog: Pick<CatalogService, 'getEntities'>;
  credentials: BackstageCredentials;
}): Promise<Map<string, string>> {
  const { items } = await options.catalog.getEntities(
    {
      filter: {
        kind: 'resource',
        [`metadata.annotations.${ANNOTATION_REGISTRY}`]: CATALOG_FILTER_EXISTS,
      },
      fields: ['kind', 'metadata'],
    },
    { credentials: options.credentials },
  );
  const described = new Map<string, string>();
  const entities = items
    .filter(isWritten)
    .map(entity => ({ entity, ref: stringifyEntityRef(entity) }))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  for (const { entity, ref } of entities) {
    const reference = readRegistryReference(entity);
    if (reference) {
      const { namespace, name } = reference.model;
      const key = `${namespace}/${name}`.toLowerCase();
      described.set(key, described.get(key) ?? ref);
    }
  }
  return described;
}
