import type { Model } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../format/instant';
import {
  selectRows,
  type RowTraits,
  type SelectedRows,
} from '../table/selectRows';
import { NONE, type TableQuery } from '../table/tableQuery';

/** What the table of models can be narrowed by. */
export const MODEL_FACETS = [
  'owner',
  'origin',
  'license',
  'production',
] as const;

/** One of the facets. */
export type ModelFacet = (typeof MODEL_FACETS)[number];

/** Search, filters and order of the table, as they stand in the URL. */
export type ModelsQuery = TableQuery<ModelFacet>;

/** The alias whose version is meant by "production". */
export const PRODUCTION = 'production';

/** Where the alias `production` of a model points; undefined when nowhere. */
export function productionOf(
  model: Model,
): Model['aliases'][number] | undefined {
  return model.aliases.find(({ alias }) => alias === PRODUCTION);
}

/** Names a model in links and lists: `namespace/name`, without the default namespace. */
export function shortModelName(ref: {
  namespace: string;
  name: string;
}): string {
  return ref.namespace === 'default'
    ? ref.name
    : `${ref.namespace}/${ref.name}`;
}

const traits: RowTraits<Model, ModelFacet> = {
  facets: MODEL_FACETS,
  facetValues: (model, facet) => {
    switch (facet) {
      case 'owner':
        return [model.owner ?? NONE];
      case 'license':
        return [model.license ?? NONE];
      case 'origin':
        return [model.origin];
      default:
        return [productionOf(model) ? 'yes' : 'no'];
    }
  },
  searchText: model =>
    [
      model.namespace,
      model.name,
      model.title,
      model.description,
      model.owner,
      model.license,
      ...model.sourceIds,
      ...model.tags,
    ]
      .join('\n')
      .toLowerCase(),
  sortKey: (model, column) => {
    switch (column) {
      case 'owner':
        return model.owner;
      case 'production':
        return productionOf(model)?.version ?? null;
      case 'since':
        return parseInstant(productionOf(model)?.since);
      case 'versions':
        return model.versions;
      case 'servers':
        return model.servers;
      case 'license':
        return model.license;
      case 'changed':
        return parseInstant(model.changedAt);
      default:
        return shortModelName(model);
    }
  },
  tieBreaks: model => [model.namespace, model.name],
};

/** Applies search, filters and order. */
export function selectModels(
  models: readonly Model[],
  query: ModelsQuery,
): SelectedRows<Model, ModelFacet> {
  return selectRows(models, query, traits);
}
