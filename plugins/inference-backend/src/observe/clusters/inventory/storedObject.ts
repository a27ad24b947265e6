import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import { at, integerOf, itemsOf, textMapOf, textOf } from '../adapters/fields';
import type { InstantMs } from '../../../types';
import { type ChangeAuthor, readChangeAuthor } from '../servers/changeAuthor';
import { instantOf } from '../servers/instant';
import { type PodFacts, readPodFacts } from '../servers/podFacts';
import type { ServingImage } from '../servers/images';
import { slimObject } from '../servers/slimObject';
import { resourceKey, PODS } from './watchedResources';

/** Who controls an object. */
export interface ControllerReference {
  readonly group: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** An object reduced to what servers are derived from. */
export interface StoredObject {
  /** Resource key. */
  readonly resource: string;
  readonly group: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: InstantMs | null;
  readonly generation: number | null;
  readonly controller: ControllerReference | null;
  /** Labels that stand in for a controller; see `impliedOwners`. */
  readonly labels: { readonly [name: string]: string };
  /** The object as JSON without noise and secrets; null for pods that a known kind controls. Text, since it takes a fraction of the memory. */
  readonly text: string | null;
  readonly pod: PodFacts | null;
  readonly author: ChangeAuthor;
  readonly warnings: readonly string[];
  /** The workload whose template this one runs. */
  readonly runs: { readonly kind: string; readonly name: string } | null;
}

/** An object that cannot be used, with the reason in a sentence. */
export interface UnreadableObject {
  readonly problem: string;
}

const NO_AUTHOR: ChangeAuthor = {
  changedBy: null,
  changedAt: null,
  managers: [],
};
const TEMPLATE_FIELDS = new Set([
  'apiVersion',
  'kind',
  'spec',
  'data',
  'revision',
]);

/** Group of an apiVersion such as `apps/v1`; '' for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function controllerOf(metadata: unknown): ControllerReference | null {
  const owners = itemsOf(at(metadata, 'ownerReferences'));
  const owner =
    owners.find(candidate => at(candidate, 'controller') === true) ??
    (owners.length === 1 ? owners[0] : undefined);
  const kind = textOf(at(owner, 'kind'));
  const name = textOf(at(owner, 'name'));
  const uid = textOf(at(owner, 'uid'));
  // A static pod is controlled by its node, which is no workload.
  if (kind === null || name === null || uid === null || kind === 'Node') {
    return null;
  }
  const apiVersion = textOf(at(owner, 'apiVersion')) ?? 'v1';
  return { group: groupOf(apiVersion), apiVersion, kind, name, uid };
}

function describe(
  resource: WatchedResource,
  namespace: unknown,
  name: unknown,
): string {
  const where =
    typeof namespace === 'string' && namespace !== '' ? `${namespace}/` : '';
  return `${resource.kind} ${where}${
    typeof name === 'string' && name !== '' ? name : '(without name)'
  }`;
}

/** What to keep of an object, by the role it plays. */
export interface StorageOptions {
  /** Resources of which only the template is kept, as revisions. */
  readonly remembers: ReadonlySet<string>;
  /** True for kinds that an adapter or a watched resource stands for. */
  readonly isKnownKind: (group: string, kind: string) => boolean;
  readonly images: readonly ServingImage[];
}

/** Reduces an object of the API server; never throws. */
export function storeObject(
  resource: WatchedResource,
  object: KubernetesObject,
  options: StorageOptions,
): StoredObject | UnreadableObject {
  const metadata = at(object, 'metadata');
  const name = textOf(at(metadata, 'name'));
  const uid = textOf(at(metadata, 'uid'));
  const namespace = at(metadata, 'namespace') ?? '';
  if (name === null || uid === null || typeof namespace !== 'string') {
    const [field] = [
      ...(name === null ? ['name'] : []),
      ...(uid === null ? ['uid'] : []),
      'namespace',
    ];
    return {
      problem: `${describe(
        resource,
        namespace,
        name,
      )} is left out: metadata.${field} is missing or no text`,
    };
  }
  const key = resourceKey(resource);
  const isPod = key === resourceKey(PODS);
  const controller = controllerOf(metadata);
  const apiVersion =
    textOf(at(object, 'apiVersion')) ??
    (resource.group === ''
      ? resource.versions[0] ?? 'v1'
      : `${resource.group}/${resource.versions[0] ?? 'v1'}`);
  const pod = isPod
    ? readPodFacts(object, { uid, name, namespace }, options.images)
    : null;
  const needsText =
    pod === null ||
    controller === null ||
    // A pod of an unknown controller stands for the controller, if it can be a server at all.
    (!options.isKnownKind(controller.group, controller.kind) &&
      (pod.runsServingImage ||
        Object.keys(pod.devices).length > 0 ||
        pod.claims.length > 0 ||
        hasIgnoreMark(pod.labels)));
  const slim = needsText
    ? slimObject(
        object,
        options.remembers.has(key) ? TEMPLATE_FIELDS : undefined,
      )
    : null;
  const reference = at(object, 'spec', 'workloadRef');
  const runs = textOf(at(reference, 'name'));
  return {
    resource: key,
    group: resource.group,
    apiVersion,
    kind: resource.kind,
    namespace,
    name,
    uid,
    createdAt: instantOf(at(metadata, 'creationTimestamp')),
    generation: integerOf(at(metadata, 'generation')),
    controller,
    labels: pod?.labels ?? textMapOf(at(metadata, 'labels')),
    text: slim === null ? null : JSON.stringify(slim.object),
    pod,
    author: isPod && controller !== null ? NO_AUTHOR : readChangeAuthor(object),
    warnings: slim?.warnings ?? [],
    runs:
      runs === null
        ? null
        : { kind: textOf(at(reference, 'kind')) ?? 'Deployment', name: runs },
  };
}

function hasIgnoreMark(labels: { readonly [name: string]: string }): boolean {
  return labels['inference-portal/ignore'] === 'false';
}

/** The object that was stored. */
export function restoreObject(stored: StoredObject): KubernetesObject {
  return stored.text === null
    ? {}
    : (JSON.parse(stored.text) as KubernetesObject);
}
