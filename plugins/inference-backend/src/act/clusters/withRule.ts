import type { ObjectRef } from '../../decide/remediation/scalableWorld';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';

/** What the portal does with objects, by the role that allows it. */
const ROLES = {
  get: 'cluster-role-write.yaml',
  list: 'cluster-role-write.yaml',
  patch: 'cluster-role-write.yaml',
  apply: 'cluster-role-deploy.yaml',
  quota: 'cluster-role-deploy.yaml',
} as const;

const VERBS = {
  get: ['get'],
  list: ['list'],
  patch: ['patch'],
  // The API server asks for both when the object is new; it is read before.
  apply: ['get', 'create', 'patch'],
  quota: ['list'],
} as const;

/** What is read and written only to pause a sync from Git. */
const SYNCED = new Set([
  'applications',
  'applicationsets',
  'kustomizations',
  'gitrepositories',
  'helmreleases',
]);

/** A refusal with the rule that is missing; every other error as it is. */
export function withRule(
  error: unknown,
  {
    group,
    plural,
    subresource,
  }: Pick<ObjectRef, 'group' | 'plural' | 'subresource'>,
  what: keyof typeof VERBS,
): unknown {
  const resource =
    subresource === undefined || what !== 'patch'
      ? plural
      : `${plural}/${subresource}`;
  const role = SYNCED.has(plural)
    ? 'cluster-role-pause-sync.yaml'
    : ROLES[what];
  const verbs = VERBS[what].map(verb => `"${verb}"`).join(', ');
  return error instanceof ClusterRequestError && error.kind === 'forbidden'
    ? new ClusterRequestError(error.kind, error.message, {
        fix: `Apply deploy/${role} on the cluster, or add this rule to the portal's role:\n  - apiGroups: ["${group}"]\n    resources: ["${resource}"]\n    verbs: [${verbs}]`,
      })
    : error;
}
