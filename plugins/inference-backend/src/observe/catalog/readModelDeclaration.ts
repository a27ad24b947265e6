import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_DERIVED_FROM,
  ANNOTATION_GENERATED,
  ANNOTATION_LICENSE,
  ANNOTATION_MODEL,
  ANNOTATION_REGISTRY,
  ANNOTATION_SOURCE,
  ANNOTATION_VERSION,
  describedModel,
  readRegistryReference,
} from '@inference-portal/plugin-inference-common';
import type { ModelDeclaration } from '../../decide/registry/declaredModel';
import { optionalText, readOwners } from './entityTexts';

/** Any of these on an `ai-model` Resource registers the model. */
const REGISTERING = [ANNOTATION_MODEL, ANNOTATION_SOURCE, ANNOTATION_REGISTRY];

/**
 * What a Resource of the type of models declares for the registry; null for other entities, for those that the portal emitted itself,
 * and for those that have none of the annotations that register.
 */
export function readModelDeclaration(
  entity: Entity,
  modelType: string,
): ModelDeclaration | null {
  const { annotations = {}, links = [], tags = [] } = entity.metadata;
  const text = (name: string) => optionalText(annotations[name]);
  if (
    entity.kind.toLowerCase() !== 'resource' ||
    optionalText(entity.spec?.type) !== modelType ||
    annotations[ANNOTATION_GENERATED] === 'true' ||
    REGISTERING.every(name => text(name) === null)
  ) {
    return null;
  }
  const registry = text(ANNOTATION_REGISTRY);
  return {
    entityRef: stringifyEntityRef(entity),
    model: describedModel(entity),
    owner: readOwners(entity)[0] ?? null,
    title: optionalText(entity.metadata.title),
    description: optionalText(entity.metadata.description),
    links: links.map(({ url }) => url),
    tags,
    modelId: text(ANNOTATION_MODEL),
    source: text(ANNOTATION_SOURCE),
    version: text(ANNOTATION_VERSION),
    license: text(ANNOTATION_LICENSE),
    derivedFrom: text(ANNOTATION_DERIVED_FROM),
    registry:
      registry === null
        ? null
        : {
            text: registry,
            name: readRegistryReference(entity)?.registry ?? null,
          },
  };
}
