import type {
  Autoscaler,
  ObjectRef,
} from '../../decide/remediation/scalableWorld';
import { KEDA_PAUSED_REPLICAS } from '../../decide/remediation/steps';
import {
  at,
  integerOf,
  itemsOf,
  textOf,
} from '../../observe/clusters/adapters/fields';

/** HorizontalPodAutoscalers in the API. */
export const HPA = {
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
} as const;

/** KEDA's ScaledObjects in the API. */
export const SCALED_OBJECT = {
  group: 'keda.sh',
  version: 'v1alpha1',
  plural: 'scaledobjects',
  kind: 'ScaledObject',
} as const;

/** True when `scaleTargetRef` of an autoscaler names the object. KEDA leaves out what is a Deployment's. */
function aims(reference: unknown, target: ObjectRef): boolean {
  const apiVersion = textOf(at(reference, 'apiVersion')) ?? 'apps/v1';
  const kind = textOf(at(reference, 'kind')) ?? 'Deployment';
  return (
    textOf(at(reference, 'name')) === target.name &&
    kind === target.kind &&
    apiVersion.startsWith(`${target.group}/`)
  );
}

function aimingItems(list: unknown, target: ObjectRef): readonly unknown[] {
  return itemsOf(at(list, 'items')).filter(item =>
    aims(at(item, 'spec', 'scaleTargetRef'), target),
  );
}

function refOf(
  item: unknown,
  resource: typeof HPA | typeof SCALED_OBJECT,
  namespace: string,
): { readonly ref: ObjectRef; readonly uid: string } {
  return {
    ref: {
      ...resource,
      namespace,
      name: textOf(at(item, 'metadata', 'name')) ?? '',
    },
    uid: textOf(at(item, 'metadata', 'uid')) ?? '',
  };
}

/** The autoscalers of a target, out of the lists of its namespace; a list is null where the cluster does not know the kind. */
export function readAutoscalers(
  target: ObjectRef,
  lists: { readonly hpas: unknown; readonly scaledObjects: unknown },
): readonly Autoscaler[] {
  const { namespace } = target;
  const keda = aimingItems(lists.scaledObjects, target).map(
    (item): Autoscaler => ({
      kind: 'keda',
      ...refOf(item, SCALED_OBJECT, namespace),
      pausedReplicas: textOf(
        at(item, 'metadata', 'annotations', KEDA_PAUSED_REPLICAS),
      ),
    }),
  );
  const hpas = aimingItems(lists.hpas, target)
    // KEDA makes one of its own for each ScaledObject, and takes it away while that is paused.
    .filter(
      item =>
        !itemsOf(at(item, 'metadata', 'ownerReferences')).some(
          owner => at(owner, 'kind') === SCALED_OBJECT.kind,
        ),
    )
    .map(
      (item): Autoscaler => ({
        kind: 'hpa',
        ...refOf(item, HPA, namespace),
        minReplicas: integerOf(at(item, 'spec', 'minReplicas')) ?? 1,
      }),
    );
  return [...keda, ...hpas];
}
