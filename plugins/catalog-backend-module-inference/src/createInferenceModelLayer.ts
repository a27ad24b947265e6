import {
  createCatalogModelLayer,
  type CatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import {
  INFERENCE_PREFIX,
  inferenceAnnotations,
} from '@inference-portal/plugin-inference-common';
import type { EntityTypes } from './createEntities';

const refs = { type: 'array', items: { type: 'string', minLength: 1 } };
const text = { type: 'string', minLength: 1 };

// A version with a type replaces the schema and the relations of its kind, so both stand here in full.
const ownedBy = {
  selector: { path: 'spec.owner' },
  relation: 'ownedBy',
  defaultKind: 'Group',
  defaultNamespace: 'inherit' as const,
  allowedKinds: ['Group', 'User'],
};
const partOfSystem = {
  selector: { path: 'spec.system' },
  relation: 'partOf',
  defaultKind: 'System',
  defaultNamespace: 'inherit' as const,
};
const dependencies = ['dependsOn', 'dependencyOf'].map(relation => ({
  selector: { path: `spec.${relation}` },
  relation,
  defaultNamespace: 'inherit' as const,
}));

/** Declares the portal's annotations and the types of its entities in the catalog model. */
export function createInferenceModelLayer(
  types: EntityTypes,
): CatalogModelLayer {
  return createCatalogModelLayer({
    layerId: 'inference-portal/entities',
    builder: model => {
      for (const { name, on, description } of inferenceAnnotations) {
        // Names that others own are theirs to declare; a second declaration would stop the catalog.
        if (on.includes('entity') && name.startsWith(INFERENCE_PREFIX)) {
          model.addAnnotation({ name, description });
        }
      }
      model.addKindVersion({
        kind: 'Component',
        versions: [
          {
            // Without v1beta1 such entities would silently be checked by the plain schema.
            name: ['v1alpha1', 'v1beta1'],
            specType: types.serverType,
            description: 'A running deployment of a model on a cluster.',
            relationFields: [
              ownedBy,
              partOfSystem,
              ...dependencies,
              {
                selector: { path: 'spec.subcomponentOf' },
                relation: 'partOf',
                defaultKind: 'Component',
                defaultNamespace: 'inherit',
              },
              {
                selector: { path: 'spec.providesApis' },
                relation: 'providesApi',
                defaultKind: 'API',
                defaultNamespace: 'inherit',
              },
              {
                selector: { path: 'spec.consumesApis' },
                relation: 'consumesApi',
                defaultKind: 'API',
                defaultNamespace: 'inherit',
              },
            ],
            schema: {
              jsonSchema: {
                type: 'object',
                required: ['spec'],
                properties: {
                  spec: {
                    type: 'object',
                    required: ['type', 'lifecycle', 'owner'],
                    properties: {
                      type: text,
                      lifecycle: text,
                      owner: text,
                      system: text,
                      subcomponentOf: text,
                      providesApis: refs,
                      consumesApis: refs,
                      dependsOn: refs,
                      dependencyOf: refs,
                    },
                  },
                },
              },
            },
          },
        ],
      });
      model.addKindVersion({
        kind: 'Resource',
        versions: [
          {
            name: ['v1alpha1', 'v1beta1'],
            specType: types.modelType,
            description: 'A model that model servers run.',
            relationFields: [ownedBy, partOfSystem, ...dependencies],
            schema: {
              jsonSchema: {
                type: 'object',
                required: ['spec'],
                properties: {
                  spec: {
                    type: 'object',
                    required: ['type', 'owner'],
                    properties: {
                      type: text,
                      owner: text,
                      system: text,
                      dependsOn: refs,
                      dependencyOf: refs,
                    },
                  },
                },
              },
            },
          },
        ],
      });
    },
  });
}
