import type { UsageDeclarations } from './findings/declarations';

/** What the portal needs to know of one catalog entity. */
export interface CatalogEntityFacts {
  /** Normalised entity ref, such as `component:default/support-chat`. */
  readonly ref: string;
  /** Lower case. */
  readonly kind: string;
  readonly type: string | null;
  /** Namespace of the entity; an owner written without one lives there. */
  readonly namespace: string;
  /** Targets of `ownedBy` relations, else `spec.owner`; as written. */
  readonly owners: readonly string[];
  /** `inference-portal/server`. */
  readonly server: string | null;
  /** `inference-portal/model`. */
  readonly model: string | null;
  /** `backstage.io/kubernetes-id`. */
  readonly kubernetesId: string | null;
  /** True when the portal emitted the entity itself. */
  readonly generated: boolean;
  /** `inference-portal/standby` and `inference-portal/schedule`. */
  readonly declared?: UsageDeclarations;
  /** `inference-portal/exit-plan`. */
  readonly exitPlan?: string;
  /** Address of the first of its links that has the type `exit-plan`. */
  readonly exitPlanLink?: string;
}

/** Entities by what joins them with servers and models. Entities are ordered by ref. Never changed after it was made. */
export interface CatalogView {
  /** Key: `<cluster>/<namespace>/<name>` or `<namespace>/<name>`. */
  readonly byServer: ReadonlyMap<string, readonly CatalogEntityFacts[]>;
  readonly byKubernetesId: ReadonlyMap<string, readonly CatalogEntityFacts[]>;
  /** Key: model id; only entities that describe a model. */
  readonly byModel: ReadonlyMap<string, readonly CatalogEntityFacts[]>;
  readonly byRef: ReadonlyMap<string, CatalogEntityFacts>;
}

function group(
  entities: readonly CatalogEntityFacts[],
  key: (entity: CatalogEntityFacts) => string | null,
): Map<string, CatalogEntityFacts[]> {
  const groups = new Map<string, CatalogEntityFacts[]>();
  for (const entity of entities) {
    const value = key(entity);
    if (value === null) {
      continue;
    }
    const members = groups.get(value);
    if (members) {
      members.push(entity);
    } else {
      groups.set(value, [entity]);
    }
  }
  return groups;
}

/** A Component that names its model describes a server; everything else that names one describes the model. */
function describesModel(entity: CatalogEntityFacts): boolean {
  return entity.kind !== 'component';
}

/** Arranges entities by what joins them with servers and models. The same entities in another order make the same view. */
export function buildCatalogView(
  entities: Iterable<CatalogEntityFacts>,
): CatalogView {
  const distinct = new Map<string, CatalogEntityFacts>();
  for (const entity of entities) {
    distinct.set(entity.ref, entity);
  }
  const sorted = [...distinct.values()].sort((x, y) =>
    x.ref < y.ref ? -1 : 1,
  );
  return {
    byServer: group(sorted, entity => entity.server),
    byKubernetesId: group(sorted, entity => entity.kubernetesId),
    byModel: group(sorted, entity =>
      describesModel(entity) ? entity.model : null,
    ),
    byRef: new Map(sorted.map(entity => [entity.ref, entity])),
  };
}
