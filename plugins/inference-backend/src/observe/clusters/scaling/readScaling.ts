import { at, integerOf, itemsOf, textOf } from '../adapters/fields';

/** An object as another one names it. */
interface Named {
  readonly kind: string;
  readonly name: string;
}

/** A HorizontalPodAutoscaler or a ScaledObject: what it scales and how far. */
export interface SeenAutoscaler {
  readonly kind: 'HorizontalPodAutoscaler' | 'ScaledObject';
  readonly namespace: string;
  readonly name: string;
  readonly target: Named & { readonly apiVersion: string };
  /** Objects that it was made for, such as an InferenceService. */
  readonly owners: readonly Named[];
  readonly minReplicas: number | null;
  readonly maxReplicas: number | null;
}

/** A PodDisruptionBudget; a bound is a number or a share such as `50%`. */
export interface SeenBudget {
  readonly namespace: string;
  readonly name: string;
  /** As it is written. */
  readonly selector: unknown;
  readonly minAvailable: string | null;
  readonly maxUnavailable: string | null;
}

/** What Kubernetes and KEDA take for bounds that are left out. */
const BOUNDS = {
  HorizontalPodAutoscaler: {
    min: 'minReplicas',
    max: 'maxReplicas',
    defaults: { min: 1, max: null },
  },
  ScaledObject: {
    min: 'minReplicaCount',
    max: 'maxReplicaCount',
    defaults: { min: 0, max: 100 },
  },
} as const;

/** A bound of a PodDisruptionBudget: a number or a share such as `50%`. */
export function boundOf(value: unknown): string | null {
  const count = integerOf(value);
  return count === null ? textOf(value) : String(count);
}

function identity(item: unknown): { namespace: string; name: string } {
  return {
    namespace: textOf(at(item, 'metadata', 'namespace')) ?? '',
    name: textOf(at(item, 'metadata', 'name')) ?? '',
  };
}

/** An autoscaler of a list; null for what names no target. KEDA's own HorizontalPodAutoscalers are none of their own. */
export function readAutoscaler(
  kind: SeenAutoscaler['kind'],
  item: unknown,
): SeenAutoscaler | null {
  const reference = at(item, 'spec', 'scaleTargetRef');
  const name = textOf(at(reference, 'name'));
  const owners = itemsOf(at(item, 'metadata', 'ownerReferences')).map(
    owner => ({
      kind: textOf(at(owner, 'kind')) ?? '',
      name: textOf(at(owner, 'name')) ?? '',
    }),
  );
  if (name === null || owners.some(owner => owner.kind === 'ScaledObject')) {
    return null;
  }
  const { min, max, defaults } = BOUNDS[kind];
  return {
    kind,
    ...identity(item),
    target: {
      // KEDA leaves out what is a Deployment's.
      apiVersion: textOf(at(reference, 'apiVersion')) ?? 'apps/v1',
      kind: textOf(at(reference, 'kind')) ?? 'Deployment',
      name,
    },
    owners,
    minReplicas: integerOf(at(item, 'spec', min)) ?? defaults.min,
    maxReplicas: integerOf(at(item, 'spec', max)) ?? defaults.max,
  };
}

/** A PodDisruptionBudget of a list. */
export function readBudget(item: unknown): SeenBudget {
  return {
    ...identity(item),
    selector: at(item, 'spec', 'selector') ?? null,
    minAvailable: boundOf(at(item, 'spec', 'minAvailable')),
    maxUnavailable: boundOf(at(item, 'spec', 'maxUnavailable')),
  };
}
