import {
  at,
  integerOf,
  isFields,
  itemsOf,
  textMapOf,
  textOf,
} from '../adapters/fields';
import type {
  ContainerEnd,
  ContainerHealth,
  PodHealth,
} from '../../../decide/health';
import type { InstantMs } from '../../../types';
import { readClaimReferences, readDeviceRequests } from './gpuRequests';
import { digestOfImageId, findServingImage, type ServingImage } from './images';
import { instantOf } from './instant';
import { redactText } from './redaction';

/** What a server is told from one of its pods; small, since there are many. */
export interface PodFacts extends PodHealth {
  readonly uid: string;
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
  readonly node: string | null;
  readonly startedAt: InstantMs | null;
  readonly restarts: number;
  /** Hash label of the template that it was made from. */
  readonly revisionHash: string | null;
  /** Devices by resource. */
  readonly devices: { readonly [resource: string]: number };
  /** Names of its ResourceClaims; null for one that is not made yet. */
  readonly claims: readonly (string | null)[];
  /** Digests by image reference, as the kubelet resolved them. */
  readonly digests: { readonly [reference: string]: string };
  /** True when a container runs a known serving image. */
  readonly runsServingImage: boolean;
}

/** True from the binding to a node until the pod has ended: the time in which it holds its devices. */
export function holdsDevices(pod: PodFacts): boolean {
  return (
    pod.node !== null && pod.phase !== 'Succeeded' && pod.phase !== 'Failed'
  );
}

const MAX_MESSAGE = 1_000;

/** A message without secrets and without the fields that make each pod's different. */
function messageOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : redactText(text.slice(0, MAX_MESSAGE));
}

function endOf(state: unknown): ContainerEnd | null {
  return isFields(state)
    ? {
        reason: textOf(at(state, 'reason')),
        exitCode: integerOf(at(state, 'exitCode')),
      }
    : null;
}

function containerHealth(
  status: unknown,
  images: ReadonlyMap<string, string>,
  init: boolean,
): ContainerHealth {
  const name = textOf(at(status, 'name')) ?? '';
  const waiting = at(status, 'state', 'waiting');
  const terminated = endOf(at(status, 'state', 'terminated'));
  return {
    name,
    image: images.get(name) ?? textOf(at(status, 'image')),
    init,
    ready: at(status, 'ready') === true || (init && terminated?.exitCode === 0),
    restarts: integerOf(at(status, 'restartCount')) ?? 0,
    waiting: isFields(waiting)
      ? {
          reason: textOf(at(waiting, 'reason')) ?? '',
          message: messageOf(at(waiting, 'message')),
        }
      : null,
    terminated,
    lastTerminated: endOf(at(status, 'lastState', 'terminated')),
  };
}

const HASH_LABELS = [
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'leaderworkerset.sigs.k8s.io/template-revision-hash',
  'controller-revision-hash',
];

/** Reads a pod whose fields may be missing or of any type. */
export function readPodFacts(
  object: unknown,
  identity: {
    readonly uid: string;
    readonly name: string;
    readonly namespace: string;
  },
  extraImages: readonly ServingImage[],
): PodFacts {
  const metadata = at(object, 'metadata');
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  const labels = textMapOf(at(metadata, 'labels'));
  const images = new Map<string, string>();
  for (const container of [
    ...itemsOf(at(spec, 'initContainers')),
    ...itemsOf(at(spec, 'containers')),
  ]) {
    const name = textOf(at(container, 'name'));
    const image = textOf(at(container, 'image'));
    if (name !== null && image !== null) {
      images.set(name, image);
    }
  }
  const initStatuses = itemsOf(at(status, 'initContainerStatuses'));
  const statuses = itemsOf(at(status, 'containerStatuses'));
  const containers = [
    ...initStatuses.map(item => containerHealth(item, images, true)),
    ...statuses.map(item => containerHealth(item, images, false)),
  ];
  const conditions = itemsOf(at(status, 'conditions'));
  const condition = (type: string) =>
    conditions.find(item => at(item, 'type') === type);
  const readyCondition = condition('Ready');
  const scheduled = condition('PodScheduled');
  const node = textOf(at(spec, 'nodeName'));
  const digests: { [reference: string]: string } = {};
  for (const item of statuses) {
    const reference = images.get(textOf(at(item, 'name')) ?? '');
    const digest = digestOfImageId(textOf(at(item, 'imageID')));
    if (reference !== undefined && digest !== null) {
      digests[reference] = digest;
    }
  }
  const generated = new Map(
    itemsOf(at(status, 'resourceClaimStatuses')).map(item => [
      textOf(at(item, 'name')),
      textOf(at(item, 'resourceClaimName')),
    ]),
  );
  return {
    ...identity,
    labels,
    node,
    phase: textOf(at(status, 'phase')) ?? 'Unknown',
    ready: at(readyCondition, 'status') === 'True',
    bound: node !== null,
    deleting: textOf(at(metadata, 'deletionTimestamp')) !== null,
    createdAt: instantOf(at(metadata, 'creationTimestamp')),
    startedAt: instantOf(at(status, 'startTime')),
    readyChangedAt: instantOf(at(readyCondition, 'lastTransitionTime')),
    unscheduled:
      at(scheduled, 'status') === 'False'
        ? {
            reason: textOf(at(scheduled, 'reason')) ?? 'Unschedulable',
            message: messageOf(at(scheduled, 'message')),
            since: instantOf(at(scheduled, 'lastTransitionTime')),
          }
        : null,
    containers,
    reason: textOf(at(status, 'reason')),
    message: messageOf(at(status, 'message')),
    restarts: containers.reduce(
      (sum, container) => sum + container.restarts,
      0,
    ),
    revisionHash:
      HASH_LABELS.map(name => labels[name]).find(hash => hash !== undefined) ??
      null,
    devices: Object.fromEntries(readDeviceRequests(spec)),
    claims: readClaimReferences(spec).map(
      claim => claim.claimName ?? generated.get(claim.name) ?? null,
    ),
    digests,
    runsServingImage: [...images.values()].some(
      image => findServingImage(image, extraImages) !== undefined,
    ),
  };
}
