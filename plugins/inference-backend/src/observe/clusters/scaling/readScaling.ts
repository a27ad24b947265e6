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

/** Alerts of a PrometheusRule that tell when memory grows. */
export interface SeenMemoryAlert {
  readonly namespace: string;
  readonly name: string;
  /** Names of servers that labels of the alerts state, and the expressions that may name others. */
  readonly servers: readonly string[];
  readonly expressions: readonly string[];
}

/** Series of memory, of GPUs and of containers. */
const MEMORY = /DCGM_FI_DEV_FB_(?:USED|FREE)|container_memory_\w+/;
/** What tells growth from a level: a level says nothing, as engines take their memory when they start. */
const GROWTH =
  /\b(?:deriv|delta|idelta|predict_linear|min_over_time|double_exponential_smoothing|holt_winters)\s*\(|\boffset\b/;

/** The part of a PrometheusRule that watches the growth of memory; null when there is none. */
export function readMemoryAlerts(item: unknown): SeenMemoryAlert | null {
  const alerts = itemsOf(at(item, 'spec', 'groups'))
    .flatMap(group => itemsOf(at(group, 'rules')))
    .flatMap(rule => {
      const expression = textOf(at(rule, 'expr')) ?? '';
      return textOf(at(rule, 'alert')) !== null &&
        MEMORY.test(expression) &&
        GROWTH.test(expression)
        ? [{ expression, server: textOf(at(rule, 'labels', 'server')) }]
        : [];
    });
  return alerts.length === 0
    ? null
    : {
        ...identity(item),
        servers: alerts.flatMap(({ server }) => server ?? []),
        expressions: alerts.map(({ expression }) => expression),
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
