import type { JsonObject } from '@inference-portal/plugin-inference-node';
import { mergePatchBetween, nestedPatch } from './mergePatchBetween';
import type { RollbackWrite } from './rollbackPlan';
import type { RevisionContent, RollbackWorld } from './rollbackWorld';
import type { TrafficShift } from './trafficShift';

/** The human label of a revision, as kubectl shows it. */
export const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** Kept as they are on the object, as `kubectl rollout undo` does. */
const KEPT_ANNOTATIONS = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);
/** These say whose the object is and how it is run, not which version it is. */
const KEPT_PREFIXES = [
  'inference-portal/',
  'backstage.io/',
  'argocd.argoproj.io/',
  'meta.helm.sh/',
  'kustomize.toolkit.fluxcd.io/',
  'helm.toolkit.fluxcd.io/',
];
/** Kinds whose history the cluster shows with a change-cause. */
const LABELLED_KINDS = new Set(['Deployment', 'StatefulSet', 'Rollout']);

function isKept(name: string): boolean {
  return (
    KEPT_ANNOTATIONS.has(name) ||
    KEPT_PREFIXES.some(prefix => name.startsWith(prefix))
  );
}

function releaseAnnotations(annotations: {
  readonly [name: string]: string;
}): JsonObject {
  return Object.fromEntries(
    Object.entries(annotations).filter(([name]) => !isKept(name)),
  );
}

/** Annotations that come back with a Deployment's template, and the label of what is done. */
function annotationPatch(
  { current, ref, server }: RollbackWorld,
  content: RevisionContent,
  changeCause: string,
): JsonObject {
  const from = releaseAnnotations(current.annotations);
  const to =
    server.kind === 'Deployment' && content.source === 'cluster'
      ? releaseAnnotations(content.annotations)
      : from;
  return {
    ...mergePatchBetween(from, to),
    ...(LABELLED_KINDS.has(ref.kind) && { [CHANGE_CAUSE]: changeCause }),
  };
}

/** The write that makes a specification of what runs now. Replicas are in no specification, so none are ever written. */
export function restoreWrite(
  world: RollbackWorld,
  content: RevisionContent,
  options: { readonly summary: string; readonly changeCause: string },
): RollbackWrite {
  const { current, path, ref, uid } = world;
  const annotations = annotationPatch(world, content, options.changeCause);
  // What the portal kept has no secrets; where they stand unchanged, they are not touched.
  const from =
    content.source === 'portal' ? current.shown : current.specification;
  const patch = mergePatchBetween(from, content.specification);
  return {
    ref,
    uid,
    summary: options.summary,
    before: nestedPatch(
      path,
      Object.fromEntries(
        Object.keys(patch).map(name => [name, current.written[name] ?? null]),
      ),
    ),
    patch: {
      ...(Object.keys(annotations).length > 0 && { metadata: { annotations } }),
      ...nestedPatch(path, patch),
    },
  };
}

/** The write that sends a Rollout's traffic back to its stable version; its controller starts no new pods of the other one. */
export function abortWrite({ ref, uid }: RollbackWorld): RollbackWrite {
  return {
    ref: { ...ref, subresource: 'status' },
    uid,
    summary: `Abort the canary of Rollout ${ref.name}: all traffic goes to the stable version.`,
    before: {},
    patch: { status: { abort: true } },
  };
}

/** The write that takes a KServe canary's traffic away; null when there is no such canary. */
export function shiftWrite(world: RollbackWorld): RollbackWrite | null {
  const { canary, ref, uid } = world;
  if (canary?.kind === 'knative') {
    return {
      ref,
      uid,
      summary: `Send all traffic of ${ref.kind} ${ref.name} to the revision before; the newest one gets none instead of ${canary.percent} %.`,
      before: { spec: { predictor: { canaryTrafficPercent: canary.percent } } },
      patch: { spec: { predictor: { canaryTrafficPercent: 0 } } },
    };
  }
  return canary?.kind === 'kserve'
    ? {
        ref,
        uid,
        summary: `Take the canary ${canary.names.join(', ')} of ${ref.kind} ${
          ref.name
        } away.`,
        before: {},
        patch: { spec: { canary: null } },
      }
    : null;
}

/** The weight that {@link shiftWrite} turns, so that it can be put back; empty where an entry was taken away, whose content is kept nowhere. */
export function canaryShift({
  canary,
  ref,
  uid,
}: RollbackWorld): readonly TrafficShift[] {
  return canary?.kind === 'knative'
    ? [
        {
          ref,
          uid,
          weights: [
            {
              path: ['spec', 'predictor', 'canaryTrafficPercent'],
              backend: 'the newest revision',
              from: canary.percent,
              to: 0,
            },
          ],
        },
      ]
    : [];
}
