import {
  COST_KEY_NONE,
  type CostGrouping,
  type CostQuery,
} from '@inference-portal/plugin-inference-common';

/** What costs can be narrowed to, the widest first: the order of the path above the table. */
export const SCOPE_NAMES = [
  'cluster',
  'gpuProduct',
  'owner',
  'model',
  'version',
  'server',
] as const;
export type ScopeName = (typeof SCOPE_NAMES)[number];

/** Wanted values by name; no values is all. */
export type CostScope = { readonly [name in ScopeName]: readonly string[] };

export const WHOLE_FLEET: CostScope = {
  cluster: [],
  gpuProduct: [],
  owner: [],
  model: [],
  version: [],
  server: [],
};

/** In the API and the URL: what nobody owns. */
export const NO_OWNER = 'none';

/** A line by version is `<model>@<version>`; the version of one that tells none is empty. */
export function partsOfVersion(key: string): {
  readonly model: string;
  readonly version: string;
} {
  const at = key.lastIndexOf('@');
  return at < 0
    ? { model: key, version: '' }
    : { model: key.slice(0, at), version: key.slice(at + 1) };
}

/** Into what a line opens: what it narrows the page to, and what its parts are grouped by. */
const STEPS: {
  readonly [grouping in CostGrouping]?: {
    readonly scope: ScopeName;
    readonly next: CostGrouping;
  };
} = {
  cluster: { scope: 'cluster', next: 'owner' },
  'gpu-product': { scope: 'gpuProduct', next: 'owner' },
  owner: { scope: 'owner', next: 'model' },
  model: { scope: 'model', next: 'version' },
  version: { scope: 'version', next: 'server' },
  server: { scope: 'server', next: 'pod' },
};

/** How a line of a grouping opens; null for the smallest ones. */
export function stepInto(grouping: CostGrouping) {
  return STEPS[grouping] ?? null;
}

/** What a scope is grouped by unless somebody wants it otherwise: the parts of its narrowest name. */
export function groupingOf(scope: CostScope): CostGrouping {
  const narrowest = [...SCOPE_NAMES]
    .reverse()
    .find(name => scope[name].length > 0);
  const step = Object.values(STEPS).find(one => one.scope === narrowest);
  return step?.next ?? 'owner';
}

/** Both at once; where both name values, the fixed ones count. */
export function withinScope(fixed: CostScope, chosen: CostScope): CostScope {
  const merged = SCOPE_NAMES.map((name): [ScopeName, readonly string[]] => [
    name,
    fixed[name].length > 0 ? fixed[name] : chosen[name],
  ]);
  return { ...WHOLE_FLEET, ...Object.fromEntries(merged) };
}

/** The filters of the API that a scope stands for. */
export function scopeFilters(scope: CostScope): Pick<CostQuery, ScopeName> {
  const versions = scope.version.map(partsOfVersion);
  // A version is one of its model only.
  const model =
    versions.length > 0 ? versions.map(one => one.model) : scope.model;
  const filters: CostScope = {
    ...scope,
    model: [...new Set(model)],
    version: versions.map(({ version }) =>
      version === '' ? COST_KEY_NONE : version,
    ),
  };
  const wanted = SCOPE_NAMES.filter(name => filters[name].length > 0);
  return Object.fromEntries(wanted.map(name => [name, [...filters[name]]]));
}
